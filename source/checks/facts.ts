import type {RunState} from '../domain/run.ts';

/** One mount of the container, from the engine's inspect. */
export type MountFacts = {
	/** Absolute path inside the container. */
	readonly target: string;
	/** `bind`, `volume` or `tmpfs`; what is written to a tmpfs is lost with the container. */
	readonly type: string;
	readonly isWritable: boolean;
};

/** How the container was made, from the engine's inspect. */
export type ContainerFacts = {
	/** The argv of its first process as a person would type it, secrets masked. */
	readonly command?: string;
	/** Whether a GPU was asked for: a device request, the nvidia runtime, or /dev/nvidia* as a device. */
	readonly hasGpuRequest?: boolean;
	/** True with `--ipc=host` or another container's: /dev/shm is then not the container's own. */
	readonly isSharingIpc?: boolean;
	readonly memoryLimitBytes?: number;
	readonly mounts?: readonly MountFacts[];
	/** Absolute path of the run directory inside the container, where it was found; a printed one may be relative to an unknown directory. */
	readonly runDirectory?: string;
	/** True with `--rm`: the container and everything in it is gone when it ends. */
	readonly isAutoRemoved?: boolean;
	/** Whether its first process is a shell in which a person types. */
	readonly isShell?: boolean;
};

export type GpuFacts = {
	readonly name?: string;
	readonly memoryTotalBytes?: number;
	readonly memoryUsedBytes?: number;
	readonly driverVersion?: string;
	/** Cut into parts; a process gets one of them. */
	readonly isMigEnabled?: boolean;
	readonly migDevices?: ReadonlyArray<{readonly profile: string}>;
};

/** Why the GPU cannot be asked; the codes of a sampler's failure and the words of nvidia-smi. */
export type GpuFailureFacts = {
	readonly code: string;
	readonly detail?: string;
};

/** Means over the same stretch of time in which the training trained. */
export type LoadFacts = {
	/** Length of the stretch. */
	readonly seconds: number;
	/** GPU utilisation, 0 to 100, of the GPUs in use. */
	readonly gpuPercent?: number;
	/** CPU of the container, 100 is one core busy. */
	readonly cpuPercent?: number;
};

/**
Everything a rule may look at. Only the run is always there; what is not known is undefined and then no rule says
anything about it. The other fields are filled in by whoever has samplers or the engine.
*/
export type Facts = {
	readonly run: RunState;
	/** Milliseconds since 1970; without it nothing is said about silence. */
	readonly now?: number;
	readonly container?: ContainerFacts;
	/** The file system at /dev/shm of the container. */
	readonly sharedMemory?: {readonly usedBytes?: number; readonly sizeBytes?: number};
	/** Memory of the container without the page cache. */
	readonly memory?: {readonly usedBytes?: number; readonly limitBytes?: number};
	/** GPUs of the machine; empty when it was asked and has none. */
	readonly gpus?: readonly GpuFacts[];
	readonly gpuFailure?: GpuFailureFacts;
	/** The machine on which the container runs; under WSL the virtual machine. */
	readonly host?: {readonly cpuCount?: number; readonly memoryTotalBytes?: number; readonly memoryAvailableBytes?: number; readonly isWsl?: boolean; readonly hasGpu?: boolean};
	readonly load?: LoadFacts;
	/** The file system that holds the run directory. */
	readonly outputDisk?: {readonly freeBytes?: number};
	/** The engine's words when a container could not be created or started. */
	readonly startError?: string;
};
