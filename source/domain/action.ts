import type {RunStatus} from './run-status.ts';
import type {StatusReason} from './status-reason.ts';

/** What a person can have done to a training or its container. */
export type ActionName =
	| 'run' | 'start' | 'stop-now' | 'stop-after-epoch' | 'terminate' | 'kill' | 'pause' | 'unpause' | 'resume' | 'relaunch'
	| 'hold' | 'release' | 'cancel-job'
	| 'restart' | 'remove' | 'shell' | 'copy-out' | 'edit-settings' | 'val' | 'detect' | 'tensorboard';

/** Where an action is at the moment. Only the latest matters. */
export type ActionProgress =
	/** Which process it is, and whether it can be reached. */
	| {readonly kind: 'looking'}
	/** `epoch` is 1-based; undefined until it is known. */
	| {readonly kind: 'waiting-for-epoch'; readonly epoch?: number | undefined}
	/** The epoch is done, or a checkpoint is being written: nothing is sent meanwhile. */
	| {readonly kind: 'waiting-for-checkpoint'}
	/** It is the last epoch: the training ends by itself, which keeps its final table. */
	| {readonly kind: 'letting-finish'; readonly epoch?: number | undefined}
	/** The training was asked to end, and does so by its own code. */
	| {readonly kind: 'ending-itself'}
	/** The engine does not answer: nothing is sent meanwhile. */
	| {readonly kind: 'connection-lost'}
	/** The signal is out, the process is still there. */
	| {readonly kind: 'waiting-for-end'}
	/** Files that were copied so far. */
	| {readonly kind: 'copying'; readonly files: number; readonly bytes: number}
	/** The engine works. */
	| {readonly kind: 'working'};

/** How an action on a training ended when nothing went wrong. */
export type ActionResult =
	/** The training was ended. */
	| {
		readonly kind: 'stopped';
		/** How many epochs last.pt holds, 1-based; undefined when there is none, it is cut off, or it does not say. */
		readonly completedEpochs?: number | undefined;
		/** Whether there is a last.pt that a resume can use; undefined when it could not be looked at. */
		readonly canResume?: boolean | undefined;
		/** True where last.pt is whole, but the framework has no resume for such a training. */
		readonly isWithoutResume?: boolean | undefined;
		/** True where last.pt begins as a checkpoint that can be resumed and was not read to its end. */
		readonly isUnchecked?: boolean | undefined;
		/** True when the container was removed meanwhile: nobody can look into it any more. */
		readonly isRemoved?: boolean;
		/** True when all epochs were trained and the weights are final; its last words may be missing. */
		readonly isFinished?: boolean;
	}
	/** The training has ended by itself: nothing was sent, or too late. */
	| {
		readonly kind: 'ended';
		/** How it ended; undefined when nothing says. */
		readonly status?: RunStatus;
		readonly reason?: StatusReason | undefined;
		/** As for `stopped`. */
		readonly completedEpochs?: number | undefined;
		/** As for `stopped`. */
		readonly canResume?: boolean | undefined;
		/** As for `stopped`. */
		readonly isWithoutResume?: boolean | undefined;
		/** As for `stopped`. */
		readonly isUnchecked?: boolean | undefined;
		/** As for `stopped`. */
		readonly isRemoved?: boolean;
		/** Where its results are; undefined when not known. */
		readonly runDirectory?: string | undefined;
	}
	/** Files of the run are in `directory` on this machine. */
	| {readonly kind: 'copied'; readonly directory: string; readonly files: number; readonly bytes: number; readonly skipped: readonly string[]}
	| {readonly kind: 'done'}
	/** The person took it back after the signal was sent: the training is ending all the same. */
	| {readonly kind: 'ending'}
	/** The person took it back while it was waiting; nothing was sent. */
	| {readonly kind: 'cancelled'};

/** What ending the training at this moment costs. */
export type StopConsequence = {
	/** The epoch whose work is lost, 1-based; undefined when none is in progress or it is not known. */
	readonly epoch?: number | undefined;
	/** How much of it is done, 0 to 1; undefined when not known. */
	readonly share?: number | undefined;
	/** Total epochs requested. */
	readonly epochs?: number | undefined;
	/** Age of last.pt, to which the run goes back; undefined when there is none or it is not known. */
	readonly checkpointAgeMs?: number | undefined;
	/** Epochs that would have to be repeated, counting the one in progress; undefined when not known. */
	readonly epochsToRepeat?: number | undefined;
	/** True where the framework has no resume for such a training: only its weights stay. */
	readonly isWithoutResume?: boolean | undefined;
	/** True while last.pt is being written: what has been trained is about to be safe. */
	readonly isBeingWritten?: boolean | undefined;
	/** Whether a last.pt was seen; undefined when its place is not known, or not yet. */
	readonly hasCheckpoint?: boolean | undefined;
	/** True before the training and its files were looked at: the rest is by its output alone. */
	readonly isLooking?: boolean;
	/** True when it ignores the interrupt: only SIGTERM and SIGKILL end it. */
	readonly isInterruptIgnored?: boolean;
	/** True when the end of the epoch would keep nothing: the first checkpoint is that of the last epoch, and this is an earlier one. */
	readonly isEpochUnsaved?: boolean;
};
