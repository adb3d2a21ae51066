import type {SharedMemorySample} from '../domain/sample.ts';
import type {RunState} from '../domain/run.ts';
import {selectRanks} from '../run/select-ranks.ts';
import {
	halve,
	imageSizeOf,
	optionValue,
	workersOf,
} from './advice/options.ts';

/** PyTorch's default: batches that each worker has ready beforehand. Source: torch.utils.data.DataLoader, prefetch_factor. */
const batchesPerWorker = 2;
/** Bytes of one pixel: three colours of 8 bits, as YOLOv5 and Ultralytics hand images over. */
const bytesPerPixel = 3;
/** The validation's loader stands beside the training's one, with batches of twice the size. */
const validationShare = 2;
const gibibyte = 2 ** 30;
/** Docker's /dev/shm where nothing is asked for. */
export const dockerSharedMemoryBytes = 64 * (2 ** 20);
/** Above it one more batch of a worker may not find room. */
const fullShare = 0.8;

/** The settings that decide how much /dev/shm the data loader fills. */
export type LoaderSettings = {
	readonly batchSize: number;
	readonly workers: number;
	/** Pixels. */
	readonly imageSize: number;
	/** Batches that a worker has ready; PyTorch's default where undefined. */
	readonly prefetch?: number;
	/** Processes of several GPUs, which share batch and workers; 1 where undefined. */
	readonly ranks?: number;
	/** Images that are cached in /dev/shm by all processes together; 0 where undefined. */
	readonly cacheBytes?: number;
};

/** Bytes of the images of one batch, as the workers put them into /dev/shm. */
export function batchBytes({batchSize, imageSize, ranks = 1}: LoaderSettings): number {
	return Math.ceil(batchSize / ranks) * bytesPerPixel * imageSize * imageSize;
}

/** The least that the training's workers hold in /dev/shm at once, as soon as they are ahead of the GPU, and the images that are cached there. 0 without workers. */
export function minimumSharedMemory(settings: LoaderSettings): number {
	const {workers, prefetch = batchesPerWorker, cacheBytes = 0} = settings;
	return (workers * prefetch * batchBytes(settings)) + cacheBytes;
}

/** What the workers of both splits hold there at most: with less it may become full, with more nothing is gained; the images that are cached there included. 0 without workers. */
export function enoughSharedMemory(settings: LoaderSettings): number {
	const {workers, prefetch = batchesPerWorker, cacheBytes = 0} = settings;
	return ((1 + validationShare) * workers * (prefetch + 1) * batchBytes(settings) / 2) + cacheBytes;
}

/** A size for /dev/shm to ask for, with room for the validation's workers too: a power of two, at least 1 GiB. */
export function recommendedSharedMemory(settings: LoaderSettings): number {
	return gibibyte * (2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, enoughSharedMemory(settings) / gibibyte)))));
}

/** Whether what is used leaves no room for another batch; false where one of the two is not known. */
export function isSharedMemoryFull({usedBytes, sizeBytes}: SharedMemorySample): boolean {
	return usedBytes !== undefined && sizeBytes !== undefined && usedBytes >= fullShare * sizeBytes;
}

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
	return framework?.name === 'ultralytics' && isAtLeast(framework.version, version);
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
