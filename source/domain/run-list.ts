import type {EpochRecord, RunState} from './run.ts';
import type {FrameworkName, Settings} from './framework.ts';
import type {ValidationRow} from './validation.ts';
import type {JobSummary, RunSummary, TrainingContainerSummary} from './run-summary.ts';

/** A training that is kept going: how often it may still be started again, of how many times. */
export type ListedGuard = {readonly left: number; readonly max: number};

export type PartFailure = {readonly message: string; readonly hint: string};

/** What one engine, or this machine, has reported of its trainings and runs. */
export type RunListPart = {
	readonly training: readonly TrainingContainerSummary[];
	readonly runs: readonly RunSummary[];
	/** Of a scheduler, those that run first. */
	readonly jobs?: readonly JobSummary[];
	/** The host of its rows; undefined for this machine. */
	readonly host?: string | undefined;
	/** When it said this, in milliseconds since 1970. */
	readonly at?: number;
	/** Why it does not answer now, and what to do; what it said before is kept. */
	readonly failure?: PartFailure;
};

/** A run with its whole history, for a comparison. */
export type ComparedRun = {
	/** For a person: short and different from the others. */
	readonly name: string;
	readonly framework?: FrameworkName;
	readonly settings: Settings;
	readonly history: readonly EpochRecord[];
	/** The table by class, where it is known. */
	readonly classes: readonly ValidationRow[];
};

/** A run of the list that was read whole, or why it could not be. */
export type RunDetails = {readonly run: ComparedRun; readonly state: RunState} | {readonly failure: string};

/** All that is listed. Parts are independent: one that is away costs the others nothing. */
export type RunList = {
	/** By engine address; an empty name is this machine. */
	readonly parts: Readonly<Record<string, RunListPart>>;
	/** By the id of the container whose training is kept going; undefined until that is known. */
	readonly guards?: Readonly<Record<string, ListedGuard>>;
	/** Whether everything that is looked through has answered once, if only that it is away: before that nothing is known to be missing. */
	readonly isKnown: boolean;
	/** The runs that were read whole, by the key of their row: those that are marked, and the chosen one that came to no good end. */
	readonly details: Readonly<Record<string, RunDetails>>;
};

export const emptyRunList: RunList = {parts: {}, isKnown: false, details: {}};
