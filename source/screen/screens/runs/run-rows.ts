import type {RunList} from '../../../domain/run-list.ts';
import {withHostName, type RunSummary} from '../../../domain/run-summary.ts';
import {groupRows, type RunGroup} from '../../../run/run-groups.ts';
import {isMatch, parseRunQuery, sortRuns} from '../../../run/run-query.ts';
import {distinctTail} from '../../../run/distinct-tail.ts';
import {selectRows, type RunListRow} from '../../../run/run-list.ts';
import {displayWidth} from '../../../format/display-width.ts';
import type {ScreenModel} from '../../panels/model.ts';

type Shown = Pick<ScreenModel, 'runList' | 'ui' | 'now'>;

/** One line of the list: a row, or the head of a group. */
export type RunLine = RunListRow & {readonly head?: RunGroup};

/** What was made of a list last, and of which choices: a frame asks many times. */
type Made = {readonly made: readonly unknown[]; readonly rows: readonly RunListRow[]};

const rowsOf = new WeakMap<RunList['parts'], Made>();
const linesOf = new WeakMap<readonly RunListRow[], {readonly made: readonly unknown[]; readonly lines: readonly RunLine[]}>();
const allOf = new WeakMap<RunList['parts'], ReadonlyMap<string, RunListRow>>();

const isMade = (before: {readonly made: readonly unknown[]} | undefined, made: readonly unknown[]): boolean => before?.made.every((value, index) => value === made[index]) === true;

/** The rows that the filter lets through, without the heads of groups; while it is not understood it lets everything through. */
export function runRows({runList, ui, now}: Shown): readonly RunListRow[] {
	const {query: text, order} = ui.runs;
	const made = [text, order, text === '' ? 0 : Math.floor(now / 1000)];
	const before = rowsOf.get(runList.parts);
	if (before !== undefined && isMade(before, made)) {
		return before.rows;
	}

	const parsed = parseRunQuery(text);
	const query = 'query' in parsed ? parsed.query : [];
	const rows = selectRows(runList, (runs: readonly RunSummary[]) => sortRuns(runs.filter(run => isMatch(run, query, now)), order));
	rowsOf.set(runList.parts, {made, rows});
	return rows;
}

const headKey = ({value}: RunGroup): string => value === undefined ? 'group' : `group ${value}`;

/** The lines of the list: the rows, in groups with a head where it is grouped, without those of folded groups. */
export function runLines(model: Shown): readonly RunLine[] {
	const {parts} = model.runList;
	const {group, folded} = model.ui.runs;
	const rows = runRows(model);
	if (group === undefined) {
		return rows;
	}

	const made = [group, folded, parts];
	const before = linesOf.get(rows);
	if (before !== undefined && isMade(before, made)) {
		return before.lines;
	}

	const lines = groupRows(rows, group, parts).flatMap((head): readonly RunLine[] => {
		const key = headKey(head);
		return [{key, head}, ...(folded.includes(key) ? [] : head.rows)];
	});
	linesOf.set(rows, {made, lines});
	return lines;
}

/** The place of the chosen line; that of the first row when it is not there. */
export function chosenIndex(lines: readonly RunLine[], chosen: string | undefined): number {
	const index = lines.findIndex(({key}) => key === chosen);
	return index === -1 ? Math.max(0, lines.findIndex(({head}) => head === undefined)) : index;
}

/** The rows of the marked runs, in the order of marking; a filter hides none of them. */
export function markedRows({runList, ui}: Pick<ScreenModel, 'runList' | 'ui'>): readonly RunListRow[] {
	if (ui.runs.marked.length === 0) {
		return [];
	}

	const all = allOf.get(runList.parts) ?? new Map(selectRows(runList, runs => runs).map(row => [row.key, row]));
	allOf.set(runList.parts, all);
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
		return withHostName(entry.name, entry.host);
	}

	const parts = distinctPlace(row, rows)?.split('/') ?? [key];
	const names = parts.map((_, first) => {
		const place = parts.slice(first).join('/');
		return withHostName(run?.container === undefined ? place : `${run.container.name}:${place}`, run?.host);
	});
	return names.find(name => displayWidth(name) <= columns) ?? names.at(-1)!;
}
