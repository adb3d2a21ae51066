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
		command: 'show-explanations', keys: ['I'], category: 'session', places: ['screens', 'help'], hint: 17,
	},
	{
		command: 'explain-text', keys: ['?', 'I'], category: 'session', places: ['pane'], hint: 3,
	},
	{
		command: 'next-number', keys: ['right', 'n', 'tab'], category: 'session', places: ['explain'], hint: 3,
	},
	{
		command: 'previous-number', keys: ['left', 'N', 'shift+tab'], category: 'session', places: ['explain'], hint: 2,
	},
] as const satisfies readonly KeyBinding[];
