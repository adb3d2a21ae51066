import type {KeyBinding} from './binding.ts';

/** What concerns the terminal rather than the run. */
export const terminalKeys = [
	{
		command: 'copy', keys: ['y', 'Y'], category: 'view', places: ['logs'], hint: 28,
	},
	{
		command: 'copy', keys: ['Y', 'ctrl+y'], category: 'view', places: ['screens'],
	},
	{
		command: 'copy', keys: ['ctrl+y'], category: 'view', places: ['dialog', 'pane'],
	},
	{
		command: 'switch-mouse', keys: ['M'], category: 'view', places: ['everywhere'],
	},
	{
		command: 'switch-compact', keys: ['z'], category: 'view', places: ['screens'],
	},
] as const satisfies readonly KeyBinding[];
