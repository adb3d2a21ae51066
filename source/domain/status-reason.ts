import type {WaitReason} from './job.ts';
import type {RunStatus} from './run-status.ts';

/** Why a run has its status; the words are in source/words/en/plain.ts. */
export type StatusReason =
	| {readonly code: 'early-stop'; readonly patience?: number | undefined; readonly bestEpoch?: number | undefined}
	| {readonly code: 'traceback'; readonly exception: string; readonly message: string}
	/** The process of a training on several GPUs that failed first, where no exception of it is known. */
	| {readonly code: 'rank-failed'; readonly rank?: number; readonly exitCode: number; readonly signal?: string; readonly host?: string}
	| {readonly code: 'out-of-memory'}
	| {readonly code: 'exit-code'; readonly exitCode: number}
	| {readonly code: 'signal'; readonly signal: string}
	/** Exit code 0, but the output did not come to its end. */
	| {readonly code: 'ended-unfinished'}
	| {readonly code: 'container-removed'}
	/** The run is finished; a later process that was to go on with it has failed. */
	| {readonly code: 'start-failed'; readonly error: string}
	/** The training process is not there any more, and nothing says how it ended. */
	| {readonly code: 'process-gone'}
	/** Epochs are missing, no process is known, and the files of the run rest. */
	| {readonly code: 'files-at-rest'}
	/** The files of the run rest, and do not say how many epochs there were to be. */
	| {readonly code: 'total-unknown'}
	/** The files of the run were written lately, but nobody is seen to write them. */
	| {readonly code: 'writer-unknown'}
	/** Epochs are missing, and the files of the run rest, before the first epoch was complete. */
	| {readonly code: 'no-epoch'}
	| {readonly code: 'container-error'; readonly error: string}
	| {readonly code: 'connection-lost'; readonly detail: string}
	| {readonly code: 'reconnecting'; readonly detail: string}
	/** A log file ends in the middle and was not written for long; nothing says whether the training goes on. */
	| {readonly code: 'log-silent'; readonly silentMs: number}
	/** A job waits, and for what; `before` counts the waiting jobs that come first, `until` is the expected start in milliseconds since 1970. */
	| {readonly code: 'job-waits'; readonly wait?: WaitReason; readonly word?: string; readonly partition?: string; readonly gres?: string; readonly dependency?: string; readonly before?: number; readonly until?: number}
	/** The scheduler has ended the job at its time limit. */
	| {readonly code: 'time-limit'; readonly limitMs?: number}
	| {readonly code: 'job-cancelled'}
	/** The node of a job was lost, or given to another job. */
	| {readonly code: 'node-lost'; readonly nodes?: string}
	/** The scheduler does not know the job any more. */
	| {readonly code: 'job-forgotten'}
	/** A job runs, and this machine does not see the file of its output. */
	| {readonly code: 'output-unseen'; readonly path: string}
	/** The output ends in the middle, and nothing says what became of the process. */
	| {readonly code: 'output-ended'};

/** What a run is doing, and why that is known. */
export type StatusWithReason = {
	readonly status: RunStatus;
	readonly reason?: StatusReason;
	/** The output has said its last word, but the process still runs. */
	readonly isEnding?: boolean;
	/** The status is what a log file told last: nothing was written to it for long, so whether the training goes on is not known. */
	readonly isSilent?: boolean;
};
