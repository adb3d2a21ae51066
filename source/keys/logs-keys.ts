import type {KeyBinding} from './binding.ts';

/** The log: finding, keeping and taking lines. */
export const logsKeys = [
	{
		command: 'search-log', keys: ['/'], category: 'logs', places: ['logs'], hint: 4,
	},
	{
		command: 'next-hit', keys: ['n'], category: 'logs', places: ['logs'], hint: 5,
	},
	{
		command: 'previous-hit', keys: ['N'], category: 'logs', places: ['logs'], hint: 6,
	},
	{
		command: 'filter-log', keys: ['&'], category: 'logs', places: ['logs'], hint: 7,
	},
	{
		command: 'next-problem', keys: [']'], category: 'logs', places: ['logs'],
	},
	{
		command: 'previous-problem', keys: ['['], category: 'logs', places: ['logs'], hint: 8,
	},
	{
		command: 'switch-wrap', keys: ['w'], category: 'logs', places: ['logs'], hint: 25,
	},
	{
		command: 'log-left', keys: ['left'], category: 'logs', places: ['logs'],
	},
	{
		command: 'log-right', keys: ['right'], category: 'logs', places: ['logs'],
	},
	{
		command: 'switch-times', keys: ['T'], category: 'logs', places: ['logs'], hint: 26,
	},
	{
		command: 'select-lines', keys: ['v'], category: 'logs', places: ['logs'], hint: 27,
	},
	{
		command: 'save-log', keys: ['W'], category: 'logs', places: ['logs'], hint: 29,
	},
	{
		command: 'step-back', keys: ['escape', 'backspace'], category: 'logs', places: ['logs'],
	},
] as const satisfies readonly KeyBinding[];
