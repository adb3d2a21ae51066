import type {RunState} from '../../domain/run.ts';
import type {Facts} from '../diagnosis-facts.ts';
import type {Hardware, HardwareClass} from '../hardware.ts';

/** One recommended setting. */
export type Recommendation = {
	readonly name: 'batchSize' | 'workers' | 'imageSize' | 'shmSize';
	/** Images, processes, pixels or bytes. */
	readonly value: number;
	/** As it is typed, for example `--batch-size 8` or `--shm-size=2g`. */
	readonly option: string;
	/** The value of the run that is looked at; undefined without one. */
	readonly current?: number;
	/** Sentences in the person's language. Never empty. */
	readonly reasons: readonly string[];
};

/** What a run is made again with; `gpuCount` is 0 without a GPU. */
export type RebuildSettings = {
	readonly batchSize: number;
	readonly workers: number;
	/** Pixels. */
	readonly imageSize: number;
	readonly shmSizeBytes: number;
	readonly gpuCount: number;
};

/** What advice rests on: facts without a run where none is there. */
export type AdviceFacts = Omit<Facts, 'run'> & {
	readonly run?: RunState;
	/**
	The command that trains as the run did with other settings: in a new container like its own, or as the same process. Undefined where it is
	not known how the run was started.
	*/
	readonly rebuild?: (settings: RebuildSettings) => string;
};

/** What the recommendation of one setting may look at. */
export type AdviceContext = {
	readonly facts: AdviceFacts;
	readonly hardware: Hardware;
	/** Undefined when the hardware is not known. */
	readonly hardwareClass: HardwareClass | undefined;
	/** The image size that is recommended, in pixels. */
	readonly imageSize: number;
};
