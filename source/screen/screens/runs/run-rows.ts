import type {RunSummary} from '../../../domain/run-summary.ts';
import {isMatch, parseRunQuery, sortRuns} from '../../../run/run-query.ts';
import {distinctTail} from '../../../run/distinct-tail.ts';
import {selectRows, type RunListRow} from '../../../run/run-list.ts';
import {displayWidth} from '../../../format/display-width.ts';
import type {ScreenModel} from '../../panels/model.ts';

/** The rows that the filter lets through; while it is not understood it lets everything through. */
export function runRows({runList, ui, now}: Pick<ScreenModel, 'runList' | 'ui' | 'now'>): readonly RunListRow[] {
	const parsed = parseRunQuery(ui.runs.query);
	const query = 'query' in parsed ? parsed.query : [];
	return selectRows(runList, (runs: readonly RunSummary[]) => sortRuns(runs.filter(run => isMatch(run, query, now)), ui.runs.order));
}

/** The place of the chosen row; 0 when it is not there. */
export function chosenIndex(rows: readonly RunListRow[], chosen: string | undefined): number {
	return Math.max(0, rows.findIndex(({key}) => key === chosen));
}

/** The rows of the marked runs, in the order of marking; a filter hides none of them. */
export function markedRows({runList, ui}: Pick<ScreenModel, 'runList' | 'ui'>): readonly RunListRow[] {
	const all = new Map(selectRows(runList, runs => runs).map(row => [row.key, row]));
	return ui.runs.marked.flatMap(key => all.get(key) ?? []);
}

/** The place of a run by the end of its path, told from the others of its container: of what trains one part is enough. */
function distinctPlace({run, entry}: RunListRow, rows: readonly RunListRow[]): string | undefined {
	const others = rows.flatMap(other => other.run !== undefined && (other.entry === undefined) === (entry === undefined) && other.run.container?.id === run?.container?.id ? [other.run.directory] : []);
	return run && distinctTail(run.directory, others, entry === undefined ? 3 : 1);
}

/**
A short name: the container, or the last parts of the path, as many of three as fit into the columns: what runs differ in stands at the
end. Where another row ends alike, as many more as tell them apart.
*/
export function rowName(row: RunListRow, columns = Infinity, rows: readonly RunListRow[] = []): string {
	const {entry, run, key, job} = row;
	if (job !== undefined) {
		const whole = `${key} ${job.job.name}`;
		return displayWidth(whole) <= columns - 2 ? whole : key;
	}

	if (entry !== undefined && run === undefined) {
		return entry.name;
	}

	const parts = distinctPlace(row, rows)?.split('/') ?? [key];
	const names = parts.map((_, first) => {
		const place = parts.slice(first).join('/');
		return run?.container === undefined ? place : `${run.container.name}:${place}`;
	});
	return names.find(name => displayWidth(name) <= columns) ?? names.at(-1)!;
}
