import type {RunState} from '../domain/run.ts';
import {
	halve,
	imageSizeOf,
	optionValue,
	workersOf,
} from './options.ts';
import {recommendedSharedMemory, type LoaderSettings} from './shared-memory-need.ts';

const gibibyte = 2 ** 30;

/** The settings of the data loader; undefined when one of them is not known. */
export function loaderSettings(run: RunState): LoaderSettings | undefined {
	const batchSize = optionValue(run, 'batchSize');
	const workers = workersOf(run);
	const imageSize = imageSizeOf(run);
	return batchSize === undefined || workers === undefined || imageSize === undefined ? undefined : {batchSize, workers, imageSize};
}

/** What to change against a /dev/shm that is too small: its size, at least twice the present one, and fewer workers. */
export function shmRemedy(run: RunState, presentBytes: number | undefined): {readonly shmSizeBytes: number; readonly workers: number} {
	const loader = loaderSettings(run);
	const recommended = loader === undefined ? 2 * gibibyte : recommendedSharedMemory(loader);
	const doubled = presentBytes === undefined ? 0 : Math.ceil(2 * presentBytes / gibibyte) * gibibyte;
	const workers = workersOf(run) ?? 2;
	return {shmSizeBytes: Math.max(recommended, doubled), workers: workers <= 1 ? 0 : halve(workers)};
}
