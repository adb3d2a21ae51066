import type {RunState} from '../domain/run.ts';
import type {ToolRun} from '../domain/tool-run.ts';
import type {ValidationRow} from '../domain/validation.ts';

/** One row of a val program beside the same class of the training's last table. */
export type ComparedRow = {
	readonly row: ValidationRow;
	/** What mAP50-95 the training had, and how much it has changed; undefined where it is not known. */
	readonly before?: number;
	readonly change?: number;
};

/** The last table of the training, `all` first; empty where the program is alone in the output. */
export function selectTrainingTable({history, lastValidation, classes}: RunState): readonly ValidationRow[] {
	return history.length === 0 ? [] : [...(lastValidation ? [lastValidation] : []), ...classes];
}

/** The table of val, `all` first, with what the training had. */
export function compareTool({validation, classes}: Pick<ToolRun, 'validation' | 'classes'>, previous: readonly ValidationRow[]): readonly ComparedRow[] {
	const known = new Map(previous.map(row => [row.name, row.metrics.map50To95]));
	return [...(validation === undefined ? [] : [validation]), ...classes].map(row => {
		const before = known.get(row.name);
		const current = row.metrics.map50To95;
		return {
			row, ...(before !== undefined && {before}), ...(before !== undefined && current !== undefined && {change: current - before}),
		};
	});
}
