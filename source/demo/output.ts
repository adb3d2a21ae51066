import type {DemoLosses, DemoMetrics} from './curves.ts';

/** What a training has saved after an epoch, 1-based. */
export type SavedEpoch = {
	readonly epoch: number;
	readonly losses: DemoLosses;
	readonly metrics: DemoMetrics;
	/** By class. */
	readonly rows: readonly DemoMetrics[];
	/** Learning rate and norm of the gradients, as parts of those of a training that goes well. */
	readonly steps: {readonly rate: number; readonly gradients: number};
};

/** A piece of output, and how long after the piece before it is printed. */
export type DemoOutput = {
	readonly text: string;
	readonly afterMs: number;
	/** The row and the checkpoint that are written with it. */
	readonly saved?: SavedEpoch;
	/** Whether nothing more comes after it. */
	readonly isStalled?: true;
	/** Whether the optimizer is stripped from the checkpoints with it. */
	readonly isStripping?: true;
};
