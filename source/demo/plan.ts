import type {DemoFault} from './faults.ts';

/** A simulated training. */
export type DemoPlan = {
	readonly epochs: number;
	/** 1 is the default pace of about 5 s an epoch. All printed times are those that really pass. */
	readonly speed: number;
	readonly seed: number;
	/** How many epochs an earlier process has done; 0 by default. */
	readonly done?: number;
	/** The checkpoint that it resumes. */
	readonly resumed?: string | undefined;
	/** 8 by default; of a larger one an epoch has fewer batches. */
	readonly batchSize?: number;
	readonly workers?: number;
	readonly directory?: string;
	/** What the run shows: how a training goes, one that learns no more, one whose losses become nan, one in which a class falls and the steps become huge, or one that stops moving. */
	readonly course?: DemoCourse | undefined;
	/** It stands still as soon as so many epochs are done. */
	readonly stallsAfter?: number | undefined;
	/** How it fails, as soon as so many epochs are done. */
	readonly fault?: {readonly kind: DemoFault; readonly after: number} | undefined;
};

export type DemoCourse = 'normal' | 'plateau' | 'nan' | 'uneven' | 'frozen';
