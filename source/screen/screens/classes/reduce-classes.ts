import type {ClassKey} from './class-columns.ts';
import type {ClassesUi} from './classes-ui.ts';

/** What the commands of the table need to know. */
export type ClassesContext = {
	/** Classes that pass the filter. */
	readonly count: number;
	/** Columns that can be sorted by, from left to right. */
	readonly keys: readonly ClassKey[];
	readonly hasEarlier: boolean;
};

/** The state of the table after a command that is its own; the same object when nothing changes. Scrolling chooses another class. */
export function reduceClasses(ui: ClassesUi, command: string, context: ClassesContext): ClassesUi {
	switch (command) {
		case 'show-class': {
			return context.count === 0 ? ui : {...ui, isOpen: !ui.isOpen};
		}

		case 'sort-next': {
			return sortBy(ui, 1, context);
		}

		case 'sort-previous': {
			return sortBy(ui, -1, context);
		}

		case 'sort-reverse': {
			return {...ui, isReversed: !ui.isReversed, chosen: 0};
		}

		case 'worst-first': {
			return {
				...ui, sort: 'worst', isReversed: false, chosen: 0,
			};
		}

		case 'compare-classes': {
			return context.hasEarlier ? {...ui, compare: ui.compare === 'previous' ? 'best' : 'previous'} : ui;
		}

		case 'leave-class': {
			if (ui.isOpen) {
				return {...ui, isOpen: false};
			}

			return ui.filter === '' ? ui : {...ui, filter: '', chosen: 0};
		}

		default: {
			return ui;
		}
	}
}

/** Through the orders: worst first, every column, as printed. Names begin at A, figures at the worst. */
function sortBy(ui: ClassesUi, step: number, {keys}: ClassesContext): ClassesUi {
	const orders = ['worst', ...keys, 'printed'] as const;
	const sort = orders[(Math.max(0, orders.indexOf(ui.sort)) + step + orders.length) % orders.length]!;
	return {
		...ui, sort, isReversed: false, chosen: 0,
	};
}
