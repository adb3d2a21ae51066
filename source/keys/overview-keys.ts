import type {KeyBinding} from './binding.ts';

/** The overview: which panel is in focus. */
export const overviewKeys = [
	{
		command: 'focus-next', keys: ['right', 'o'], category: 'move', places: ['overview'], hint: 21,
	},
	{
		command: 'focus-previous', keys: ['left', 'O'], category: 'move', places: ['overview'], hint: 20,
	},
	{
		command: 'zoom', keys: ['f', 'enter'], category: 'view', places: ['overview'], hint: 40,
	},
] as const satisfies readonly KeyBinding[];
