import type {MetricName} from '../../../domain/metric.ts';
import type {RunOrder} from '../../../run/run-query.ts';

/** What is drawn of a run by epoch. */
export type RunFigure = MetricName | 'loss';

/** What of the list of containers and runs is shown. */
export type RunsUi = {
	/** The chosen line by its key; the first one when it is not there. */
	readonly chosen?: string | undefined;
	/** Keys of the runs to compare, in the order of marking. */
	readonly marked: readonly string[];
	readonly query: string;
	readonly order: RunOrder;
	/** What the list is grouped by: `host`, `data`, a setting; undefined for one list. */
	readonly group?: string | undefined;
	/** Keys of the heads whose rows are hidden. */
	readonly folded: readonly string[];
	/** Whether the comparison has the whole screen. */
	readonly isComparing: boolean;
	/** First shown line of the comparison. */
	readonly top: number;
	/** What the curves show; the leading metric where undefined, or where the runs do not have it. */
	readonly figure?: RunFigure | undefined;
	/** Whether the comparison also has what is the same in all runs. */
	readonly showsEqual: boolean;
};

export const initialRunsUi: RunsUi = {
	marked: [], query: '', order: 'age', folded: [], isComparing: false, top: 0, showsEqual: false,
};
