import type {RunSummary} from '../../../domain/run-summary.ts';
import {isMatch, parseRunQuery, sortRuns} from '../../../run/run-query.ts';
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

/**
A short name: the container, or the last parts of the path, as many of three as fit into the columns: what runs differ in stands at the end.
*/
export function rowName({entry, run, key}: RunListRow, columns = Infinity): string {
	if (entry !== undefined && run === undefined) {
		return entry.name;
	}

	const parts = run?.directory.split('/').slice(entry === undefined ? -3 : -1) ?? [key];
	const names = parts.map((_, first) => {
		const place = parts.slice(first).join('/');
		return run?.container === undefined ? place : `${run.container.name}:${place}`;
	});
	return names.find(name => displayWidth(name) <= columns) ?? names.at(-1)!;
}
