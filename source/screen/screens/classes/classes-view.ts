import {fewExamples, isBelowConfidence, isNeverDetected} from '../../../checks/class-table.ts';
import type {ClassTable, ClassTables, ValidationRow} from '../../../domain/validation.ts';
import {selectTrainingLabels} from '../../../run/select-training-labels.ts';
import {selectClassTables} from '../../../run/select-class-tables.ts';
import type {ScreenModel} from '../../panels/model.ts';
import type {Glyphs} from '../../theme/glyphs.ts';
import {type Words, wordsIn} from '../../../words/words.ts';
import {columnsOf, type ClassColumn} from './class-columns.ts';
import {orderClasses} from './class-order.ts';
import type {ClassesUi} from './classes-ui.ts';

/** The table by class with everything that is drawn of it. */
export type ClassesView = {
	readonly words: Words['classes'];
	/** The table that is shown; undefined when there is none. */
	readonly table: Partial<ClassTable> & Pick<ClassTable, 'classes'> | undefined;
	/** The earlier table that it is compared with. */
	readonly earlier: ClassTable | undefined;
	/** All tables that are known. */
	readonly tables: ClassTables;
	readonly columns: readonly ClassColumn[];
	/** The classes in the chosen order. */
	readonly rows: readonly ValidationRow[];
	readonly chosen: number;
	readonly few: ReadonlySet<ValidationRow>;
	/** Labels of the training split by class; undefined where they are not known. */
	readonly training: ReadonlyMap<string, number> | undefined;
};

type Input = Pick<ScreenModel, 'state' | 'ui'>;

type Known = Pick<ScreenModel['state'], 'classTables' | 'classes' | 'lastValidation' | 'probe' | 'history' | 'trainingLabels'> & {readonly language: string; readonly view: ClassesView};

const known = new WeakMap<ClassesUi, Known>();

/** The view for this state; computed once, because a thousand classes take a while to sort. */
export function viewClasses({state, ui}: Input): ClassesView {
	const before = known.get(ui.classes);
	const {classTables, classes, lastValidation, probe, history, trainingLabels} = state;
	if (before !== undefined && before.classTables === classTables && before.classes === classes && before.lastValidation === lastValidation && before.probe === probe && before.trainingLabels === trainingLabels && (probe === undefined || before.history === history) && before.language === ui.language) {
		return before.view;
	}

	const view = makeView({state, ui});
	known.set(ui.classes, {
		classTables, classes, ...(lastValidation && {lastValidation}), probe, history, trainingLabels, language: ui.language, view,
	});
	return view;
}

function makeView({state, ui}: Input): ClassesView {
	const {classes, lastValidation} = state;
	const words = wordsIn(ui.language).classes;
	const tables = selectClassTables(state);
	const table = tables.current ?? (classes.length === 0 ? undefined : {classes, ...(lastValidation && {summary: lastValidation})});
	const earlier = tables[ui.classes.compare] ?? tables.previous;
	const past = new Map((earlier === undefined ? [] : [earlier.summary, ...earlier.classes]).map(row => [row.name, row]));
	const all = table?.classes ?? [];
	const columns = columnsOf(all, words, {
		hasCurve: all.some(row => pastOf(row, tables).length > 1),
		change: earlier && {header: words.change[earlier === tables.best && ui.classes.compare === 'best' ? 'best' : 'previous'], of: row => changeOf(row, past.get(row.name))},
	});
	const rows = orderClasses(all, columns, ui.classes);
	return {
		words, table, earlier, tables, columns, rows, chosen: Math.max(0, Math.min(rows.length - 1, ui.classes.chosen)), few: new Set(fewExamples(all)), training: selectTrainingLabels(state),
	};
}

/** MAP50-95 of a class in each table so far, with the epoch where the table is of one; the current table is the last. */
export function pastOf(row: ValidationRow, {past = [], current: table}: ClassTables): ReadonlyArray<{readonly epoch: number | undefined; readonly value: number}> {
	const earlier = past.flatMap(({epoch, map50To95}) => Object.hasOwn(map50To95, row.name) ? [{epoch, value: map50To95[row.name]!}] : []);
	const {map50To95: current} = row.metrics;
	return (current === undefined ? earlier : [...earlier, {epoch: table?.epoch, value: current}]).filter(({value}) => Number.isFinite(value));
}

/** How much mAP50-95 has changed; undefined where one of the two is not known. */
export function changeOf(row: ValidationRow, before: ValidationRow | undefined): number | undefined {
	const [present, past] = [row.metrics.map50To95, before?.metrics.map50To95];
	return present === undefined || past === undefined ? undefined : present - past;
}

/** What needs work: the sign, so that colour is never needed, and the words beside it. */
export const flaws = {
	never: {token: 'bad', sign: ({marks}: Glyphs) => marks.bad, legend: 'legendNever'},
	below: {token: 'warning', sign: () => '?', legend: 'legendBelow'},
	few: {token: 'warning', sign: () => '!', legend: 'legendFew'},
} as const;

/** What needs work at first sight, beside its colour. */
export function flawOf(row: ValidationRow, few: ReadonlySet<ValidationRow>): keyof typeof flaws | undefined {
	if (isNeverDetected(row)) {
		return 'never';
	}

	return isBelowConfidence(row) ? 'below' : (few.has(row) ? 'few' : undefined);
}

/** Of which validation a table is. */
export function tableName({scope, epoch}: Partial<ClassTable>, words: Words['classes']): string {
	return scope === 'epoch' && epoch !== undefined ? words.ofEpoch(String(epoch)) : (scope === undefined || scope === 'epoch' ? '' : words.scope[scope]);
}

/** The first row that is shown so that the chosen one is in sight, as near to the middle as the ends allow. */
export function firstRow(chosen: number, count: number, shown: number): number {
	return Math.max(0, Math.min(count - shown, chosen - Math.floor(shown / 2)));
}
