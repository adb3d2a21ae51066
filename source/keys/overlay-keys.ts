import type {KeyBinding} from './binding.ts';

/**
What lies over the screen. Every command that Escape gives has another key too, because tmux holds Escape back for half a
second by default.
*/
export const overlayKeys = [
	{
		command: 'close-overlay', keys: ['q', 'escape', 'backspace', '?', 'h', 'enter'], category: 'session', places: ['help'], hint: 1,
	},
	{
		command: 'search-help', keys: ['/'], category: 'session', places: ['help'], hint: 2,
	},
	{
		command: 'close-overlay', keys: ['q', 'escape', 'backspace', 'enter'], category: 'session', places: ['pane'], hint: 1,
	},
	{
		command: 'close-overlay', keys: ['q', 'escape', 'backspace', 'enter', 'I', '?'], category: 'session', places: ['explain'], hint: 1,
	},
	{
		command: 'close-overlay', keys: ['q', 'escape', 'backspace'], category: 'session', places: ['dialog'], hint: 3,
	},
	{
		command: 'next-choice', keys: ['tab', 'right', 'down'], category: 'session', places: ['dialog'], hint: 1,
	},
	{
		command: 'previous-choice', keys: ['shift+tab', 'left', 'up'], category: 'session', places: ['dialog'],
	},
	{
		command: 'accept', keys: ['enter'], category: 'typing', places: ['dialog', 'prompt', 'palette', 'form'], hint: 2,
	},
	{
		command: 'cancel-typing', keys: ['escape', 'ctrl+g'], category: 'typing', places: ['prompt', 'palette', 'form'], hint: 3,
	},
	{
		command: 'previous-entry', keys: ['up', 'shift+tab', 'ctrl+p'], category: 'typing', places: ['prompt', 'palette', 'form'],
	},
	{
		command: 'next-entry', keys: ['down', 'tab', 'ctrl+n'], category: 'typing', places: ['prompt', 'palette', 'form'],
	},
] as const satisfies readonly KeyBinding[];
