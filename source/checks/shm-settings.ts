import {traitsOf} from '../domain/framework.ts';
import type {RunState} from '../domain/run.ts';
import {selectRanks} from '../run/select-ranks.ts';
import {
	halve,
	imageSizeOf,
	optionValue,
	workersOf,
} from './advice/options.ts';
import {recommendedSharedMemory, type LoaderSettings} from './shared-memory-need.ts';

const gibibyte = 2 ** 30;

/** Since then Ultralytics has more batches ready, and hands its cache of images to workers through /dev/shm. Source: ultralytics/data/build.py and base.py. */
const prefetchVersion = [8, 3, 195] as const;
const newerPrefetch = 4;
const sharedCacheVersion = [8, 4, 140] as const;
/** Python starts workers with a server of forks from here on, so that they share no memory but /dev/shm. */
const forkServerVersion = [3, 14] as const;

function isAtLeast(version: string | undefined, wanted: readonly number[]): boolean {
	const parts = version?.split('.').map(part => Number(/^\d*/.exec(part)![0])) ?? [];
	const index = wanted.findIndex((part, place) => parts[place] !== part);
	return parts.length > 0 && (index === -1 || (parts[index] ?? 0) > wanted[index]!);
}

function isSince({framework}: RunState, version: readonly number[]): boolean {
	return traitsOf(framework?.name).hasReleaseNumbers && isAtLeast(framework?.version, version);
}

/** What one process caches there. With forked workers, and without any, the cache is ordinary memory. */
function sharedCacheBytes(run: RunState, workers: number): number {
	const {train = 0, val: value = 0} = run.cachedBytes ?? {};
	return workers > 0 && isSince(run, sharedCacheVersion) && isAtLeast(run.python, forkServerVersion) ? train + value : 0;
}

/** The settings of the data loader; undefined when one of them is not known. */
export function loaderSettings(run: RunState): LoaderSettings | undefined {
	const batchSize = optionValue(run, 'batchSize');
	const workers = workersOf(run);
	const imageSize = imageSizeOf(run);
	if (batchSize === undefined || workers === undefined || imageSize === undefined) {
		return undefined;
	}

	const prefetch = isSince(run, prefetchVersion) ? newerPrefetch : undefined;
	const ranks = selectRanks(run)?.count;
	const cacheBytes = sharedCacheBytes(run, workers) * (ranks ?? 1);
	return {
		batchSize, workers, imageSize, ...(prefetch !== undefined && {prefetch}), ...(ranks !== undefined && {ranks}), ...(cacheBytes > 0 && {cacheBytes}),
	};
}

/** What to change against a /dev/shm that is too small: its size, at least twice the present one, and fewer workers. */
export function shmRemedy(run: RunState, presentBytes: number | undefined): {readonly shmSizeBytes: number; readonly workers: number} {
	const loader = loaderSettings(run);
	const recommended = loader === undefined ? 2 * gibibyte : recommendedSharedMemory(loader);
	const doubled = presentBytes === undefined ? 0 : Math.ceil(2 * presentBytes / gibibyte) * gibibyte;
	const workers = workersOf(run) ?? 2;
	return {shmSizeBytes: Math.max(recommended, doubled), workers: workers <= 1 ? 0 : halve(workers)};
}
