import type {RunState} from '../domain/run.ts';
import type {Facts} from './facts.ts';
import type {Hardware, HardwareClass} from './hardware.ts';

/** One recommended setting. */
export type Recommendation = {
	readonly name: 'batchSize' | 'workers' | 'imageSize' | 'shmSize';
	/** Images, processes, pixels or bytes. */
	readonly value: number;
	/** As it is typed, for example `--batch-size 8` or `--shm-size=2g`. */
	readonly option: string;
	/** The value of the run that is looked at; undefined without one. */
	readonly present?: number;
	/** Sentences in the person's language. Never empty. */
	readonly reasons: readonly string[];
};

/** What advice rests on: facts without a run where none is there. */
export type AdviceFacts = Omit<Facts, 'run'> & {
	readonly run?: RunState;
	/** Mounts and working directory of the run's container, as options of `docker run`. */
	readonly placeOptions?: string;
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
