/** What measures: one name for each source of samples. */
export type SamplerName = 'container' | 'shared-memory' | 'output-disk' | 'gpu' | 'gpu-processes' | 'host' | 'processes';

/**
What a container uses. CPU and rates need two readings and are undefined in the first sample.
*/
export type ContainerSample = {
	/** 100 is one core busy; may be far above 100. */
	readonly cpuPercent?: number | undefined;
	/** Cores that the container may see; the maximum of cpuPercent is 100 times this. */
	readonly cpuCount?: number | undefined;
	/** Without the page cache that the kernel can drop; files in /dev/shm and tmpfs count as used. */
	readonly memoryUsedBytes?: number | undefined;
	/** Undefined when there is no limit, even if the engine reports the memory of the host. */
	readonly memoryLimitBytes?: number | undefined;
	/** Processes and threads. */
	readonly pids?: number | undefined;
	/** Since the container started. */
	readonly blockReadBytes?: number | undefined;
	readonly blockWrittenBytes?: number | undefined;
	/** Since the container started; undefined without a network of its own (`none`, `host`). */
	readonly networkReceivedBytes?: number | undefined;
	readonly networkSentBytes?: number | undefined;
	readonly blockReadBytesPerSecond?: number | undefined;
	readonly blockWrittenBytesPerSecond?: number | undefined;
	readonly networkReceivedBytesPerSecond?: number | undefined;
	readonly networkSentBytesPerSecond?: number | undefined;
};

/** The file system at /dev/shm of the container: where the data loader's workers hand over batches. */
export type SharedMemorySample = {
	readonly usedBytes?: number;
	readonly sizeBytes?: number;
};

/** Why the clocks of a GPU are lower than they could be, by the names of nvidia-smi. */
export type ThrottleReason =
	| 'gpu-idle' | 'applications-clocks-setting' | 'software-power-cap' | 'hardware-slowdown' | 'sync-boost'
	| 'software-thermal-slowdown' | 'hardware-thermal-slowdown' | 'hardware-power-brake' | 'display-clocks-setting';

export type GpuProcess = {
	/** On the host of the GPU, also when it was asked from inside a container. */
	readonly pid?: number | undefined;
	readonly name?: string | undefined;
	/** Undefined where the driver does not say, as under WSL. */
	readonly memoryUsedBytes?: number | undefined;
	/** Whether it belongs to the container that is looked at; undefined when that is not known. */
	readonly isInContainer?: boolean;
	/** Another container that it belongs to, by its name or, where the engine does not tell that, the beginning of its id. */
	readonly otherContainer?: string | undefined;
};

/** A part of a GPU that MIG has cut off. Its utilisation cannot be asked. */
export type MigDevice = {
	/** For example `1g.10gb`. */
	readonly profile: string;
	readonly uuid?: string | undefined;
};

/**
One GPU. A field that the driver does not report is undefined; `unknownReasons` says in its words why.
*/
export type GpuSample = {
	/** The number that CUDA_DEVICE_ORDER=PCI_BUS_ID, nvidia-smi and Docker use. */
	readonly index?: number;
	readonly uuid?: string;
	readonly name?: string;
	readonly busId?: string;
	readonly driverVersion?: string;
	/** The newest CUDA that the driver supports, for example `12.4`; what PyTorch was built with is another number. */
	readonly cudaVersion?: string | undefined;
	/** `P0` (fastest) to `P15`. */
	readonly performanceState?: string;
	/** Share of the last sampling period in which at least one kernel ran, 0 to 100; undefined with MIG on. */
	readonly utilisationPercent?: number;
	/** Share of the time in which memory was read or written, 0 to 100. */
	readonly memoryUtilisationPercent?: number;
	/** Of the video encoder, 0 to 100; undefined with an older driver. */
	readonly encoderPercent?: number;
	/** Of all processes, and more than PyTorch reserves in one of them. */
	readonly memoryUsedBytes?: number;
	readonly memoryTotalBytes?: number;
	readonly temperatureCelsius?: number;
	readonly powerWatts?: number;
	readonly powerLimitWatts?: number;
	/** Of the fan's maximum; may be above 100. */
	readonly fanPercent?: number;
	readonly smClockMhz?: number;
	readonly maxSmClockMhz?: number;
	readonly memoryClockMhz?: number;
	/** Generation and lanes of the link as it is now: an idle board lowers the generation. */
	readonly pcieGeneration?: number;
	readonly pcieWidth?: number;
	/** Empty when the clocks are not held back; undefined when the driver does not say. */
	readonly throttleReasons?: readonly ThrottleReason[];
	/** Undefined on boards without MIG. */
	readonly isMigEnabled?: boolean;
	readonly migDevices?: readonly MigDevice[];
	/** What the driver wrote instead of a figure, by field, for example `[N/A]`. */
	readonly unknownReasons?: Readonly<Record<string, string>>;
};

/** The machine on which the container runs; under WSL the virtual machine. */
export type HostSample = {
	/** Of all cores together, 0 to 100; undefined in the first sample. */
	readonly cpuPercent?: number | undefined;
	readonly cpuCount?: number | undefined;
	/** Of each core, 0 to 100, in their order; undefined in the first sample. */
	readonly corePercents?: readonly number[] | undefined;
	/** Processes that run or wait for a disk: means over 1, 5 and 15 minutes. */
	readonly loads?: readonly [number, number, number] | undefined;
	/** Its own name; undefined where it was asked inside a container. */
	readonly name?: string | undefined;
	readonly memoryTotalBytes?: number | undefined;
	/** What can be given to programs without swapping. */
	readonly memoryAvailableBytes?: number | undefined;
	readonly swapTotalBytes?: number | undefined;
	readonly swapFreeBytes?: number | undefined;
	/** True in the virtual machine of WSL 2, whose memory is only a part of the laptop's. */
	readonly isWsl?: boolean | undefined;
	/** Whether a container may get a GPU of it; undefined when that is not known, as on another machine. */
	readonly hasGpu?: boolean;
};

/** A process of the machine that is busy, or that fetches data for the training. */
export type ProcessSample = {
	readonly pid: number;
	/** The process that started it. */
	readonly parentPid?: number | undefined;
	/** The command line, at most 200 characters; the name of the program where it has none. */
	readonly command: string;
	/** 100 is one core busy. */
	readonly cpuPercent: number;
	readonly memoryBytes?: number | undefined;
	/** Whether it is a worker of a data loader: a fork of the process that started it, with the same command line. */
	readonly isWorker: boolean;
	/** Whether it belongs to the container that is looked at; undefined where there is none. */
	readonly isInContainer?: boolean | undefined;
};

/** One reading of one source. */
export type Sample =
	| {readonly kind: 'container'; readonly container: ContainerSample}
	| {readonly kind: 'shared-memory'; readonly sharedMemory: SharedMemorySample}
	/** Of the file system that the run is written to. */
	| {readonly kind: 'output-disk'; readonly freeBytes: number; readonly sizeBytes?: number | undefined}
	/** Every GPU that was reported at once; others keep their last reading. */
	| {readonly kind: 'gpu'; readonly gpus: readonly GpuSample[]}
	/** All processes on all GPUs, by the uuid of the GPU (`''` when the driver does not name it). */
	| {readonly kind: 'gpu-processes'; readonly processes: Readonly<Record<string, readonly GpuProcess[]>>}
	| {readonly kind: 'host'; readonly host: HostSample}
	/** The busiest first; every worker that was found is among them. */
	| {
		readonly kind: 'processes';
		readonly processes: readonly ProcessSample[];
		/** What yolotop and its nvidia-smi take, 100 is one core; undefined before the second look. */
		readonly ownPercent?: number | undefined;
	};

/** Why a source gives nothing. The words and the remedy are in source/words/en/resources.ts. */
export type SamplerFailureCode =
	/** There is no nvidia-smi. */
	| 'tool-missing'
	| 'driver-not-loaded'
	| 'no-permission'
	| 'no-devices'
	| 'driver-library-missing'
	/** The driver was upgraded under a running system. */
	| 'driver-library-mismatch'
	/** The container lost its access to the GPU while the host still has it. */
	| 'device-access-lost'
	/** The GPU fell off the bus. */
	| 'gpu-lost'
	| 'needs-reset'
	/** The operating system keeps programs from the GPU; under WSL mostly an old driver of Windows. */
	| 'blocked-by-system'
	/** It did not answer within its time. */
	| 'no-answer'
	/** The container does not run. */
	| 'container-not-running'
	/** The container has no program that could tell. */
	| 'program-missing'
	/** Anything else; `detail` has the words of the source. */
	| 'other';

export type SamplerFailure = {
	readonly code: SamplerFailureCode;
	/** The words of the source, one line, bounded; undefined when there are none. */
	readonly detail?: string;
};

/** What samplers report, in the past tense. `at` is stamped by the edge, in milliseconds since 1970. */
export type ResourceEvent = (
	| {readonly type: 'sampled'; readonly sample: Sample}
	/** A sampler gave nothing; it goes on trying, more and more rarely. */
	| {readonly type: 'sampler-failed'; readonly sampler: SamplerName; readonly failure: SamplerFailure}
	/** The training that is sampled has ended, or another one has begun in its place. */
	| {readonly type: 'training-left'}
	| {readonly type: 'training-entered'}
) & {readonly at?: number};
