import type {GpuSample} from '../domain/sample.ts';

const gibibyte = 2 ** 30;

export type HardwareClassId = 'cpu-low' | 'cpu-mid' | 'cpu-high' | 'gpu-entry' | 'gpu-mid' | 'gpu-high' | 'several-gpus';

type Range = readonly [low: number, high: number];

/** Settings that have worked on a class of machines, for images of 640 pixels and a small model. */
export type HardwareClass = {
	readonly id: HardwareClassId;
	readonly kind: 'cpu' | 'gpu' | 'several-gpus';
	readonly memoryGibibytes: Range;
	/** Of each GPU; [0, 0] without one. */
	readonly gpuMemoryGibibytes: Range;
	readonly batchSizes: Range;
	readonly workers: Range;
};

/** THE hardware table, the weakest of each kind first. */
export const hardwareClasses: readonly HardwareClass[] = [
	{
		id: 'cpu-low', kind: 'cpu', memoryGibibytes: [8, 16], gpuMemoryGibibytes: [0, 0], batchSizes: [1, 4], workers: [1, 2],
	},
	{
		id: 'cpu-mid', kind: 'cpu', memoryGibibytes: [16, 32], gpuMemoryGibibytes: [0, 0], batchSizes: [4, 8], workers: [2, 4],
	},
	{
		id: 'cpu-high', kind: 'cpu', memoryGibibytes: [32, 64], gpuMemoryGibibytes: [0, 0], batchSizes: [8, 16], workers: [4, 8],
	},
	{
		id: 'gpu-entry', kind: 'gpu', memoryGibibytes: [8, 16], gpuMemoryGibibytes: [2, 4], batchSizes: [2, 8], workers: [2, 4],
	},
	{
		id: 'gpu-mid', kind: 'gpu', memoryGibibytes: [16, 32], gpuMemoryGibibytes: [6, 8], batchSizes: [8, 16], workers: [4, 6],
	},
	{
		id: 'gpu-high', kind: 'gpu', memoryGibibytes: [32, 64], gpuMemoryGibibytes: [10, 24], batchSizes: [16, 32], workers: [8, 16],
	},
	{
		id: 'several-gpus', kind: 'several-gpus', memoryGibibytes: [32, 128], gpuMemoryGibibytes: [8, 24], batchSizes: [16, 64], workers: [8, 16],
	},
];

/** What is known of a machine. */
export type Hardware = {
	/** What programs can use: of the virtual machine under WSL, the container's limit where that is less. */
	readonly memoryBytes?: number | undefined;
	readonly cpuCount?: number | undefined;
	/** Memory of each GPU; empty without one, undefined when not known. */
	readonly gpuMemoryBytes?: readonly number[] | undefined;
};

/** A board that is sold as 8 GB reports a little less, and so does a machine. */
const tolerance = 0.9;

/**
The most capable class whose lower bounds the machine reaches; the weakest of its kind when it reaches none. Undefined when it
is not known which GPUs it has, or when it has none and its memory is not known either.
*/
export function classifyHardware({memoryBytes, gpuMemoryBytes}: Hardware): HardwareClass | undefined {
	const gpu = smallestGpu(gpuMemoryBytes);
	const memory = memoryBytes === undefined ? undefined : memoryBytes / gibibyte;
	if (gpuMemoryBytes === undefined || (gpu === undefined && memory === undefined)) {
		return undefined;
	}

	const kinds: ReadonlyArray<HardwareClass['kind']> = gpu === undefined ? ['cpu'] : ['gpu', ...(gpuMemoryBytes.length > 1 ? ['several-gpus'] as const : [])];
	const candidates = hardwareClasses.filter(({kind}) => kinds.includes(kind));
	return candidates.findLast(({memoryGibibytes, gpuMemoryGibibytes}) =>
		(memory ?? memoryGibibytes[0]) >= tolerance * memoryGibibytes[0] && (gpu ?? 0) >= tolerance * gpuMemoryGibibytes[0]) ?? candidates[0];
}

/** GiB of the smallest GPU; undefined without one. */
export function smallestGpu(gpuMemoryBytes: readonly number[] | undefined): number | undefined {
	return gpuMemoryBytes === undefined || gpuMemoryBytes.length === 0 ? undefined : Math.min(...gpuMemoryBytes) / gibibyte;
}

/** Where the value is in the first range, carried over to the second one; never outside of it. */
export function carryOver(value: number, [low, high]: Range, [targetLow, targetHigh]: Range): number {
	const share = high === low ? 0 : Math.min(1, Math.max(0, (value - low) / (high - low)));
	return targetLow + (share * (targetHigh - targetLow));
}

/**
The memory that a training can have on each GPU; undefined where it is not known. Of a board that MIG has cut into parts a process
gets one part: the smallest counts. Source: names of the profiles, such as `1g.5gb`, `1c.3g.40gb`, `1g.10gb+me`.
*/
export function boardMemories(gpus: readonly GpuSample[]): ReadonlyArray<number | undefined> {
	return gpus.map(({memoryTotalBytes, isMigEnabled, migDevices = []}) => {
		if (isMigEnabled !== true) {
			return memoryTotalBytes;
		}

		const parts = migDevices.map(({profile}) => /\b(\d+)gb\b/.exec(profile)?.[1]);
		return parts.length === 0 || parts.includes(undefined) ? undefined : gibibyte * Math.min(...parts.map(Number));
	});
}
