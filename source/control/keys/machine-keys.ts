import type {KeyBinding} from './binding.ts';

/** What is wrong, what can be done about it, and what the numbers mean. */
export const machineKeys = [
	{
		command: 'show-diagnoses', keys: ['!'], category: 'session', places: ['screens'], hint: 16,
	},
	{
		command: 'show-doctor', keys: ['d'], category: 'session', places: ['screens'],
	},
	{
		command: 'show-advice', keys: ['a'], category: 'session', places: ['screens'],
	},
	{
		command: 'show-reading', keys: ['i'], category: 'session', places: ['screens'],
	},
	{
		command: 'show-explanations', keys: ['I'], category: 'session', places: ['screens'],
	},
] as const satisfies readonly KeyBinding[];
