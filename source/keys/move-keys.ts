import type {KeyBinding} from './binding.ts';

/** Moving in what is in focus. */
export const moveKeys = [
	{
		command: 'scroll-up', keys: ['up', 'k'], category: 'move', places: ['everywhere'], hint: 30, needsScroll: true,
	},
	{
		command: 'scroll-down', keys: ['down', 'j'], category: 'move', places: ['everywhere'], hint: 31, needsScroll: true,
	},
	{
		command: 'page-up', keys: ['pageup', 'ctrl+b'], category: 'move', places: ['everywhere'], needsScroll: true,
	},
	{
		command: 'page-down', keys: ['pagedown', 'ctrl+f', 'space'], category: 'move', places: ['everywhere'], needsScroll: true,
	},
	{
		command: 'scroll-to-start', keys: ['home', 'g'], category: 'move', places: ['everywhere'], needsScroll: true,
	},
	{
		command: 'scroll-to-end', keys: ['end', 'G'], category: 'move', places: ['everywhere'], needsScroll: true,
	},
] as const satisfies readonly KeyBinding[];
