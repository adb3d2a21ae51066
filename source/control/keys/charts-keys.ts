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
		command: 'charts-up', keys: ['up', 'k'], category: 'charts', places: ['charts'],
	},
	{
		command: 'charts-down', keys: ['down', 'j'], category: 'charts', places: ['charts'],
	},
	{
		command: 'next-chart', keys: ['n'], category: 'charts', places: ['charts'], hint: 25,
	},
	{
		command: 'previous-chart', keys: ['p'], category: 'charts', places: ['charts'],
	},
	{
		command: 'enlarge-chart', keys: ['enter', 'f'], category: 'charts', places: ['charts'], hint: 22,
	},
	{
		command: 'zoom-in', keys: ['+', '='], category: 'charts', places: ['charts'], hint: 33,
	},
	{
		command: 'zoom-out', keys: ['-', '_'], category: 'charts', places: ['charts'], hint: 34,
	},
	{
		command: 'pan-left', keys: ['<', ','], category: 'charts', places: ['charts'],
	},
	{
		command: 'pan-right', keys: ['>', '.'], category: 'charts', places: ['charts'],
	},
	{
		command: 'reset-chart', keys: ['0'], category: 'charts', places: ['charts'], hint: 35,
	},
	{
		command: 'switch-log-scale', keys: ['y'], category: 'charts', places: ['charts'], hint: 30,
	},
	{
		command: 'switch-smoothing', keys: ['m'], category: 'charts', places: ['charts'], hint: 31,
	},
	{
		command: 'switch-x-axis', keys: ['x'], category: 'charts', places: ['charts'], hint: 32,
	},
	{
		command: 'cursor-back', keys: ['pageup', 'ctrl+b'], category: 'charts', places: ['charts'],
	},
	{
		command: 'cursor-on', keys: ['pagedown', 'ctrl+f', 'space'], category: 'charts', places: ['charts'],
	},
	{
		command: 'cursor-to-start', keys: ['home', 'g'], category: 'charts', places: ['charts'],
	},
	{
		command: 'cursor-to-end', keys: ['end', 'G'], category: 'charts', places: ['charts'],
	},
	{
		command: 'filter-charts', keys: ['/'], category: 'charts', places: ['charts'], hint: 36,
	},
	{
		command: 'leave-chart', keys: ['escape', 'backspace'], category: 'charts', places: ['charts'],
	},
] as const satisfies readonly KeyBinding[];
