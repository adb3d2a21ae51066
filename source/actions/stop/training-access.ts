import type {ActionProgress} from '../../domain/action.ts';
import type {TrainingSignal} from '../../engine/engine.ts';
import {tableNames} from '../../training/run-file-names.ts';
import type {CheckpointInspection} from '../../training/checkpoint/checkpoint-inspection.ts';
import type {RunFileSource} from '../../training/run-directory.ts';
import type {FileMark} from './stop-after-epoch.ts';
import type {GuardLook, GuardResult} from './guard.ts';

/** A training that runs, as far as ending it needs. */
export type FoundTraining = {
	/** Where it runs: inside its container, or on this machine. Undefined for the first process of an image without a shell. */
	readonly pid?: number;
	/** Tells the process from a later one with the same number. */
	readonly startTicks?: number | undefined;
	readonly isInterruptIgnored: boolean;
	/** The process that has started it and ends with it, such as Ultralytics' own of a distributed training. */
	readonly starter?: {readonly pid: number; readonly startTicks: number} | undefined;
	/** Absolute, where weights/last.pt is; undefined when it is not known. */
	readonly runDirectory?: string | undefined;
	/** False where the framework has no resume for such a training, whatever its last.pt holds. */
	readonly isResumable?: boolean | undefined;
};

/** The table that gets a row before the checkpoint is written, newest name first. */
export const resultsFiles = tableNames;

/** Size and time of the files that are written at the end of an epoch; undefined for one that is not there. */
export type CheckpointMarks = {
	readonly results?: FileMark & {readonly file?: (typeof resultsFiles)[number] | undefined} | undefined;
	readonly last?: FileMark | undefined;
	readonly best?: FileMark | undefined;
};

/** Of the tables that were looked for, in the order of their names, the one that is there. */
export function firstTable(tables: ReadonlyArray<FileMark | undefined>): CheckpointMarks['results'] {
	const index = tables.findIndex(table => table !== undefined);
	return index === -1 ? undefined : {...tables[index]!, file: resultsFiles[index]};
}

export type SendOptions = {readonly signal: AbortSignal; readonly seen?: CheckpointMarks | undefined};

export type RestOptions = {
	readonly signal: AbortSignal;
	/** Whether the epoch in progress is waited for; else any moment at rest will do. */
	readonly isAfterEpoch: boolean;
	/** Total epochs requested; undefined when not known. */
	readonly epochs?: number | undefined;
	/** Whether no checkpoint is written before the last epoch. */
	readonly isUnsaved: boolean;
	onLook(look: GuardLook): void;
	/** Once the signal is sent. */
	onSend(): void;
};

/**
How a training is reached that is to be ended: in a container, or as a process of this machine. Every call may throw the errors
of the engine.
*/
export type TrainingAccess = {
	/** What a person calls it, for messages. */
	readonly name: string;
	/**
	The training that the screen shows, else the oldest one.

	@throws UserError `container-not-running`, `container-is-paused`, `training-not-found`, `processes-unknown`.
	*/
	find(signal: AbortSignal): Promise<FoundTraining>;
	/**
	Sends a signal to the training itself, whatever the first process is; nothing happens when it is gone. With `seen`, the files are
	looked at right before, and nothing is sent when one of them is not as it was seen.
	*/
	send(training: FoundTraining, trainingSignal: TrainingSignal, options: SendOptions): Promise<'sent' | 'writing'>;
	/**
	Sends a signal at a moment in which no file of the run directory is being written or still to come, judged beside the training itself.
	Gives `impossible`, with nothing sent, where nothing can be run there: `lookAtCheckpoints` and `send` remain.
	*/
	sendAtRest(training: FoundTraining, trainingSignal: TrainingSignal, options: RestOptions): Promise<GuardResult>;
	/** How the files of the run are at the moment, in one question; undefined where nothing can be run beside the training. */
	look(training: FoundTraining, signal: AbortSignal): Promise<GuardLook | undefined>;
	isGone(training: FoundTraining, signal: AbortSignal): Promise<boolean>;
	lookAtCheckpoints(training: FoundTraining, signal: AbortSignal): Promise<CheckpointMarks>;
	/** Reads the beginning of last.pt, and its end where that is at hand; undefined when it is not there. Works after the end of the training too. */
	inspect(training: FoundTraining, signal: AbortSignal): Promise<CheckpointInspection | undefined>;
	/** The files of its run directory, in which the probe records; undefined where there can be none. */
	runFiles?(runDirectory: string): Pick<RunFileSource, 'stat' | 'read'>;
	/**
	Puts a request for the probe into the run directory, in place of the one before; undefined where there can be none.

	@throws where nothing can be written there.
	*/
	writeRequest?(training: FoundTraining, text: string, signal: AbortSignal): Promise<void>;
	/** The command that would do the same; for showing only. */
	requestCommand?(training: FoundTraining, text: string): readonly string[];
	/** The command that a person would type for the same; for showing only. */
	command(training: FoundTraining, trainingSignal: TrainingSignal): readonly string[];
};

/** Time as an action takes it, so that a test can give its own. */
export type ActionClock = {
	/** Milliseconds since 1970. */
	now(): number;
	/** Rejects with the reason of the signal when that aborts. */
	wait(ms: number, signal: AbortSignal): Promise<void>;
};

export type EndOptions = {
	readonly clock: ActionClock;
	readonly signal: AbortSignal;
	readonly onProgress: (progress: ActionProgress) => void;
	/** Called with the command that a person would type when the signal is sent: from then on nothing can be taken back. */
	readonly onSend: (command: readonly string[]) => void;
};
