/** PyTorch's default: batches that each worker has ready beforehand. Source: torch.utils.data.DataLoader, prefetch_factor. */
const batchesPerWorker = 2;
/** Bytes of one pixel: three colours of 8 bits, as YOLOv5 and Ultralytics hand images over. */
const bytesPerPixel = 3;
/** The validation's loader stands beside the training's one, with batches of twice the size. */
const validationShare = 2;
const gibibyte = 2 ** 30;

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
