import type {KeyBinding} from './binding.ts';

/** The charts: which one, how it is drawn, and which values are read. */
export const chartsKeys = [
	{
		command: 'charts-left', keys: ['left', 'h'], category: 'charts', places: ['charts'], hint: 20,
	},
	{
		command: 'charts-right', keys: ['right', 'l'], category: 'charts', places: ['charts'], hint: 21,
	},
	{
		command: 'next-chart', keys: ['n'], category: 'charts', places: ['charts'], hint: 29,
	},
	{
		command: 'previous-chart', keys: ['N'], category: 'charts', places: ['charts'],
	},
	{
		command: 'enlarge-chart', keys: ['enter', 'f'], category: 'charts', places: ['charts'], hint: 6,
	},
	{
		command: 'zoom-in', keys: ['+', '='], category: 'charts', places: ['charts'], hint: 26,
	},
	{
		command: 'zoom-out', keys: ['-', '_'], category: 'charts', places: ['charts'], hint: 27,
	},
	{
		command: 'pan-left', keys: ['<', ','], category: 'charts', places: ['charts'],
	},
	{
		command: 'pan-right', keys: ['>', '.'], category: 'charts', places: ['charts'],
	},
	{
		command: 'reset-chart', keys: ['0'], category: 'charts', places: ['charts'], hint: 28,
	},
	{
		command: 'switch-log-scale', keys: ['y'], category: 'charts', places: ['charts'], hint: 23,
	},
	{
		command: 'switch-smoothing', keys: ['m'], category: 'charts', places: ['charts'], hint: 24,
	},
	{
		command: 'switch-x-axis', keys: ['X'], category: 'charts', places: ['charts'], hint: 25,
	},
	{
		command: 'filter-charts', keys: ['/'], category: 'charts', places: ['charts'], hint: 30,
	},
	{
		command: 'leave-chart', keys: ['escape', 'backspace'], category: 'charts', places: ['charts'],
	},
] as const satisfies readonly KeyBinding[];
