import {posix} from 'node:path';
import {UserError} from '../../domain/user-error.ts';
import type {Engine, FileStat} from '../../engine/engine.ts';
import {inspectPieces} from '../../training/checkpoint/inspect-pieces.ts';
import {readContainerFileEnd} from '../../training/container-file-end.ts';
import type {FileMark} from './stop-after-epoch.ts';
import {
	firstTable,
	resultsFiles,
	type CheckpointMarks,
	type FoundTraining,
	type TrainingAccess,
} from './training-access.ts';

/** Where the end of a checkpoint cannot be read alone, it is not waited for any longer. */
const readLimitMs = 2000;

function toMark(stat: FileStat | undefined): FileMark | undefined {
	return stat && {sizeBytes: stat.sizeBytes, modifiedAt: stat.modifiedAt};
}

/** The files of a run in a container, also of one that has ended. */
export function createContainerFiles(engine: Engine, container: string): Pick<TrainingAccess, 'lookAtCheckpoints' | 'inspect'> {
	return {
		async lookAtCheckpoints({runDirectory}: FoundTraining, signal: AbortSignal): Promise<CheckpointMarks> {
			if (runDirectory === undefined) {
				return {};
			}

			const look = async (file: string): Promise<FileMark | undefined> => toMark(await engine.statFile(container, posix.join(runDirectory, file), {signal}));
			const [last, best, ...tables] = await Promise.all(['weights/last.pt', 'weights/best.pt', ...resultsFiles].map(async file => look(file)));
			if (last === undefined && best === undefined) {
				// Of a container that is gone the engine says no more than of a file that is not there.
				const {name, state} = await engine.inspectContainer(container, {signal});
				if (state.status === 'removed' || state.status === 'dead') {
					throw new UserError('container-not-found', {name});
				}
			}

			return {results: firstTable(tables), last, best};
		},

		async inspect({runDirectory}, signal) {
			const file = runDirectory === undefined ? undefined : posix.join(runDirectory, 'weights', 'last.pt');
			const stat = file === undefined ? undefined : await engine.statFile(container, file, {signal});
			return stat && inspectPieces(async () => engine.openFile(container, file!, {signal}), {
				sizeBytes: stat.sizeBytes,
				readEnd: async bytes => readContainerFileEnd(engine, container, file!, bytes, {signal}),
				limitMs: readLimitMs,
			});
		},
	};
}
