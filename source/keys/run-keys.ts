import type {KeyBinding} from './binding.ts';

/** What is done to the run and its container. Whatever can lose work asks first. */
export const runKeys = [
	{
		command: 'stop', keys: ['s'], category: 'run', places: ['screens'], isDanger: true, hint: 12,
	},
	{
		command: 'pause', keys: ['p'], category: 'run', places: ['screens'], hint: 13,
	},
	{
		command: 'resume', keys: ['r'], category: 'run', places: ['screens'], hint: 14,
	},
	{
		command: 'relaunch', keys: ['e'], category: 'run', places: ['screens', 'pane'], isDanger: true, hint: 15,
	},
	{
		command: 'cancel-action', keys: ['x'], category: 'run', places: ['screens'], hint: 11,
	},
	{
		command: 'restart', keys: ['ctrl+r'], category: 'run', places: ['screens'], isDanger: true,
	},
	{
		command: 'remove', keys: ['D'], category: 'run', places: ['screens'], isDanger: true,
	},
	{
		command: 'copy-out', keys: ['C'], category: 'run', places: ['screens'],
	},
	{
		command: 'shell', keys: ['E'], category: 'run', places: ['screens'],
	},
	{
		command: 'validate', keys: ['V'], category: 'run', places: ['screens'],
	},
	{
		command: 'detect', keys: ['P'], category: 'run', places: ['screens'],
	},
	{
		command: 'tensorboard', keys: ['B'], category: 'run', places: ['screens'],
	},
	{
		command: 'journal', keys: ['J'], category: 'run', places: ['screens'],
	},
] as const satisfies readonly KeyBinding[];
