import {isNeverDetected} from '../../../checks/class-table.ts';
import {leadingMetric, shownBoxMetrics, type MetricName} from '../../../domain/metric.ts';
import type {ValidationRow} from '../../../domain/validation.ts';
import {count, metric} from '../../../format/number.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import {selectClasses, selectClassTables} from '../../../run/select-class-tables.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawBar} from '../../draw/bar.ts';
import type {Segment} from '../../draw/line.ts';
import {drawTable, planColumns, type TableColumn} from '../../draw/table.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {Token} from '../../theme/token.ts';
import {tableName} from '../classes/classes-view.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';

/** The table by class of the overview, and what it is compared with. */
type Table = {
	readonly summary: ValidationRow | undefined;
	/** The best first. */
	readonly classes: readonly ValidationRow[];
	readonly name: string;
	/** By name: the leading metric in the table before. */
	readonly before: ReadonlyMap<string, number>;
};

/** The lead of each class is a bar of at least so many columns, or none. */
const fewestBar = 5;
const mostBar = 26;
/** Class bars by quality: a figure is bad below the first, poor below the second. */
const heat = [0.1, 0.25] as const;

export function classCount({state}: Pick<ScreenModel, 'state'>): number {
	return selectClasses(state).classes.length;
}

function tableOf({state, ui}: ScreenModel): Table | undefined {
	const own = selectClasses(state);
	if (own.classes.length === 0) {
		return undefined;
	}

	const {current, previous: earlier} = selectClassTables(state);
	const {classes: rows, summary} = current ?? own;
	const lead = leadOf(rows);
	return {
		summary,
		// What is never found is worse than any figure.
		classes: rows.map(row => ({row, score: isNeverDetected(row) ? -2 : row.metrics[lead] ?? -1})).toSorted((one, other) => other.score - one.score).map(({row}) => row),
		name: current === undefined ? '' : tableName(current, wordsIn(ui.language).classes),
		before: new Map((earlier === undefined ? [] : [earlier.summary, ...earlier.classes]).flatMap(row => row.metrics[lead] === undefined ? [] : [[row.name, row.metrics[lead]]])),
	};
}

function leadOf(rows: readonly ValidationRow[]): MetricName {
	return leadingMetric(rows.find(({metrics}) => Object.keys(metrics).length > 0)?.metrics).name;
}

/** All classes together, then each one, the worst last; where they are more than rows, the worst ones. */
export function drawClassPanel(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const table = tableOf(model);
	if (table === undefined) {
		return [];
	}

	const {look} = model;
	const room = Math.max(1, rows - 1 - (table.summary === undefined ? 0 : 1));
	const shown = [...(table.summary === undefined ? [] : [table.summary]), ...table.classes.slice(-room)];
	const fixed = planColumns(shown, columnsOf(table, model, 0), Infinity).reduce((sum, {width}) => sum + width + 2, -2);
	const bar = Math.min(mostBar, columns - fixed - 2);
	const isCrowded = bar < fewestBar;
	return drawTable(shown, columnsOf(table, model, isCrowded ? 0 : bar), {width: columns, look, header: text => ['dim', text]}).slice(0, rows);
}

function columnsOf(table: Table, model: ScreenModel, bar: number): ReadonlyArray<TableColumn<ValidationRow>> {
	const {look, ui} = model;
	const words = wordsIn(ui.language).overview;
	const lead = leadOf(table.classes);
	const isAll = (row: ValidationRow) => row === table.summary;
	const change = (row: ValidationRow) => row.metrics[lead] === undefined || !table.before.has(row.name) ? undefined : row.metrics[lead] - table.before.get(row.name)!;
	return [
		{
			key: 'name', header: words.class, text: ({name}) => name, minimum: 8, token: row => isAll(row) ? 'strong' : (isNeverDetected(row) ? 'bad' : 'text'),
		},
		{
			key: 'labels', header: words.labels, text: row => count(row.instances), align: 'right', priority: 2, token: () => 'dim',
		},
		...shownBoxMetrics(table.classes.map(({metrics}) => metrics)).map(({name, label}): TableColumn<ValidationRow> => ({
			key: name,
			header: label,
			// A precision of what is never found says nothing.
			text: row => name === 'precision' && isNeverDetected(row) ? look.glyphs.dash : metric(row.metrics[name]),
			align: 'right',
			...(name !== lead && {priority: name === 'map50' ? 1 : 3}),
			token: row => name === lead ? 'strong' : metricTone(name, row),
		})),
		...(bar === 0
			? []
			: [{
				key: 'bar', header: ' '.repeat(bar), text: () => ' '.repeat(bar), segments: (row: ValidationRow) => drawBar(row.metrics[lead], bar, look.glyphs, {token: heatOf(row.metrics[lead])}), priority: 0,
			} satisfies TableColumn<ValidationRow>]),
		...(table.before.size === 0
			? []
			: [{
				key: 'change', header: words.versusBefore, text: (row: ValidationRow) => changeText(change(row), model), align: 'right' as const, priority: 4, token: (row: ValidationRow) => changeToken(change(row)),
			} satisfies TableColumn<ValidationRow>]),
	];
}

function metricTone(name: MetricName, row: ValidationRow): Token {
	if (name === 'recall' && row.metrics.recall === 0) {
		return 'bad';
	}

	return name === 'precision' && isNeverDetected(row) ? 'dim' : 'text';
}

function heatOf(value: number | undefined): Token {
	if (value === undefined) {
		return 'dim';
	}

	return value < heat[0] ? 'bad' : (value < heat[1] ? 'warning' : 'good');
}

function changeText(change: number | undefined, {look: {glyphs}}: ScreenModel): string {
	if (change === undefined || !Number.isFinite(change)) {
		return glyphs.dash;
	}

	const text = Math.abs(change).toFixed(3);
	return text === '0.000' ? text : `${change > 0 ? glyphs.better : glyphs.worse}${text}`;
}

function changeToken(change: number | undefined): Token {
	return change === undefined || Math.abs(change) < 0.0005 || Number.isNaN(change) ? 'dim' : (change > 0 ? 'good' : 'bad');
}

/** Beside the title: in which order, and how many of how many. */
export function classesSubtitle(model: ScreenModel, rows: number): string {
	const {subtitles} = wordsIn(model.ui.language).overview;
	const all = classCount(model);
	const shown = Math.max(1, rows - (model.state.lastValidation === undefined ? 1 : 2));
	return all > shown ? subtitles.worst(String(shown), String(all)) : subtitles.worstLast;
}

/** At the right of the title: which table it is, and the key that makes another one. */
export function classesDetail(model: ScreenModel): readonly Segment[] {
	const name = tableOf(model)?.name ?? '';
	const canValidate = model.disabled.validate === undefined;
	return [
		['dim', name],
		...(canValidate ? [['faint', name === '' ? '' : ` ${model.look.glyphs.dot} `], ['accent', keyNameOf('validate')], ['dim', ` ${wordsIn(model.ui.language).overview.now}`]] as const : []),
	];
}

/** Instead of the table before there is one: how to get it. */
export function noClassesLine(model: ScreenModel, columns: number): readonly string[] {
	const {state, look, ui, disabled} = model;
	const canValidate = state.task !== 'classify' && state.history.length > 0 && disabled.validate === undefined;
	return canValidate && classCount(model) === 0 ? wrapText([['dim', wordsIn(ui.language).overview.makeTable(keyNameOf('validate'))]], columns, look) : [];
}
