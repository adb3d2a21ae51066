import type {Job} from '../domain/job.ts';

export type SchedulerCall = {readonly signal: AbortSignal};

/** A part of a cluster to which jobs are given. */
export type Partition = {
	readonly name: string;
	readonly isDefault: boolean;
	readonly isUp: boolean;
	/** In milliseconds; undefined without a limit. */
	readonly maxTimeMs?: number | undefined;
	/** Of its nodes, each as the scheduler writes it: `gpu:a100:4`. */
	readonly gres: readonly string[];
};

/** A job that waits, of anybody: what decides who comes first. */
export type QueuedJob = Pick<Job, 'id' | 'partition' | 'priority' | 'phase'>;

/** A job to be submitted. */
export type Submission = {
	/** Flags of the scheduler's own command, each a word. */
	readonly flags: readonly string[];
	/** The text of the script; it goes through standard input, so no file is left behind. */
	readonly script: string;
	/** Where it is submitted, absolute, which a script may ask for; where yolotop is unless it is given. */
	readonly directory?: string | undefined;
};

/** The signals that are sent to a job. */
export type JobSignal = 'SIGINT' | 'SIGTERM' | 'SIGKILL';

/**
A scheduler of jobs, through the person's own commands. Every call has a time limit and a bounded answer, and throws a `UserError` `cluster-…` that
says what does not answer.
*/
export type Scheduler = {
	/** As a target begins: `slurm`. */
	readonly kind: string;
	/** The host whose commands are asked, as ssh knows it; undefined for this machine. */
	readonly host?: string;
	/** The jobs of the person that wait, run or have just ended. */
	list(options: SchedulerCall): Promise<readonly Job[]>;
	/** The jobs of everybody that wait, as far as the site shows them. */
	queue(options: SchedulerCall): Promise<readonly QueuedJob[]>;
	/** One job, with all that the scheduler knows of it; undefined when it does not know it, or not any more. */
	read(id: string, options: SchedulerCall): Promise<Job | undefined>;
	/** Several of them by one program, in the order of the ids. */
	readSeveral(ids: readonly string[], options: SchedulerCall): Promise<ReadonlyArray<Job | undefined>>;
	/** Jobs of the person that have ended since a time, in milliseconds since 1970; undefined where the cluster keeps no past. */
	past(since: number, options: SchedulerCall): Promise<readonly Job[] | undefined>;
	/** The text of the script of a job; undefined when nobody has it any more. */
	readScript(job: Job, options: SchedulerCall): Promise<string | undefined>;
	partitions(options: SchedulerCall): Promise<readonly Partition[]>;
	/** Gives the id of the new job. */
	submit(submission: Submission, options: SchedulerCall): Promise<string>;
	/** The flags with which a job gets what another one has: its script says it too, where nothing was given to the command. */
	flagsOf(job: Job): readonly string[];
	/** The variable with which it tells a script how often the job was begun again; undefined where it does not, or never begins one again. */
	readonly restartVariable?: string;
	/** The flags with which a job gets more memory than its script asks for, in bytes. */
	memoryFlags(bytes: number): readonly string[];
	/**
	The flags that say whether the scheduler itself begins a job again whose node was lost. Only one that goes on with its run may: every other would begin a
	second run. Empty where its flags or its script say so themselves.
	*/
	restartFlags(canRestart: boolean, flags: readonly string[], script: string): readonly string[];
	/** The flags with which a job begins after the end of another one, however that ends. */
	flagsAfter(id: string): readonly string[];
	/** What a person would give to the scheduler's own command. Throws `flag-…` for what cannot be. */
	readWords(words: readonly string[]): {readonly flags: readonly string[]; readonly script: readonly string[]; readonly command: readonly string[]};
	/** What flags and the directives of a script ask for. */
	wanted(flags: readonly string[], script: string): {readonly partition?: string; readonly gres?: string; readonly timeMs?: number; /** Where it begins, as it is written. */ readonly directory?: string};
	/** The flags that name a job, where neither its flags nor its script do. */
	nameFlags(name: string, flags: readonly string[], script: string): readonly string[];
	/** Whether a submission would be accepted: the scheduler's own refusal; undefined where it would. */
	refusal(submission: Submission, options: SchedulerCall): Promise<string | undefined>;
	/** How a signal comes to the training in a job; it is nothing yet but a command, for `send`. */
	signalCommand(id: string, signal: JobSignal, options: SchedulerCall): Promise<readonly string[]>;
	/** The commands that a person would type for the same. */
	readonly commands: {
		submit(flags: readonly string[]): readonly string[];
		cancel(id: string): readonly string[];
		hold(id: string): readonly string[];
		release(id: string): readonly string[];
	};
	/**
	Does one of these commands.

	@throws UserError `cluster-refused` with the scheduler's words.
	*/
	send(command: readonly string[], options: SchedulerCall): Promise<void>;
	/** The files of the cluster: of this machine, or through the same ssh. */
	readonly files: ClusterFiles;
};

export type ClusterFile = {readonly modifiedAt: number; readonly sizeBytes: number};

/** Files as the cluster's login node sees them. Nothing rejects for a file that is not there. */
export type ClusterFiles = {
	/** Whether they are those of this machine. */
	readonly isLocal: boolean;
	/** Undefined for what is no file. */
	stat(path: string, options: SchedulerCall): Promise<ClusterFile | undefined>;
	/** The first bytes of a file; undefined when it cannot be read. */
	readStart(path: string, maxBytes: number, options: SchedulerCall): Promise<Uint8Array | undefined>;
	/** The last bytes of a file; undefined when it cannot be read. */
	readEnd(path: string, maxBytes: number, options: SchedulerCall): Promise<Uint8Array | undefined>;
	/** The names in a directory; empty when it cannot be read. */
	list(path: string, options: SchedulerCall): Promise<readonly string[]>;
	/**
	The bytes of a file from its beginning and what is appended, also through rotation, until the signal aborts. A connection that breaks is made
	again, and the file is read on where it was left. Only for files of another machine: here a file is followed without a program.
	*/
	follow(path: string, options: SchedulerCall & {/** A connection is away, after so many tries, or there again. */ readonly onConnection?: (failure: {readonly reason: string; readonly attempt: number} | undefined) => void}): AsyncIterable<Uint8Array>;
};
