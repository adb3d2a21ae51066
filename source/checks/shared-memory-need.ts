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
	const {workers, prefetch = batchesPerWorker, ranks = 1, cacheBytes = 0, validationWorkers = 2 * Math.ceil(workers / ranks)} = settings;
	const training = ((workers * prefetch) + ranks) * batchBytes(settings);
	const validation = ((validationWorkers * prefetch) + 2) * validationBatchBytes(settings);
	return workers === 0 ? cacheBytes : training + validation + cacheBytes;
}

/** A size for /dev/shm to ask for, with room for the validation's workers too: a power of two, at least 1 GiB. */
export function recommendedSharedMemory(settings: LoaderSettings): number {
	return gibibyte * (2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, enoughSharedMemory(settings) / gibibyte)))));
}
