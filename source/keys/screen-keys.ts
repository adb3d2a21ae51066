import type {KeyBinding} from './binding.ts';

/** Which screen is shown, and how. */
export const screenKeys = [
	{
		command: 'next-screen', keys: ['tab'], category: 'screens', places: ['screens'], hint: 10,
	},
	{
		command: 'previous-screen', keys: ['shift+tab'], category: 'screens', places: ['screens'],
	},
	{
		command: 'show-overview', keys: ['1'], category: 'screens', places: ['screens'],
	},
	{
		command: 'show-charts', keys: ['2'], category: 'screens', places: ['screens'],
	},
	{
		command: 'show-classes', keys: ['3'], category: 'screens', places: ['screens'],
	},
	{
		command: 'show-logs', keys: ['4'], category: 'screens', places: ['screens'],
	},
	{
		command: 'show-resources', keys: ['5'], category: 'screens', places: ['screens'],
	},
	{
		command: 'show-runs', keys: ['6'], category: 'screens', places: ['screens'],
	},
	{
		command: 'switch-language', keys: ['L'], category: 'view', places: ['everywhere'], hint: 90,
	},
	{
		command: 'switch-theme', keys: ['t'], category: 'view', places: ['everywhere'],
	},
] as const satisfies readonly KeyBinding[];
