import {mapValues, toRecord} from '../../../domain/record.ts';
import {count} from '../../../format/number.ts';
import {moveCommands, type CommandAt} from '../../../keys/keymap.ts';
import {contentSize} from '../../draw/panel.ts';
import type {PlacedPanel, Room} from '../../layout.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {scrolledTop} from '../../ui-state.ts';
import type {ScreenDefinition} from '../screen.ts';
import {viewClasses, firstRow} from './classes-view.ts';
import {drawClass} from './draw-class.ts';
import {drawClasses, rowsOfAll, shownRows} from './draw-classes.ts';
import {classesReducers} from './reduce-classes.ts';

/** From this width on a class is shown beside the table. */
const besideColumns = 130;

function inputsOf({state, ui, disabled}: ScreenModel): readonly unknown[] {
	return [state.classes, state.classTables, state.lastValidation, state.task, state.history.length > 0, disabled.validate, ui.classes, ui.language];
}

/** Where the chosen class is read without being opened there must be room for all that is said of it. */
const fewestClassRows = 16;

function plan(model: ScreenModel, room: Room): readonly PlacedPanel[] {
	const {y, columns, rows} = room;
	const frame = room.frame === 'none' ? 'rule' : room.frame;
	const view = viewClasses(model);
	const isOpen = model.ui.classes.isOpen && view.rows.length > 0;
	const whole = {
		x: 0, y, width: columns, height: rows, frame,
	};
	if (view.rows.length > 0 && columns >= besideColumns) {
		return placeBeside(whole);
	}

	const tableRows = rows - contentSize(whole).rows + rowsOfAll(view);
	return !isOpen && view.rows.length > 0 && rows - tableRows >= fewestClassRows
		? [{id: 'classes', ...whole, height: tableRows}, {
			id: 'class', ...whole, y: y + tableRows, height: rows - tableRows,
		}]
		: [{id: isOpen ? 'class' : 'classes', ...whole}];
}

function placeBeside(whole: Omit<PlacedPanel, 'id'>): readonly PlacedPanel[] {
	const gap = whole.frame === 'box' ? 0 : 2;
	const width = Math.floor(whole.width * 0.4);
	return [
		{id: 'classes', ...whole, width: whole.width - width - gap},
		{
			id: 'class', ...whole, x: whole.width - width, width,
		},
	];
}

function pageOf(model: ScreenModel, placed: readonly PlacedPanel[]): number {
	return shownRows(viewClasses(model), contentSize(placed[0]!).rows);
}

/** The table by class: what is learned, what is not, and what has changed. */
export const classes: ScreenDefinition<CommandAt<'classes'>> = {
	id: 'classes',
	panels: {
		classes: {
			title: ({words}) => words.panel.classes,
			inputs: inputsOf,
			draw: drawClasses,
			detail(model) {
				const {rows, table, chosen, words} = viewClasses(model);
				return rows.length === 0 ? [] : [['dim', words.position(count(chosen + 1), count(rows.length), count(table?.classes.length ?? 0))]];
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
			inputs: inputsOf,
			draw: drawClass,
		},
	},
	plan,
	focus: ui => ui.classes.isOpen ? 'class' : 'classes',
	// What scrolls is the chosen class; the table follows it.
	scrollRange(model, placed) {
		const {chosen, rows} = viewClasses(model);
		return {top: chosen, last: Math.max(0, rows.length - 1), page: pageOf(model, placed)};
	},
	commands: {
		...toRecord(moveCommands, command => (ui, {range}) => ({...ui, classes: {...ui.classes, chosen: scrolledTop(command, range)}})),
		...mapValues(classesReducers, reduce => (ui, {model}) => {
			const {rows, columns, earlier} = viewClasses(model);
			const next = reduce(ui.classes, {count: rows.length, keys: columns.map(({key}) => key), hasEarlier: earlier !== undefined});
			return next === ui.classes ? ui : {...ui, classes: next};
		}),
		'filter-classes': {opens: 'filter'},
	},
	/** Chooses a class; the chosen one is shown in words. */
	click(ui, {panel, row}, {model, range}) {
		const {rows, table, chosen} = viewClasses(model);
		const place = row - 1 - (table?.summary === undefined ? 0 : 1);
		const index = firstRow(chosen, rows.length, range.page) + place;
		return panel !== 'classes' || place < 0 || place >= range.page || rows[index] === undefined
			? ui
			: {...ui, classes: {...ui.classes, chosen: index, isOpen: ui.classes.isOpen || index === chosen}};
	},
	disabled: model => viewClasses(model).earlier === undefined ? {'compare-classes': 'nothing-to-compare'} : {},
	prompts: {
		filter: {
			label: model => viewClasses(model).words.filterLabel,
			initial: ui => ui.classes.filter,
			apply: (ui, text) => ({...ui, classes: {...ui.classes, filter: text, chosen: 0}}),
		},
	},
};
