import {posix} from 'node:path';
import type {Engine, FileStat} from '../../engine/engine.ts';
import {createCheckpointScanner} from '../checkpoint-inspection.ts';
import type {FileMark} from '../stop-after-epoch.ts';
import {
	firstTable,
	resultsFiles,
	type CheckpointMarks,
	type FoundTraining,
	type TrainingAccess,
} from './training-access.ts';

/** A connection that stalls in the middle of a file would hold the action for ever. */
const readLimitMs = 300_000;

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
			return {results: firstTable(tables), last, best};
		},

		async inspect({runDirectory}, file, signal) {
			const content = runDirectory === undefined ? undefined : await engine.openFile(container, posix.join(runDirectory, 'weights', file), {signal: AbortSignal.any([signal, AbortSignal.timeout(readLimitMs)])});
			if (content === undefined) {
				return undefined;
			}

			const scanner = createCheckpointScanner();
			for await (const chunk of content) {
				scanner.push(chunk);
			}

			return scanner.end();
		},
	};
}
