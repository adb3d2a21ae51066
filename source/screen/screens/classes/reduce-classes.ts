import type {CommandAt} from '../../../keys/keymap.ts';
import type {ClassKey} from './class-columns.ts';
import type {ClassesUi} from './classes-ui.ts';

/** What the commands of the table need to know. */
export type ClassesContext = {
	/** Classes that pass the filter. */
	readonly count: number;
	/** Columns that can be sorted by, from left to right. */
	readonly keys: readonly ClassKey[];
	readonly hasEarlier: boolean;
	readonly hasMatrix: boolean;
};

/** The commands that the table answers by itself. */
export type ClassesCommand = Exclude<CommandAt<'classes'>, 'filter-classes'>;

/** The state of the table after each of its commands; the same object when nothing changes. Scrolling chooses another class. */
export const classesReducers: Readonly<Record<ClassesCommand, (ui: ClassesUi, context: ClassesContext) => ClassesUi>> = {
	'show-class': (ui, {count}) => count === 0 ? ui : {...ui, isOpen: !ui.isOpen, isMatrix: false},
	'show-matrix': (ui, {hasMatrix}) => hasMatrix ? {...ui, isMatrix: !ui.isMatrix, isOpen: false} : ui,
	'sort-next': (ui, context) => sortBy(ui, 1, context),
	'sort-previous': (ui, context) => sortBy(ui, -1, context),
	'sort-reverse': ui => ({...ui, isReversed: !ui.isReversed, chosen: 0}),
	'worst-first': ui => ({
		...ui, sort: 'worst', isReversed: false, chosen: 0,
	}),
	'compare-classes': (ui, {hasEarlier}) => hasEarlier ? {...ui, compare: ui.compare === 'previous' ? 'best' : 'previous'} : ui,
	'leave-class'(ui) {
		if (ui.isOpen || ui.isMatrix) {
			return {...ui, isOpen: false, isMatrix: false};
		}

		return ui.filter === '' ? ui : {...ui, filter: '', chosen: 0};
	},
};

/** Through the orders: worst first, every column, as printed. Names begin at A, figures at the worst. */
function sortBy(ui: ClassesUi, step: number, {keys}: ClassesContext): ClassesUi {
	const orders = ['worst', ...keys, 'printed'] as const;
	const sort = orders[(Math.max(0, orders.indexOf(ui.sort)) + step + orders.length) % orders.length]!;
	return {
		...ui, sort, isReversed: false, chosen: 0,
	};
}
