import {isNeverDetected} from '../../../checks/class-table.ts';
import type {ValidationRow} from '../../../domain/validation.ts';
import {padEnd, padStart} from '../../../format/display-width.ts';
import {count, metric} from '../../../format/number.ts';
import {sparkline} from '../../draw/sparkline.ts';
import {
	drawLine,
	fitGroups,
	toDrawable,
	type Segment,
} from '../../draw/line.ts';
import {drawTable, planColumns, type TableColumn} from '../../draw/table.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import type {Token} from '../../theme/token.ts';
import type {ClassColumn} from './class-columns.ts';
import {heatOf} from './heat.ts';
import {drawSupport} from './draw-support.ts';
import {drawWaiting} from './draw-waiting.ts';
import {
	firstRow,
	flawOf,
	flaws,
	pastOf,
	tableName,
	viewClasses,
	type ClassesView,
} from './classes-view.ts';

/** With so many rows the last one says how the table is ordered. */
const rowsForStatus = 7;

/** From so many rows on a line parts the row of all classes from the others. */
const rowsForRule = 12;
const curveColumns = 8;

/** The table by class: header, the row of all classes, and as many classes as fit around the chosen one. */
export function drawClasses(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look, ui} = model;
	const view = viewClasses(model);
	const {table, words} = view;
	if (table === undefined) {
		return drawWaiting(model, view, {columns, rows});
	}

	if (view.rows.length === 0) {
		return wrapText([['dim', words.nothingMatches(ui.classes.filter)]], columns, look).slice(0, rows);
	}

	const summary = table.summary === undefined ? [] : [table.summary];
	const hasStatus = rows >= rowsForStatus;
	const shown = shownRows(view, rows);
	const first = firstRow(view.chosen, view.rows.length, shown);
	const visible = [...summary, ...view.rows.slice(first, first + shown)];
	const tableColumns = toColumns(view, model, columns);
	const drawn = drawTable(visible, tableColumns, {
		width: columns, look, header: (text, {key}) => [key === ui.classes.sort ? 'accent' : 'dim', text], isChosen: row => row === view.rows[view.chosen],
	});
	const blank = ' '.repeat(columns);
	const lines = hasRule(view, rows) ? [...drawn.slice(0, 2), drawLine([['rest', look.glyphs.horizontal.repeat(columns)]], columns, look), ...drawn.slice(2)] : drawn;
	const support = drawSupport(view, model, columns, rows - lines.length - (hasStatus ? 1 : 0));
	const body = [...lines, ...support, ...Array.from({length: Math.max(0, rows - lines.length - support.length - (hasStatus ? 1 : 0))}, () => blank)];
	return hasStatus ? [...body.slice(0, rows - 1), drawLine(describe(view, model, columns), columns, look)] : body.slice(0, rows);
}

/** Classes that fit into the rows, without header, summary, line and status. */
export function shownRows(view: ClassesView, rows: number): number {
	return Math.max(1, rows - rowsAbove(view, rows) - (rows >= rowsForStatus ? 1 : 0));
}

/** Rows above the first class: header, summary and the line below it. */
export function rowsAbove(view: ClassesView, rows: number): number {
	return 1 + (view.table?.summary === undefined ? 0 : 1) + (hasRule(view, rows) ? 1 : 0);
}

function hasRule({table}: ClassesView, rows: number): boolean {
	return table?.summary !== undefined && rows >= rowsForRule;
}

/** Rows of a table that shows every class: header, summary, line, classes and status. */
export function rowsOfAll({table, rows}: ClassesView): number {
	return Math.max(rowsForStatus, rows.length + (table?.summary === undefined ? 2 : 4));
}

/** The columns as the table draws them. */
function toColumns(view: ClassesView, model: ScreenModel, width: number): ReadonlyArray<TableColumn<ValidationRow>> {
	const rows = [...(view.table?.summary === undefined ? [] : [view.table.summary]), ...view.rows];
	// The widths of all rows, so that nothing jumps while moving.
	return planColumns(rows, [markColumn(view, model), ...view.columns.map(column => toColumn(column, view, model))], width).map(({column, width: room}) => ({...column, header: pad(column, column.header, room), text: (row: ValidationRow) => pad(column, column.text(row), room)}));
}

function pad({align}: TableColumn<ValidationRow>, text: string, room: number): string {
	return align === 'right' ? padStart(toDrawable(text), room) : padEnd(toDrawable(text), room);
}

/** What is chosen and what needs work: signs, so that colour is never needed. */
function markColumn(view: ClassesView, {look: {glyphs}}: ScreenModel): TableColumn<ValidationRow> {
	return {
		key: 'mark',
		header: ' '.repeat(3),
		text(row) {
			const flaw = flawOf(row, view.few);
			return `${row === view.rows[view.chosen] ? glyphs.chosen : ' '} ${flaw === undefined ? ' ' : flaws[flaw].sign(glyphs)}`;
		},
		token(row) {
			const flaw = flawOf(row, view.few);
			return flaw === undefined ? 'accent' : flaws[flaw].token;
		},
	};
}

function toColumn(column: ClassColumn, view: ClassesView, model: ScreenModel): TableColumn<ValidationRow> {
	const {key, header, priority, value} = column;
	const {ui: {classes: ui}, look} = model;
	const {glyphs} = look;
	const isSorted = ui.sort === key;
	const base = {key, header: `${header}${isSorted ? ` ${ui.isReversed ? glyphs.down : glyphs.up}` : ''}`, ...(priority !== undefined && {priority})};
	switch (column.kind) {
		case 'name': {
			return {
				...base, minimum: 10, text: ({name}) => name, token: row => row === view.table?.summary ? 'strong' : 'text',
			};
		}

		case 'count': {
			return {
				...base, align: 'right', text: row => count(value(row)), token: () => 'dim',
			};
		}

		case 'change': {
			return {
				...base, align: 'right', text: row => changeText(value(row), model), token: row => changeToken(value(row)),
			};
		}

		case 'curve': {
			return {
				...base, header: padEnd(header, curveColumns), text: row => curveText(row, view, model), token: row => heatOf(value(row)),
			};
		}

		case 'metric': {
			return {
				...base, align: 'right', text: row => isMeaningless(column, row) ? look.glyphs.dash : metric(value(row)), token: row => metricToken(column, row),
			};
		}
	}
}

/** Precision of a class that is never found. */
function isMeaningless({key}: ClassColumn, row: ValidationRow): boolean {
	return key === 'box-precision' && isNeverDetected(row);
}

/** MAP50-95 over the tables so far, all classes to one scale. */
function curveText(row: ValidationRow, {rows, tables}: ClassesView, {look}: ScreenModel): string {
	const top = Math.max(...rows.map(({metrics}) => Number.isFinite(metrics.map50To95) ? metrics.map50To95! : 0));
	return padEnd(sparkline(pastOf(row, tables).map(({value}) => top > 0 ? Math.min(100, 100 * value / top) : value), curveColumns, look.glyphs, 'percent'), curveColumns);
}

/** Precision of a class that is never found means nothing; what is never found stands out. */
function metricToken({key, value}: ClassColumn, row: ValidationRow): Token {
	const figure = value(row);
	if (figure === undefined || (key === 'box-precision' && row.metrics.recall === 0)) {
		return 'dim';
	}

	if (figure === 0) {
		return 'bad';
	}

	const isLow = key !== 'box-map50To95' && figure < 0.3;
	return figure >= 0.8 ? 'good' : (isLow ? 'warning' : 'text');
}

/** `▲0.017`: mark and colour say the same. */
export function changeText(change: number | undefined, {look: {glyphs}}: Pick<ScreenModel, 'look'>): string {
	if (change === undefined || !Number.isFinite(change)) {
		return '-';
	}

	const rounded = Math.round(change * 1000) / 1000;
	return rounded === 0 ? '0.000' : `${rounded > 0 ? glyphs.better : glyphs.worse}${Math.abs(rounded).toFixed(3)}`;
}

export function changeToken(change: number | undefined): Token {
	return change === undefined || Math.abs(change) < 0.0005 || Number.isNaN(change) ? 'dim' : (change > 0 ? 'good' : 'bad');
}

/** The filter, the meaning of the signs, and what the change is counted from. */
function describe({words, earlier, rows, few}: ClassesView, {ui: {classes: ui}, look}: ScreenModel, width: number): readonly Segment[] {
	const kinds = new Set<string | undefined>(rows.map(row => flawOf(row, few)));
	return fitGroups([
		ui.filter === '' ? [] : [['accent', words.filter(ui.filter)]],
		...Object.values(flaws).map(({token, sign, legend}, index): readonly Segment[] => kinds.has(Object.keys(flaws)[index]) ? [[token, sign(look.glyphs)], ['dim', ` ${words[legend]}`]] : []),
		kinds.has('never') ? [['dim', words.meaningless(look.glyphs.dash)]] : [],
		earlier === undefined ? [] : [['dim', words.comparedWith[ui.compare](tableName(earlier, words))]],
	], width, ['dim', ` ${look.glyphs.dot} `]);
}

/** How the table is sorted, for its title. */
export function orderText({words, columns}: ClassesView, {ui: {classes: ui}}: ScreenModel): string {
	const order = ui.sort === 'worst' ? words.worstFirst : (ui.sort === 'printed' ? words.printed : words.sortedBy(columns.find(({key}) => key === ui.sort)?.header ?? ui.sort));
	return ui.isReversed ? `${order} (${words.reversed})` : order;
}
