import {traitsOf} from '../domain/framework.ts';
import type {SharedMemorySample} from '../domain/sample.ts';
import type {RunState} from '../domain/run.ts';
import {selectRanks} from '../run/select-ranks.ts';
import {
	halve,
	imageSizeOf,
	optionValue,
	workersOf,
} from './advice/option-value.ts';

/** PyTorch's default: batches that each worker has ready beforehand. Source: torch.utils.data.DataLoader, prefetch_factor. */
const batchesPerWorker = 2;
/** Bytes of one pixel: three colours of 8 bits, as YOLOv5 and Ultralytics hand images over. */
const bytesPerPixel = 3;
/** Images of a classification are normalised by the workers: three colours of 32 bits. Source: classify_transforms of both frameworks. */
const bytesPerNormalisedPixel = 12;
/** The validation's batches are twice as large, and its images are padded by half a stride, which fills a whole one. Source: train.py of YOLOv5, engine/trainer.py. */
const validationShare = 2;
const validationPadding = 32;
const gibibyte = 2 ** 30;
/** Docker's /dev/shm where nothing is asked for. */
export const dockerSharedMemoryBytes = 64 * (2 ** 20);
/** Above it one more batch of a worker may not find room. */
const fullShare = 0.8;

/** The settings that decide how much /dev/shm the data loader fills. */
export type LoaderSettings = {
	readonly batchSize: number;
	/** Of all processes together. */
	readonly workers: number;
	/** Pixels. */
	readonly imageSize: number;
	/** Batches that a worker has ready; PyTorch's default where undefined. */
	readonly prefetch?: number;
	/** Processes of several GPUs, which share batch and workers; 1 where undefined. */
	readonly ranks?: number;
	/** Images that are cached in /dev/shm by all processes together; 0 where undefined. */
	readonly cacheBytes?: number;
	/** Of the first process, which alone validates; twice those of its training where undefined. */
	readonly validationWorkers?: number;
	/** Images of the validation: no batch is larger. */
	readonly validationImages?: number;
	/** Classes instead of boxes: larger images. */
	readonly isClassification?: boolean;
};

function pixelBytes({isClassification = false}: LoaderSettings): number {
	return isClassification ? bytesPerNormalisedPixel : bytesPerPixel;
}

/** Bytes of the images of one batch, as the workers put them into /dev/shm. */
export function batchBytes(settings: LoaderSettings): number {
	const {batchSize, imageSize, ranks = 1} = settings;
	return Math.ceil(batchSize / ranks) * pixelBytes(settings) * imageSize * imageSize;
}

/** The same of the validation. */
function validationBatchBytes(settings: LoaderSettings): number {
	const {batchSize, imageSize, ranks = 1, validationImages = Infinity} = settings;
	return Math.min(validationImages, validationShare * Math.ceil(batchSize / ranks)) * pixelBytes(settings) * ((imageSize + validationPadding) ** 2);
}

/** The least that the training's workers hold in /dev/shm at once, as soon as they are ahead of the GPU, and the images that are cached there. 0 without workers. */
export function minimumSharedMemory(settings: LoaderSettings): number {
	const {workers, prefetch = batchesPerWorker, cacheBytes = 0} = settings;
	return (workers * prefetch * batchBytes(settings)) + cacheBytes;
}

/**
What the workers of both splits hold there at most: with less it may become full, with more nothing is gained; the images that are cached there
included. 0 without workers. Both loaders never end, so each keeps its workers ahead while the other one is read; one batch more is in use, and
for a moment the next one beside it. Source: InfiniteDataLoader of both frameworks; measured with the data loader of PyTorch 1.13.
*/
export function enoughSharedMemory(settings: LoaderSettings): number {
	const {workers, prefetch = batchesPerWorker, ranks = 1, cacheBytes = 0} = settings;
	const training = ((workers * prefetch) + ranks) * batchBytes(settings);
	const validation = (((settings.validationWorkers ?? (2 * Math.ceil(workers / ranks))) * prefetch) + 2) * validationBatchBytes(settings);
	return workers === 0 ? cacheBytes : training + validation + cacheBytes;
}

/** A size for /dev/shm to ask for, with room for the validation's workers too: a power of two, at least 1 GiB. */
export function recommendedSharedMemory(settings: LoaderSettings): number {
	return gibibyte * (2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, enoughSharedMemory(settings) / gibibyte)))));
}

/** Whether what is used leaves no room for another batch; false where one of the two is not known. */
export function isSharedMemoryFull({usedBytes, sizeBytes}: SharedMemorySample): boolean {
	return usedBytes !== undefined && sizeBytes !== undefined && usedBytes >= fullShare * sizeBytes;
}

/** Since then Ultralytics has more batches ready. Source: ultralytics/data/build.py. */
const prefetchVersion = [8, 3, 195] as const;
const newerPrefetch = 4;
/**
Since then at the earliest it hands its cache of images to workers through /dev/shm. Source: pull request 26086 of September 2026; its release is not
known exactly, and a version too early only asks for more room than is needed.
*/
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

function isForked({python}: RunState): boolean {
	return !isAtLeast(python, forkServerVersion);
}

/** What one process has cached in memory, of whatever kind. */
function cachedByOne({cachedBytes = {}}: RunState): number {
	return (cachedBytes.train ?? 0) + (cachedBytes.val ?? 0);
}

/** What one process caches there. With forked workers, and without any, the cache is ordinary memory. */
function sharedCacheBytes(run: RunState, workers: number): number {
	return workers > 0 && isSince(run, sharedCacheVersion) && !isForked(run) ? cachedByOne(run) : 0;
}

/** Memory that cached images take: of all processes together, and for each worker more, which has a copy of its own where it shares none. /dev/shm is memory too. */
export function cacheMemory(run: RunState): {readonly bytes: number; readonly perWorkerBytes: number} {
	const bytes = cachedByOne(run);
	return {bytes: bytes * (selectRanks(run)?.count ?? 1), perWorkerBytes: isForked(run) || isSince(run, sharedCacheVersion) ? 0 : bytes};
}

/** Both frameworks take twice the workers for the validation, except in a classification, and no more than there are processors: those for one process. */
function validationWorkers(run: RunState, workers: number, ranks: number): number {
	const each = Math.ceil(workers / ranks);
	const asked = optionValue(run, 'workers');
	const isLimited = run.dataLoaderWorkers !== undefined && asked !== undefined && each < asked;
	return isLimited || run.task === 'classify' ? each : 2 * each;
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
	const validationImages = run.scans.val?.images;
	return {
		batchSize,
		workers,
		imageSize,
		validationWorkers: validationWorkers(run, workers, ranks ?? 1),
		isClassification: run.task === 'classify',
		...(prefetch !== undefined && {prefetch}),
		...(ranks !== undefined && {ranks}),
		...(cacheBytes > 0 && {cacheBytes}),
		...(validationImages !== undefined && {validationImages}),
	};
}

/** What to change against a /dev/shm that is too small: its size, at least twice the current one, and fewer workers. */
export function shmRemedy(run: RunState, currentBytes: number | undefined): {readonly shmSizeBytes: number; readonly workers: number} {
	const loader = loaderSettings(run);
	const recommended = loader === undefined ? 2 * gibibyte : recommendedSharedMemory(loader);
	const doubled = currentBytes === undefined ? 0 : Math.ceil(2 * currentBytes / gibibyte) * gibibyte;
	const workers = workersOf(run) ?? 2;
	return {shmSizeBytes: Math.max(recommended, doubled), workers: workers <= 1 ? 0 : halve(workers)};
}
