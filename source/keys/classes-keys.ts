import type {KeyBinding} from './binding.ts';

/** The table by class: its order, which class is chosen, and what it is compared with. */
export const classesKeys = [
	{
		command: 'show-class', keys: ['enter', 'f'], category: 'classes', places: ['classes'], hint: 6,
	},
	{
		command: 'sort-next', keys: ['right', 'o'], category: 'classes', places: ['classes'], hint: 8,
	},
	{
		command: 'sort-previous', keys: ['left'], category: 'classes', places: ['classes'], hint: 7,
	},
	{
		command: 'sort-reverse', keys: ['O'], category: 'classes', places: ['classes'], hint: 33,
	},
	{
		command: 'worst-first', keys: ['w'], category: 'classes', places: ['classes'], hint: 32,
	},
	{
		command: 'compare-classes', keys: ['v'], category: 'classes', places: ['classes'], hint: 34,
	},
	{
		command: 'filter-classes', keys: ['/'], category: 'classes', places: ['classes'], hint: 35,
	},
	{
		command: 'leave-class', keys: ['escape', 'backspace'], category: 'classes', places: ['classes'],
	},
] as const satisfies readonly KeyBinding[];
