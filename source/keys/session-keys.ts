import type {KeyBinding} from './binding.ts';

/** Leaving, help, and what is about yolotop itself. */
export const sessionKeys = [
	{
		command: 'detach', keys: ['q'], category: 'session', places: ['screens'], hint: 1,
	},
	{
		command: 'detach', keys: ['ctrl+c'], category: 'session', places: ['always'],
	},
	{
		command: 'help', keys: ['?', 'h'], category: 'session', places: ['screens'], hint: 2,
	},
	{
		command: 'palette', keys: [':'], category: 'session', places: ['screens'], hint: 3,
	},
	{
		command: 'suspend', keys: ['ctrl+z'], category: 'session', places: ['always'],
	},
	{
		command: 'redraw', keys: ['ctrl+l'], category: 'session', places: ['always'],
	},
] as const satisfies readonly KeyBinding[];
