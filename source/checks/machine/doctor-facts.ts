import type {SharedMemoryAdvice} from '../advice/shared-memory-advice.ts';
import type {Device} from '../../domain/framework.ts';
import type {ErrorCode} from '../../domain/user-error.ts';
import type {GpuSample, SamplerFailure, SharedMemorySample} from '../../domain/sample.ts';
import type {LaunchPlan} from '../../plan/launch-plan.ts';
import type {InspectedContainer} from '../diagnosis-facts.ts';
import type {EndpointOrigin} from '../../words/en/doctor/engine.ts';

/** What `docker info` tells, as far as a check uses it. */
export type EngineInfo = {
	/** Devices that CDI offers, such as `nvidia.com/gpu=all`; undefined where the engine is older than that (API 1.50). */
	readonly cdiDevices?: readonly string[] | undefined;
	/** Runtimes by name, such as `runc` and `nvidia`. */
	readonly runtimes: readonly string[];
	/** For example `Docker Desktop` or `Ubuntu 24.04 LTS`. */
	readonly operatingSystem?: string | undefined;
	readonly isDesktop: boolean;
	readonly isRootless: boolean;
	/** Where images and containers are, on the engine's machine. */
	readonly rootDirectory?: string | undefined;
	/** Of the engine's machine. */
	readonly memoryBytes?: number | undefined;
	/** Cores of the engine's machine. */
	readonly cpuCount?: number | undefined;
};

export type EngineFacts =
	| {
		readonly kind: 'reachable';
		readonly identity: {
			/** For example `20.10.24`. */
			readonly version: string;
			/** For example `1.41`. */
			readonly apiVersion: string;
			readonly isPodman: boolean;
			/** For example `unix:///var/run/docker.sock`. */
			readonly endpoint: string;
			/** What gave the endpoint. */
			readonly origin: EndpointOrigin;
			/** Name of the docker context that gave it. */
			readonly context?: string | undefined;
		};
		/** Undefined when the engine did not answer that question. */
		readonly info?: EngineInfo | undefined;
		/** Behind a socket of this machine. */
		readonly isLocal: boolean;
	}
	| {readonly kind: 'unreachable'; readonly code: ErrorCode; readonly values: Readonly<Record<string, string>>};

/** What nvidia-smi said, on the host or in the container. */
export type DriverFacts =
	| {readonly kind: 'found'; readonly gpus: readonly GpuSample[]; readonly cudaVersion?: string | undefined; /** Such as `8.6`, by GPU. */ readonly computeCapabilities: readonly string[]}
	| {readonly kind: 'failed'; readonly failure: SamplerFailure};

/** What PyTorch in the container said. */
export type TorchFacts =
	| {
		readonly kind: 'told';
		readonly version: string;
		/** The CUDA that it was built for, such as `12.1`; undefined for a build without. */
		readonly cudaVersion?: string | undefined;
		readonly isAvailable: boolean;
		readonly deviceCount?: number | undefined;
		/** Such as `sm_86` and `compute_90`. */
		readonly architectures: readonly string[];
		/** What it complained of. */
		readonly warning?: string | undefined;
	}
	| {readonly kind: 'no-python' | 'no-torch' | 'no-answer'}
	/** Asking costs some hundred megabytes, which would endanger the training. */
	| {readonly kind: 'memory-short'}
	| {readonly kind: 'failed'; readonly detail: string};

export type DiskFacts = {
	readonly path: string;
	readonly sizeBytes: number;
	readonly availableBytes: number;
};

/** A container and what was seen in it. */
export type ExaminedContainer = InspectedContainer & {
	/** As a person would make it again; undefined when the engine did not say how it was made. */
	readonly plan?: LaunchPlan | undefined;
	/** Undefined when it was not asked: the container does not run. */
	readonly gpu?: DriverFacts | undefined;
	readonly torch?: TorchFacts | undefined;
	readonly sharedMemory?: SharedMemorySample | undefined;
	readonly memoryUsedBytes?: number | undefined;
	/** The container's own terminal; 0 x 0 is one without a size. Undefined when it could not be asked. */
	readonly terminal?: {readonly columns: number; readonly rows: number} | undefined;
	/** Whether the files of the probe are where its variables say; undefined for a container that was started without it. */
	readonly hasProbeFiles?: boolean | undefined;
	/** Of the file system of the run directory, or of the container's root. */
	readonly disk?: DiskFacts | undefined;
	/** The devices that the training itself has named in its output; empty when it has not. */
	readonly trainingDevices: readonly Device[];
};

/** The same with what /dev/shm should have, which is added by whoever knows the run: the advice says the same. */
export type AdvisedContainer = ExaminedContainer & {readonly sharedMemoryAdvice: SharedMemoryAdvice};

/** Everything the checks look at. What could not be asked is undefined. */
export type DoctorFacts = {
	readonly engine: EngineFacts;
	/** Of the machine on which yolotop runs. */
	readonly host: {
		readonly isWsl: boolean;
		readonly memoryBytes?: number | undefined;
		readonly memoryAvailableBytes?: number | undefined;
		/** Undefined when the engine is on another machine. */
		readonly gpu?: DriverFacts | undefined;
		/** Whether a container may get a GPU of this machine; undefined when that is not known, or the engine is on another one. */
		readonly hasGpu?: boolean | undefined;
		/** Whether the machine has a board of NVIDIA at all; undefined when that is not known. */
		readonly hasNvidiaBoard?: boolean | undefined;
		/** Whether a program of nvidia-container-toolkit is installed. */
		readonly hasToolkitProgram?: boolean;
		/** Under WSL: whether Windows hands in the driver's library. */
		readonly hasWslGpuLibrary?: boolean | undefined;
		/** Under WSL: the file that sets the memory of the virtual machine; undefined when there is none. */
		readonly wslConfig?: {readonly path: string; readonly memory?: string | undefined} | undefined;
		/** Where the engine keeps its data, when it is on this machine. */
		readonly disk?: DiskFacts | undefined;
	};
	/** Another container that runs with a GPU: proof that the toolkit works. */
	readonly gpuContainer?: string | undefined;
	/** Undefined without a target. */
	readonly container?: AdvisedContainer | undefined;
};

/** What was found out, before anything is advised. */
export type ExaminedFacts = Omit<DoctorFacts, 'container'> & {readonly container?: ExaminedContainer | undefined};
