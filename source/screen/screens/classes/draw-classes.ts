import {keyNameOf} from '../../../keys/key-names.ts';
import type {ValidationRow} from '../../../domain/validation.ts';
import {padEnd, padStart} from '../../../format/display-width.ts';
import {count, metric} from '../../../format/number.ts';
import {drawBar} from '../../draw/bar.ts';
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
import {wordsIn} from '../../../words/words.ts';
import type {ClassColumn} from './class-columns.ts';
import {
	firstRow,
	flawOf,
	flaws,
	tableName,
	viewClasses,
	type ClassesView,
} from './classes-view.ts';

/** With so many rows the last one says how the table is ordered. */
const rowsForStatus = 7;

/** The key that makes a table where the framework has printed none. */
const validateKey = keyNameOf('validate');

/** Widths of the bar in a cell, the widest that fits is taken. */
const barWidths = [8, 6, 4, 0];

/** The table by class: header, the row of all classes, and as many classes as fit around the chosen one. */
export function drawClasses(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look, words: screen, state, ui} = model;
	const view = viewClasses(model);
	const {table, words} = view;
	if (table === undefined) {
		const canValidate = state.task !== 'classify' && state.history.length > 0 && model.disabled.validate === undefined;
		return [
			...wrapText([['dim', state.task === 'classify' ? screen.waiting.classesNone : screen.waiting.classes]], columns, look),
			...(canValidate ? wrapText([['text', wordsIn(ui.language).toolScreen.key(validateKey)]], columns, look) : []),
		].slice(0, rows);
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
	const lines = drawTable(visible, tableColumns, {
		width: columns, look, cell: (text, column, row) => [column.key === 'name' && row === view.rows[view.chosen] ? 'strong' : column.token?.(row) ?? 'text', text],
	});
	const blank = ' '.repeat(columns);
	const body = [...lines, ...Array.from({length: Math.max(0, rows - lines.length - (hasStatus ? 1 : 0))}, () => blank)];
	return hasStatus ? [...body.slice(0, rows - 1), drawLine(describe(view, model, columns), columns, look)] : body.slice(0, rows);
}

/** Classes that fit into the rows, without header, summary and status. */
export function shownRows({table}: ClassesView, rows: number): number {
	return Math.max(1, rows - 1 - (table?.summary === undefined ? 0 : 1) - (rows >= rowsForStatus ? 1 : 0));
}

/** Rows of a table that shows every class: header, summary, classes and status. */
export function rowsOfAll({table, rows}: ClassesView): number {
	return Math.max(rowsForStatus, rows.length + (table?.summary === undefined ? 2 : 3));
}

/** The columns as the table draws them, with bars as wide as there is room for. */
function toColumns(view: ClassesView, model: ScreenModel, width: number): ReadonlyArray<TableColumn<ValidationRow>> {
	const rows = [...(view.table?.summary === undefined ? [] : [view.table.summary]), ...view.rows];
	const make = (barWidth: number) => [markColumn(view, model), ...view.columns.map(column => toColumn(column, view, model, barWidth))];
	const isFitting = (columns: ReadonlyArray<TableColumn<ValidationRow>>) => planColumns(rows, columns, Infinity).reduce((sum, planned) => sum + planned.width + 2, -2) <= width;
	const best = barWidths.map(barWidth => make(barWidth)).find((columns, index) => index === barWidths.length - 1 || isFitting(columns))!;
	// The widths of all rows, so that nothing jumps while moving.
	return planColumns(rows, best, width).map(({column, width: room}) => ({...column, header: pad(column, column.header, room), text: (row: ValidationRow) => pad(column, column.text(row), room)}));
}

function pad({align}: TableColumn<ValidationRow>, text: string, room: number): string {
	return align === 'right' ? padStart(toDrawable(text), room) : padEnd(toDrawable(text), room);
}

/** What is chosen and what needs work: signs, so that colour is never needed. */
function markColumn(view: ClassesView, {look: {glyphs}}: ScreenModel): TableColumn<ValidationRow> {
	return {
		key: 'mark',
		header: '  ',
		text(row) {
			const flaw = flawOf(row, view.few);
			return `${row === view.rows[view.chosen] ? glyphs.cursor : ' '}${flaw === undefined ? ' ' : flaws[flaw].sign(glyphs)}`;
		},
		token(row) {
			const flaw = flawOf(row, view.few);
			return flaw === undefined ? 'accent' : flaws[flaw].token;
		},
	};
}

function toColumn(column: ClassColumn, view: ClassesView, model: ScreenModel, barWidth: number): TableColumn<ValidationRow> {
	const {key, header, priority, value} = column;
	const {ui: {classes: ui}, look: {glyphs}} = model;
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

		case 'metric': {
			return {
				...base,
				// Above the figures, not above their bars.
				header: `${base.header}${' '.repeat(barWidth === 0 ? 0 : barWidth + 1)}`,
				align: 'right',
				text: row => `${metric(value(row))}${barWidth === 0 ? '' : ` ${barText(value(row), barWidth, model)}`}`,
				token: row => metricToken(column, row),
			};
		}
	}
}

/** Filled part and blanks: a track behind every bar would be noise. */
function barText(value: number | undefined, width: number, {look}: ScreenModel): string {
	const [[, filled], [, rest]] = drawBar(value, width, look.glyphs) as unknown as readonly [Segment, Segment];
	return filled + ' '.repeat(rest.length);
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

/** `↑ +0.017`: sign, arrow and colour say the same. */
export function changeText(change: number | undefined, {look: {glyphs}}: Pick<ScreenModel, 'look'>): string {
	if (change === undefined || !Number.isFinite(change)) {
		return '-';
	}

	const rounded = Math.round(change * 1000) / 1000;
	return rounded === 0 ? '0.000' : `${rounded > 0 ? `${glyphs.up} +` : `${glyphs.down} `}${rounded.toFixed(3)}`;
}

export function changeToken(change: number | undefined): Token {
	return change === undefined || Math.abs(change) < 0.0005 || Number.isNaN(change) ? 'dim' : (change > 0 ? 'good' : 'bad');
}

/** Order, filter, comparison and the meaning of the signs. */
function describe({words, columns, earlier, table, rows, few}: ClassesView, {ui: {classes: ui}, look}: ScreenModel, width: number): readonly Segment[] {
	const order = ui.sort === 'worst' ? words.worstFirst : (ui.sort === 'printed' ? words.printed : words.sortedBy(columns.find(({key}) => key === ui.sort)?.header ?? ui.sort));
	const isBest = ui.compare === 'best';
	const kinds = new Set<string | undefined>(rows.map(row => flawOf(row, few)));
	const of = table === undefined ? '' : tableName(table, words);
	return fitGroups([
		[['label', order], ['dim', ui.isReversed ? ` (${words.reversed})` : '']],
		ui.filter === '' ? [] : [['accent', words.filter(ui.filter)]],
		...Object.values(flaws).map(({token, sign, legend}, index): readonly Segment[] => kinds.has(Object.keys(flaws)[index]) ? [[token, sign(look.glyphs)], ['dim', ` ${words[legend]}`]] : []),
		of === '' ? [] : [['dim', of]],
		earlier === undefined ? [] : [['dim', words.comparedWith[isBest ? 'best' : 'previous'](tableName(earlier, words))]],
	], width, ['dim', ` ${look.glyphs.dot} `]);
}
