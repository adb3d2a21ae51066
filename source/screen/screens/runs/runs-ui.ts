import type {RunOrder} from '../../../run/run-query.ts';

/** What of the list of containers and runs is shown. */
export type RunsUi = {
	/** The chosen line by its key; the first one when it is not there. */
	readonly chosen?: string | undefined;
	/** Keys of the runs to compare, in the order of marking. */
	readonly marked: readonly string[];
	readonly query: string;
	readonly order: RunOrder;
	readonly isComparing: boolean;
	/** First shown line of the comparison. */
	readonly top: number;
};

export const initialRunsUi: RunsUi = {
	marked: [], query: '', order: 'age', isComparing: false, top: 0,
};
