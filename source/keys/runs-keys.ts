import type {KeyBinding} from './binding.ts';

/** The list of containers and runs. */
export const runsKeys = [
	{
		command: 'open-run', keys: ['enter'], category: 'runs', places: ['runs'], hint: 5,
	},
	{
		command: 'mark-run', keys: ['space'], category: 'runs', places: ['runs'], hint: 6,
	},
	{
		command: 'compare-runs', keys: ['c'], category: 'runs', places: ['runs'], hint: 7,
	},
	{
		command: 'filter-runs', keys: ['/'], category: 'runs', places: ['runs'], hint: 8,
	},
	{
		command: 'sort-runs', keys: ['o'], category: 'runs', places: ['runs'], hint: 9,
	},
	{
		command: 'leave-comparison', keys: ['escape', 'backspace'], category: 'runs', places: ['runs'],
	},
] as const satisfies readonly KeyBinding[];
