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

/** How many of the last parts of a path no other row of the same place has, at least three. */
function distinctParts({directory, container}: RunSummary, rows: readonly RunListRow[]): number {
	const parts = directory.split('/');
	const others = rows.flatMap(({run, entry}) => run === undefined || entry !== undefined || run.directory === directory || run.container?.id !== container?.id ? [] : [run.directory.split('/')]);
	const isShared = (count: number) => others.some(other => other.slice(-count).join('/') === parts.slice(-count).join('/'));
	const enough = parts.findIndex((_, count) => count >= 3 && !isShared(count));
	return enough === -1 ? parts.length : enough;
}

/**
A short name: the container, or the last parts of the path, as many of three as fit into the columns: what runs differ in stands at the
end. Where another row ends alike, as many more as tell them apart.
*/
export function rowName({entry, run, key}: RunListRow, columns = Infinity, rows: readonly RunListRow[] = []): string {
	if (entry !== undefined && run === undefined) {
		return entry.name;
	}

	const parts = run?.directory.split('/').slice(entry === undefined ? -distinctParts(run, rows) : -1) ?? [key];
	const names = parts.map((_, first) => {
		const place = parts.slice(first).join('/');
		return run?.container === undefined ? place : `${run.container.name}:${place}`;
	});
	return names.find(name => displayWidth(name) <= columns) ?? names.at(-1)!;
}
