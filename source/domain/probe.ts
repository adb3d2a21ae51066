import type {ValidationRow} from './validation.ts';

/** The norm of the gradients over the steps of an epoch, before they are clipped. */
export type GradientNorm = {
	/** Of the finite ones; undefined where none was finite. */
	readonly mean?: number;
	readonly max?: number;
	/** How many were nan or inf: with mixed precision a few are, and are skipped by the framework. */
	readonly notFinite: number;
	/** All steps of the epoch; undefined where the record does not say it. */
	readonly steps?: number;
};

/** What the probe recorded of one completed epoch. */
export type ProbedEpoch = {
	/** 1-based. */
	readonly epoch: number;
	/** Classes with labels in the validation split; empty where none was found yet, at most 1000. */
	readonly classes: readonly ValidationRow[];
	/** Of each parameter group; empty where the version does not say it. */
	readonly learningRates: readonly number[];
	/** Undefined where the version does not clip gradients. */
	readonly gradientNorm?: GradientNorm;
};

/** Detections of one validation, counted by the class that was predicted and the one that is true. */
export type ConfusionMatrix = {
	/** 1-based. */
	readonly epoch: number;
	/** The classes, then `background`. */
	readonly names: readonly string[];
	/** By the index of the predicted class, then by that of the true class: the last row is what was missed, the last column what is not there. */
	readonly counts: ReadonlyArray<readonly number[]>;
};

/** Why a training is started without the probe: its container takes no files, its Python ignores PYTHONPATH, or the engine does not name the variables of the image. */
export type ProbeObstacle = 'read-only' | 'python-isolated' | 'image-unknown';

/** How the probe gets into a program: by variables NAME=value, or why it does not. */
export type ProbePlan = {readonly variables: readonly string[]} | {readonly obstacle: ProbeObstacle};

/** Why a training cannot stop by itself. */
export type StopRefusal = 'not-supported' | 'several-processes' | 'no-checkpoint';

/** What a training has answered to the last request to stop after the epoch. */
export type ProbeAnswer =
	| {readonly kind: 'noted'; readonly request: string}
	| {readonly kind: 'refused'; readonly request: string; readonly reason: StopRefusal}
	/** The checkpoint of the epoch is written, and the training ends by its own code. */
	| {readonly kind: 'stopping'; readonly request: string; readonly epoch: number};

/** What the records of the probe say of a run. */
export type Probe = {
	/** Of the process that recorded last: `failed` after its first failure, from which on it records nothing. */
	readonly status: 'on' | 'failed';
	/** Names the process in a request. */
	readonly session: string;
	/** In the container of the training. */
	readonly pid?: number;
	/** The Python that runs it, absolute where its files are. */
	readonly executable?: string;
	/** Whether an end on request leaves a last.pt that can be resumed, where the framework strips it at its own end; false of a probe of an earlier yolotop. */
	readonly keepsCheckpoint?: boolean;
	/** What went wrong, as Python says it. */
	readonly failure?: string;
	/** In order, each once; where an epoch was run twice the later one counts. */
	readonly epochs: readonly ProbedEpoch[];
	/** The last epoch of the session; undefined before its first one. */
	readonly lastEpoch?: number;
	/** Of the last epoch that has one. */
	readonly matrix?: ConfusionMatrix;
	/** Of this session. */
	readonly answer?: ProbeAnswer;
};
