/** What a key asks for. */
export type KeyCommand =
	| 'detach' | 'suspend' | 'help' | 'close-help'
	| 'focus-next' | 'focus-previous' | 'zoom'
	| 'scroll-up' | 'scroll-down' | 'page-up' | 'page-down' | 'scroll-to-start' | 'scroll-to-end'
	| 'switch-language' | 'switch-theme' | 'redraw';

export type KeyCategory = 'session' | 'move' | 'view';

/** Where a key works: everywhere, only while no overlay is open, or only in the help overlay. */
export type KeyScope = 'everywhere' | 'screen' | 'help';

/** Why a key does nothing at the moment. */
export type DisabledReason = 'nothing-to-scroll';

/** What decides whether a key works now. */
export type KeyContext = {
	readonly isHelpOpen: boolean;
	readonly canScroll: boolean;
};

export type KeyBinding = {
	readonly command: KeyCommand;
	/** Keys by name: a character, or `up`, `pageup`, `tab`, `escape`, with `ctrl+` or `shift+` before it. The first is the one to show. */
	readonly keys: readonly string[];
	readonly category: KeyCategory;
	readonly scope: KeyScope;
	/** True when it can lose work; such a key asks first, and is never Escape. */
	readonly isDanger: boolean;
	/** Place in the footer, lowest first; undefined keeps it out. */
	readonly hint?: number;
	readonly whyDisabled?: (context: KeyContext) => DisabledReason | undefined;
};

const whenScrollable = ({canScroll}: KeyContext): DisabledReason | undefined => canScroll ? undefined : 'nothing-to-scroll';

/**
THE key table. Dispatch, footer, help overlay and the readme's list come from it. Every command that Escape gives has
another key too, because tmux holds Escape back for half a second by default.
*/
export const keymap: readonly KeyBinding[] = [
	{
		command: 'close-help', keys: ['q', 'escape', 'backspace', '?', 'h', 'enter'], category: 'session', scope: 'help', isDanger: false, hint: 1,
	},
	{
		command: 'detach', keys: ['q'], category: 'session', scope: 'screen', isDanger: false, hint: 1,
	},
	{
		command: 'detach', keys: ['ctrl+c'], category: 'session', scope: 'everywhere', isDanger: false,
	},
	{
		command: 'help', keys: ['?', 'h'], category: 'session', scope: 'screen', isDanger: false, hint: 2,
	},
	{
		command: 'suspend', keys: ['ctrl+z'], category: 'session', scope: 'everywhere', isDanger: false,
	},
	{
		command: 'focus-next', keys: ['tab'], category: 'move', scope: 'screen', isDanger: false, hint: 3,
	},
	{
		command: 'focus-previous', keys: ['shift+tab'], category: 'move', scope: 'screen', isDanger: false,
	},
	{
		command: 'scroll-up', keys: ['up', 'k'], category: 'move', scope: 'everywhere', isDanger: false, hint: 4, whyDisabled: whenScrollable,
	},
	{
		command: 'scroll-down', keys: ['down', 'j'], category: 'move', scope: 'everywhere', isDanger: false, hint: 5, whyDisabled: whenScrollable,
	},
	{
		command: 'page-up', keys: ['pageup', 'ctrl+b'], category: 'move', scope: 'everywhere', isDanger: false, whyDisabled: whenScrollable,
	},
	{
		command: 'page-down', keys: ['pagedown', 'ctrl+f', 'space'], category: 'move', scope: 'everywhere', isDanger: false, whyDisabled: whenScrollable,
	},
	{
		command: 'scroll-to-start', keys: ['home', 'g'], category: 'move', scope: 'everywhere', isDanger: false, whyDisabled: whenScrollable,
	},
	{
		command: 'scroll-to-end', keys: ['end', 'G'], category: 'move', scope: 'everywhere', isDanger: false, whyDisabled: whenScrollable,
	},
	{
		command: 'zoom', keys: ['f', 'enter'], category: 'view', scope: 'screen', isDanger: false, hint: 6,
	},
	{
		command: 'switch-language', keys: ['L'], category: 'view', scope: 'everywhere', isDanger: false, hint: 7,
	},
	{
		command: 'switch-theme', keys: ['t'], category: 'view', scope: 'everywhere', isDanger: false,
	},
	{
		command: 'redraw', keys: ['ctrl+l'], category: 'view', scope: 'everywhere', isDanger: false,
	},
];

/** Whether a binding belongs to what is on screen. */
export function isInScope({scope}: KeyBinding, {isHelpOpen}: KeyContext): boolean {
	return scope === 'everywhere' || (scope === 'help') === isHelpOpen;
}

/** The command of a key, or why it does nothing now; undefined for a key without a meaning here. */
export function resolveKey(key: string, context: KeyContext): {readonly command: KeyCommand} | {readonly disabled: DisabledReason} | undefined {
	const binding = keymap.find(candidate => isInScope(candidate, context) && candidate.keys.includes(key));
	if (binding === undefined) {
		return undefined;
	}

	const disabled = binding.whyDisabled?.(context);
	return disabled === undefined ? {command: binding.command} : {disabled};
}
