import type {JobPhase} from '../domain/job.ts';
import type {Change, EndReason, WatchStep} from './decide.ts';

/** A training in a container whose own program is another one: of `docker exec`, or typed into a shell. */
export type WatchedProgram = {
	/** Of the exec that trains, which alone says how it ends; undefined for one that was typed. */
	readonly execId?: string;
	/** Absolute, in the container. */
	readonly runDirectory: string;
};

/** A container whose own training is watched, or another program in it, and the engine that it belongs to. */
export type ContainerSubject = {readonly kind: 'container'; readonly containerId: string; readonly host?: string; readonly context?: string; readonly program?: WatchedProgram};

/** A plain process of this machine. Its command is only kept where it holds no secret. */
export type ProcessSubject = {
	readonly kind: 'process';
	readonly command?: readonly string[];
	/** Where it was started, absolute. */
	readonly directory: string;
	/** Of what it prints, absolute. */
	readonly logPath: string;
	/** Undefined until it is started. */
	readonly pid?: number;
	/** Tells it from a later process with the same number. */
	readonly startTicks?: number;
	/** Of its run, absolute, where that is known. */
	readonly runDirectory?: string;
	/** What is set for it in the environment beside that of the keeper: the probe's variables. */
	readonly variables?: Readonly<Record<string, string>>;
};

/** A job of a scheduler. */
export type JobSubject = {
	readonly kind: 'job';
	/** As a target: `slurm:12`. */
	readonly name: string;
	/** How often the scheduler had started it again when it was looked at last. */
	readonly restarts?: number;
};

export type WatchSubject = ContainerSubject | ProcessSubject | JobSubject;

/** What tells one training from another: the id of a container, the number of a process, the name of a job. */
export type SubjectKey = Pick<ContainerSubject, 'kind' | 'containerId'> | Pick<JobSubject, 'kind' | 'name'> | {readonly kind: 'process'; readonly pid?: number | undefined};

export function isSameSubject(one: SubjectKey, other: SubjectKey): boolean {
	switch (one.kind) {
		case 'container': {
			return other.kind === 'container' && other.containerId === one.containerId;
		}

		case 'process': {
			return other.kind === 'process' && one.pid !== undefined && other.pid === one.pid;
		}

		case 'job': {
			return other.kind === 'job' && other.name === one.name;
		}
	}
}

/** How the watched training ended, as the keeper saw it. */
export type SeenEnd = {
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Undefined where nobody saw it. */
	readonly exitCode?: number;
	/** By `docker stop`, `docker kill` and the like. */
	readonly isByHand: boolean;
	readonly lost?: 'engine' | 'machine';
	/** Of a job: how its scheduler says that it ended. */
	readonly jobPhase?: JobPhase;
};

/** Why a watch is over. `error` is that of an action, for a person; the words come from the message tables. */
export type WatchOutcome = {
	readonly kind: 'over' | 'give-up';
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly reason: EndReason | 'error' | 'let-go' | 'until-reached' | 'limit-first';
	readonly rule?: string;
	readonly error?: {readonly code: string; readonly values: Readonly<Record<string, string>>};
};

/** How fast the training was when somebody looked: for the time at which it has to end. */
export type WatchPace = {
	/** Complete at `completedAt`, milliseconds since 1970. */
	readonly epoch: number;
	readonly completedAt: number;
	readonly secondsPerEpoch: number;
	readonly epochs?: number;
};

/** What waits for the end of another training. */
export type QueueEntry = {
	readonly id: string;
	/** The words of `yolotop run` that start it, such as the name of a profile. */
	readonly words: readonly string[];
	readonly isLocal: boolean;
	/** Where it was asked for, absolute: relative paths count from there. */
	readonly directory: string;
	/** Only where the one before came to its end. */
	readonly isAfterSuccess: boolean;
	/** How often it may go on; 0 for not at all. */
	readonly max: number;
};

/** One training that is watched: all that its keeper knows, in one file. No value of the environment. */
export type Watch = {
	readonly schema: 1;
	/** Also the name of the file. */
	readonly id: string;
	/** What a person calls the training now. */
	readonly name: string;
	readonly subject: WatchSubject;
	/** How often it may go on by itself; 0 where only its end is waited for. */
	readonly max: number;
	/** The last whole epoch before this time is the last one, in milliseconds since 1970. */
	readonly until?: number;
	/** `until` is the time limit of the job, and is read again at every look. */
	readonly isBeforeLimit?: boolean;
	/** The stop before that time was asked for. */
	readonly isUntilAsked?: boolean;
	readonly pace?: WatchPace;
	/** When the watch began, in milliseconds since 1970. */
	readonly begunAt: number;
	/** Of the last change of this file, in milliseconds since 1970. */
	readonly changedAt: number;
	/** What was done, oldest first. */
	readonly steps: readonly WatchStep[];
	/** Since when the engine does not answer, in milliseconds since 1970. */
	readonly awaySince?: number;
	readonly end?: SeenEnd;
	readonly outcome?: WatchOutcome;
	/** How the process of this number has ended, for whoever has it on the screen. */
	readonly lastExit?: {readonly pid: number; readonly exitCode?: number};
	/** Names the machine between two restarts. */
	readonly bootId?: string;
	/** The watch of the training that was started after this one. */
	readonly nextId?: string;
	/** What starts when this one has ended, in this order. */
	readonly queue: readonly QueueEntry[];
	/** Chosen when the watch began: the notify command comes from it. */
	readonly configFile?: string;
	readonly language: string;
};

/** Whether the training came to its end: all epochs, or its patience. */
export const isSuccess = ({outcome}: Pick<Watch, 'outcome'>): boolean => outcome?.kind === 'over' && (outcome.reason === 'finished' || outcome.reason === 'epochs-complete');

/** Whether something waits that is to start now. */
export function hasNext(watch: Pick<Watch, 'outcome' | 'queue' | 'nextId'>): boolean {
	const [first] = watch.queue;
	return watch.outcome !== undefined && watch.nextId === undefined && first !== undefined && (isSuccess(watch) || !first.isAfterSuccess);
}

/** A watch after a change, with the time of it. Who changes anything but that the engine is away has heard from it. */
export const changed = ({awaySince, ...watch}: Watch, change: Partial<Watch>, at: number): Watch => ({...watch, ...change, changedAt: at});

/** A watch whose training goes on in another container or process. */
export function goneOn({end, ...watch}: Watch, next: Pick<Watch, 'name' | 'subject'>, step: {readonly at: number; readonly cause: WatchStep['cause']; readonly change: Change; readonly completedEpochs?: number | undefined}): Watch {
	return changed({...watch, ...next, steps: [...watch.steps, step]}, {}, step.at);
}
