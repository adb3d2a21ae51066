import type {OpenEpoch} from './epoch-record.ts';

/** A validated epoch whose row was not printed when it should have been. */
export type UnreportedEpoch = {readonly epoch: OpenEpoch; readonly at: number | undefined};

/** Rows that wait in a buffer of 8 KB come about 90 at a time; fewer that are missing are rows that another writer spoilt. */
const fewestRows = 20;
const capacity = 10_000;

/**
Rows that come late. Up to YOLOv5 v6.0 the rows go to standard output and all else to standard error: without a terminal Python
holds them back, and they come in one piece behind many later epochs or at the end.
*/
export type UnreportedRows = {
	/** A validated epoch was completed without a row. */
	add(epoch: UnreportedEpoch): void;
	/** Whether the next row belongs to an earlier epoch than the one in progress. */
	isLate(isTrainingOver: boolean): boolean;
	/** The earliest epoch without a row; it has one now. */
	take(): UnreportedEpoch | undefined;
	/** The epoch before the one in progress, where it alone has no row; it has one now, and no rows are held back. */
	takeOnly(): UnreportedEpoch | undefined;
	/** A row came in its place: those before it will not come. */
	settle(): void;
	readonly isEmpty: boolean;
	clear(): void;
};

export function createUnreportedRows(): UnreportedRows {
	let epochs: UnreportedEpoch[] = [];
	/** Whether a row has come in its place. */
	let isPrompt = false;
	let isDelayed = false;
	return {
		add(epoch) {
			if (epochs.length < capacity) {
				epochs.push(epoch);
			}
		},
		isLate: isTrainingOver => epochs.length > 0 && (isDelayed || (!isPrompt && epochs.length >= (isTrainingOver ? 1 : fewestRows))),
		take() {
			isDelayed = true;
			return epochs.shift();
		},
		takeOnly() {
			if (isDelayed || epochs.length !== 1) {
				return undefined;
			}

			isPrompt = true;
			return epochs.pop();
		},
		settle() {
			isPrompt = true;
			epochs = [];
		},
		get isEmpty() {
			return epochs.length === 0;
		},
		clear() {
			epochs = [];
			isPrompt = false;
			isDelayed = false;
		},
	};
}
