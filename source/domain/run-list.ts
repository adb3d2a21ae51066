import type {EpochRecord} from './run.ts';
import type {FrameworkName, Settings} from './framework.ts';
import type {ValidationRow} from './validation.ts';
import type {RunSummary, TrainingContainerSummary} from './run-summary.ts';

/** What one engine, or this machine, has reported of its trainings and runs. */
export type RunListPart = {
	readonly training: readonly TrainingContainerSummary[];
	readonly runs: readonly RunSummary[];
	/** Why it does not answer now; what it said before is kept. */
	readonly failure?: string;
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

/** All that is listed. Parts are independent: one that is away costs the others nothing. */
export type RunList = {
	/** By engine address; an empty name is this machine. */
	readonly parts: Readonly<Record<string, RunListPart>>;
	/** Whether everything that is looked through has answered once, if only that it is away: before that nothing is known to be missing. */
	readonly isKnown: boolean;
	/** The runs that are compared; undefined while they are being read or none are. */
	readonly compared?: readonly ComparedRun[];
};

export const emptyRunList: RunList = {parts: {}, isKnown: false};
