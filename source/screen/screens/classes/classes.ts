import {mapValues, toRecord} from '../../../domain/record.ts';
import {count} from '../../../format/number.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import {moveCommands, type CommandAt} from '../../../keys/keymap.ts';
import type {Segment} from '../../draw/line.ts';
import {contentSize} from '../../draw/panel.ts';
import type {PlacedPanel, Room} from '../../layout.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import {scrolledTop} from '../../ui-state.ts';
import type {ScreenDefinition} from '../screen.ts';
import {
	firstRow,
	flawOf,
	flaws,
	tableName,
	viewClasses,
} from './classes-view.ts';
import {drawClass} from './draw-class.ts';
import {
	drawClasses,
	orderText,
	rowsAbove,
	rowsOfAll,
	shownRows,
} from './draw-classes.ts';
import {canDrawMap, drawMap} from './draw-map.ts';
import {drawMatrix, drawMistakes} from './draw-matrix.ts';
import {inputsOfWaiting} from './draw-waiting.ts';
import {planClasses} from './plan-classes.ts';
import {classesReducers} from './reduce-classes.ts';

function inputsOf(model: ScreenModel): readonly unknown[] {
	const {state, ui, disabled} = model;
	return [state.classes, state.classTables, state.lastValidation, state.probe, state.trainingLabels, disabled.validate, ui.classes, ui.language, ...(viewClasses(model).table === undefined ? inputsOfWaiting(model) : [])];
}

/** Heading and legend. */
const matrixTextRows = 3;

const isMatrixShown = ({state, ui}: ScreenModel): boolean => ui.classes.isMatrix && state.probe?.matrix !== undefined;

function plan(model: ScreenModel, room: Room): readonly PlacedPanel[] {
	const view = viewClasses(model);
	const frameRows = room.rows - contentSize({width: room.columns, height: room.rows, frame: room.frame === 'none' ? 'rule' : room.frame}).rows;
	return planClasses({
		matrixRows: isMatrixShown(model) ? model.state.probe!.matrix!.names.length + matrixTextRows + frameRows : undefined,
		tableRows: rowsOfAll(view) + frameRows, hasClasses: view.rows.length > 0, hasMap: canDrawMap(view.rows), isOpen: model.ui.classes.isOpen,
	}, room);
}

function pageOf(model: ScreenModel, placed: readonly PlacedPanel[]): number {
	return shownRows(viewClasses(model), contentSize(placed[0]!).rows);
}

/** What is done to the table does nothing while the matrix is in its place. */
const tableCommands = ['sort-next', 'sort-previous', 'sort-reverse', 'worst-first', 'compare-classes', 'filter-classes'] as const;

/** The table by class: what is learned, what is not, and what has changed. */
export const classes: ScreenDefinition<CommandAt<'classes'>> = {
	id: 'classes',
	panels: {
		classes: {
			title: ({words}) => words.panel.classes,
			inputs: inputsOf,
			draw: drawClasses,
			subtitle: model => viewClasses(model).rows.length === 0 ? '' : orderText(viewClasses(model), model),
			detail(model) {
				const {rows, table, words} = viewClasses(model);
				const of = table?.scope === undefined ? '' : (table.scope === 'epoch' ? tableName(table, words) : words.shortScope[table.scope]);
				const again: readonly Segment[] = model.disabled.validate === undefined ? [['accent', keyNameOf('validate')], ['label', ` ${words.again}`]] : [];
				return rows.length === 0 ? [] : [['dim', of], ...(of !== '' && again.length > 0 ? [['faint', ` ${model.look.glyphs.dot} `] as const] : []), ...again];
			},
			scroll(model, rows) {
				const view = viewClasses(model);
				const shown = shownRows(view, rows);
				return {first: firstRow(view.chosen, view.rows.length, shown), shown, all: view.rows.length};
			},
		},
		class: {
			title(model) {
				const {rows, chosen} = viewClasses(model);
				return rows[chosen]?.name ?? '';
			},
			subtitle(model) {
				const {rows, chosen, few, words} = viewClasses(model);
				const flaw = rows[chosen] === undefined ? undefined : flawOf(rows[chosen], few);
				return flaw === undefined ? '' : words[flaws[flaw].legend];
			},
			inputs: inputsOf,
			draw: drawClass,
			detail(model) {
				const {rows, table, chosen, words} = viewClasses(model);
				return rows.length === 0 ? [] : [['dim', words.position(count(chosen + 1), count(rows.length), count(table?.classes.length ?? 0))]];
			},
		},
		matrix: {
			title: model => viewClasses(model).words.matrix,
			inputs: inputsOf,
			draw: drawMatrix,
			detail: ({state, ui}) => [['dim', state.probe?.matrix === undefined ? '' : wordsIn(ui.language).classes.matrixOf(String(state.probe.matrix.epoch))]],
		},
		mistakes: {
			title: model => viewClasses(model).words.mistakes,
			inputs: inputsOf,
			draw: drawMistakes,
		},
		map: {
			title: model => viewClasses(model).words.map,
			subtitle: model => viewClasses(model).words.mapHint,
			inputs: inputsOf,
			draw: drawMap,
		},
	},
	plan,
	focus: (ui, model) => isMatrixShown(model) ? 'matrix' : (ui.classes.isOpen ? 'class' : 'classes'),
	// What scrolls is the chosen class; the table follows it.
	scrollRange(model, placed) {
		const {chosen, rows} = viewClasses(model);
		return {top: chosen, last: Math.max(0, rows.length - 1), page: pageOf(model, placed)};
	},
	commands: {
		...toRecord(moveCommands, command => (ui, {range}) => ({...ui, classes: {...ui.classes, chosen: scrolledTop(command, range)}})),
		...mapValues(classesReducers, reduce => (ui, {model}) => {
			const {rows, columns, earlier} = viewClasses(model);
			const next = reduce(ui.classes, {
				count: rows.length, keys: columns.filter(({kind}) => kind !== 'curve').map(({key}) => key), hasEarlier: earlier !== undefined, hasMatrix: model.state.probe?.matrix !== undefined,
			});
			return next === ui.classes ? ui : {...ui, classes: next};
		}),
		'filter-classes': {opens: 'filter'},
	},
	/** Chooses a class; the chosen one is shown in words. */
	click(ui, {panel, row, rows: rowsOfPanel}, {model, range}) {
		const {rows, chosen} = viewClasses(model);
		const place = row - rowsAbove(viewClasses(model), rowsOfPanel);
		const index = firstRow(chosen, rows.length, range.page) + place;
		return panel !== 'classes' || place < 0 || place >= range.page || rows[index] === undefined
			? ui
			: {...ui, classes: {...ui.classes, chosen: index, isOpen: ui.classes.isOpen || index === chosen}};
	},
	disabled: model => ({
		...(viewClasses(model).earlier === undefined && {'compare-classes': 'nothing-to-compare'}),
		...(model.state.probe?.matrix === undefined && {'show-matrix': 'no-matrix'}),
		...(isMatrixShown(model) && Object.fromEntries(tableCommands.map(command => [command, 'not-here' as const]))),
	}),
	prompts: {
		filter: {
			label: model => viewClasses(model).words.filterLabel,
			initial: ui => ui.classes.filter,
			apply: (ui, text) => ({...ui, classes: {...ui.classes, filter: text, chosen: 0}}),
		},
	},
};
