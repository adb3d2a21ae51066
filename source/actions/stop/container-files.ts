import {posix} from 'node:path';
import type {Engine, FileStat} from '../../engine/engine.ts';
import {
	beginningBytes,
	createCheckpointScanner,
	inspectBeginning,
	type CheckpointInspection,
} from '../../training/checkpoint/checkpoint-inspection.ts';
import type {FileMark} from './stop-after-epoch.ts';
import {
	firstTable,
	resultsFiles,
	type CheckpointMarks,
	type FoundTraining,
	type TrainingAccess,
} from './training-access.ts';

/** The archive of an engine has no ranges: its end is seen only by reading all of it, which is not waited for any longer. */
const readLimitMs = 2000;

function toMark(stat: FileStat | undefined): FileMark | undefined {
	return stat && {sizeBytes: stat.sizeBytes, modifiedAt: stat.modifiedAt};
}

/** A checkpoint as it streams by: whole when its end comes soon, else by its beginning. */
async function inspectStream(content: AsyncIterable<Uint8Array>, sizeBytes: number): Promise<CheckpointInspection> {
	const scanner = createCheckpointScanner();
	const beganAt = performance.now();
	let seen = 0;
	for await (const chunk of content) {
		scanner.push(chunk);
		seen += chunk.byteLength;
		if (seen >= beginningBytes && seen < sizeBytes && performance.now() - beganAt >= readLimitMs) {
			return inspectBeginning(scanner.beginning(), sizeBytes);
		}
	}

	return scanner.end();
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

		async inspect({runDirectory}, signal) {
			const file = runDirectory === undefined ? undefined : posix.join(runDirectory, 'weights', 'last.pt');
			const stat = file === undefined ? undefined : await engine.statFile(container, file, {signal});
			const content = file === undefined || stat === undefined ? undefined : await engine.openFile(container, file, {signal});
			return content === undefined ? undefined : inspectStream(content, stat!.sizeBytes);
		},
	};
}
