/** What a job of a scheduler is doing. */
export type JobPhase =
	| 'waiting'
	| 'running'
	/** It stands still and can go on. */
	| 'suspended'
	/** Its processes are being ended. */
	| 'ending'
	| 'done'
	| 'failed'
	| 'cancelled'
	/** Ended by its time limit. */
	| 'timed-out'
	/** Ended because a node was lost, or given to another job. */
	| 'node-lost'
	/** Ended because it took more memory than it had asked for. */
	| 'out-of-memory'
	/** The scheduler names a state that is not known here. */
	| 'unknown';

/** Why a job waits, as far as it is understood; the words are in source/words/en/jobs.ts. */
export type WaitReason =
	/** Everything that it asks for is in use. */
	| 'resources'
	/** Others come before it. */
	| 'priority'
	/** For the end of another job. */
	| 'dependency'
	/** The other job has ended in a way that it was not to end. */
	| 'dependency-never'
	| 'held'
	/** Held by an administrator, or after a start that failed. */
	| 'held-by-admin'
	/** Only so many tasks of its array run at once. */
	| 'array-limit'
	/** A limit of the account, the quality of service or the partition. */
	| 'limit'
	/** It asks for more time than the partition gives. */
	| 'time-limit'
	/** Not before a time. */
	| 'begin-time'
	/** The nodes that it needs are down or reserved. */
	| 'nodes-unavailable'
	| 'maintenance'
	/** Whatever else the scheduler names. */
	| 'other';

/** One job of a scheduler. What the scheduler does not say is undefined. */
export type Job = {
	/** As the scheduler's commands take it: `123`, `123_4` of an array, `123+1` of a heterogeneous job, `123_[5-9]` for tasks that wait. */
	readonly id: string;
	/** A number of its own, also for a task of an array; undefined where it is not said. */
	readonly number?: string | undefined;
	/** As given by a person: may hold anything. */
	readonly name: string;
	readonly user?: string | undefined;
	readonly partition?: string | undefined;
	readonly phase: JobPhase;
	/** The scheduler's own word, such as `RUNNING`. */
	readonly state: string;
	/** Only while it waits. */
	readonly wait?: {readonly reason: WaitReason; /** The scheduler's own word. */ readonly word: string} | undefined;
	/** Milliseconds since 1970. */
	readonly submittedAt?: number | undefined;
	/** Milliseconds since 1970; of a job that waits the expected start, where the scheduler has planned it. */
	readonly startedAt?: number | undefined;
	/** Milliseconds since 1970; undefined before its end. */
	readonly endedAt?: number | undefined;
	/** The most that it may run, in milliseconds; undefined without a limit. */
	readonly limitMs?: number | undefined;
	/** How long it has run, without the time in which it was suspended, in milliseconds. */
	readonly ranMs?: number | undefined;
	readonly nodeCount?: number | undefined;
	/** The nodes that it runs on, as the scheduler writes them: `n[1-2]`. */
	readonly nodes?: string | undefined;
	/** Generic resources that it asks for, for example `gpu:1`. */
	readonly gres?: string | undefined;
	/** Memory of a node that it asks for; undefined where it is not said, or all of it. */
	readonly memoryBytes?: number | undefined;
	readonly priority?: number | undefined;
	/** As the scheduler writes it: `afterok:12`. */
	readonly dependency?: string | undefined;
	/** Absolute, on the cluster. */
	readonly workDirectory?: string | undefined;
	/** The script that was submitted, absolute, on the cluster; undefined for one that was given as text. */
	readonly script?: string | undefined;
	/** Where its output goes, absolute, on the cluster; undefined where it was not asked for or goes nowhere. */
	readonly outputPath?: string | undefined;
	/** How often it was started again. */
	readonly restarts?: number | undefined;
	/** Of the batch script; undefined before its end. */
	readonly exitCode?: number | undefined;
	/** The number of the signal that ended it; undefined for none. */
	readonly exitSignal?: number | undefined;
};

/** A job that is followed, and what is known of it beside the scheduler's own record. */
export type FollowedJob = Job & {
	/** Waiting jobs of its partition that come before it; undefined where nothing says. */
	readonly before?: number | undefined;
	/** The file of its output is not there for this machine to see. */
	readonly isOutputUnseen?: boolean | undefined;
	/** The scheduler does not know it any more. */
	readonly isForgotten?: boolean | undefined;
};

const overPhases: ReadonlySet<JobPhase> = new Set<JobPhase>(['done', 'failed', 'cancelled', 'timed-out', 'node-lost', 'out-of-memory']);

/** Whether a job has come to its end. */
export function isJobOver({phase}: Pick<Job, 'phase'>): boolean {
	return overPhases.has(phase);
}

/** Whether the processes of a job may write files now. */
export function isJobActive({phase}: Pick<Job, 'phase'>): boolean {
	return ['running', 'suspended', 'ending'].includes(phase);
}

/** When the scheduler ends a job that runs, in milliseconds since 1970; undefined where it does not, or that is not known. A suspended job's limit does not count on. */
export function limitEndsAt({phase, startedAt, limitMs}: Job): number | undefined {
	return startedAt !== undefined && limitMs !== undefined && phase === 'running' ? startedAt + limitMs : undefined;
}

/** How many waiting jobs of the same partition come before one, by their priority; undefined where nothing says. */
export function jobsBefore(job: Job, jobs: ReadonlyArray<Pick<Job, 'id' | 'partition' | 'priority' | 'phase'>>): number | undefined {
	const {priority, partition} = job;
	return priority === undefined || job.phase !== 'waiting'
		? undefined
		: jobs.filter(other => other.partition === partition && other.id !== job.id && other.phase === 'waiting' && (other.priority ?? 0) > priority).length;
}
