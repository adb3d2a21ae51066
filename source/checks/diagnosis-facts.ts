import type {RunState} from '../domain/run.ts';
import type {ContainerState} from '../domain/container-state.ts';
import type {
	GpuSample,
	HostSample,
	SamplerFailure,
	SharedMemorySample,
} from '../domain/sample.ts';

/** One mount of the container, from the engine's inspect. */
export type MountFacts = {
	/** Absolute path inside the container. */
	readonly target: string;
	readonly type: 'bind' | 'volume' | 'tmpfs' | 'other';
	readonly isWritable: boolean;
	/** Path on the engine's host; undefined where the engine does not say. */
	readonly source?: string;
	/** Name of a volume. */
	readonly volume?: string;
};

/** How the container was made and how it is, from the engine's inspect. */
export type ContainerFacts = {
	readonly name?: string;
	readonly status?: ContainerState['status'];
	/** The argv of its first process as a person would type it, secrets masked. */
	readonly command?: string;
	/** The docker command that makes the same container, with no value of its environment. */
	readonly runCommand?: string;
	/** The engine's words when it could not be started. */
	readonly error?: string;
	/** Process id on the engine's host; undefined when it does not run. */
	readonly pid?: number;
	readonly hasTerminal?: boolean;
	/** What asks for a GPU, as `docker run` spells it; undefined when nothing does. */
	readonly gpuRequest?: string;
	/** Whether a GPU was asked for: a device request, the nvidia runtime, or /dev/nvidia* as a device. */
	readonly hasGpuRequest?: boolean;
	/** `host`, `private`, `shareable`, `none`, `container:…`. */
	readonly ipcMode?: string;
	/** True with `--ipc=host` or another container's: /dev/shm is then not the container's own. */
	readonly isSharingIpc?: boolean;
	readonly shmSizeBytes?: number;
	/** Undefined when there is no limit. */
	readonly memoryLimitBytes?: number;
	readonly mounts?: readonly MountFacts[];
	/** Absolute path of the run directory inside the container, where it was found; a printed one may be relative to an unknown directory. */
	readonly runDirectory?: string | undefined;
	/** True with `--rm`: the container and everything in it is gone when it ends. */
	readonly isAutoRemoved?: boolean;
	/** Whether its first process is a shell in which a person types. */
	readonly isShell?: boolean;
};

/** What an inspect always tells. */
export type InspectedContainer = ContainerFacts & Required<Pick<ContainerFacts, 'name' | 'status' | 'hasTerminal' | 'mounts' | 'isAutoRemoved'>>;

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
	readonly sharedMemory?: SharedMemorySample;
	/** Memory of the container without the page cache. */
	readonly memory?: {readonly usedBytes?: number; readonly limitBytes?: number};
	/** GPUs of the machine; empty when it was asked and has none. */
	readonly gpus?: readonly GpuSample[];
	/** Why the GPU cannot be asked. */
	readonly gpuFailure?: SamplerFailure | undefined;
	/** The machine on which the container runs; under WSL the virtual machine. */
	readonly host?: HostSample;
	readonly load?: LoadFacts;
	/** The file system that holds the run directory. */
	readonly outputDisk?: {readonly freeBytes?: number};
	/** The engine's words when a container could not be created or started. */
	readonly startError?: string;
};
