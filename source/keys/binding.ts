/** The screens whose names stand above every screen, in the order of their number keys. */
export const tabIds = ['overview', 'charts', 'classes', 'logs', 'resources', 'runs'] as const;

/** All screens, in that order. */
export const screenIds = [...tabIds, 'pictures'] as const;

export type ScreenId = (typeof screenIds)[number];

/**
What is over a screen: the help, a text to read, what the numbers mean, a question with a few answers, a line or a list to type into, a form.
*/
export type OverlayKind = 'help' | 'pane' | 'explain' | 'dialog' | 'prompt' | 'palette' | 'form';

/**
Where a key works: on one screen or overlay, on every screen while nothing is over it (`screens`), wherever nothing is being
typed (`everywhere`), or `always`.
*/
export type KeyPlace = ScreenId | OverlayKind | 'screens' | 'everywhere' | 'always';

/** The part of the help that a key is listed in. */
export type KeyCategory = 'session' | 'look' | 'screens' | 'move' | 'view' | 'run' | 'charts' | 'classes' | 'logs' | 'resources' | 'runs' | 'pictures' | 'typing';

/** Why a key does nothing at the moment. */
export type DisabledReason = 'nothing-to-scroll' | 'not-here' | 'no-container' | 'removed' | 'still-reading' | 'still-ending' | 'not-ours' | 'job-waits' | 'job-not-waiting' | 'job-over' | 'not-running' | 'still-training' | 'read-only' | 'replay' | 'busy' | 'nothing-to-cancel' | 'no-times' | 'nothing-to-compare' | 'no-checkpoint' | 'no-matrix';

/** One row of the key table. */
export type KeyBinding<Command extends string = string> = {
	readonly command: Command;
	/** Keys by name: a character, or `up`, `pageup`, `tab`, `escape`, with `ctrl+` or `shift+` before it. The first is the one to show. */
	readonly keys: readonly string[];
	readonly category: KeyCategory;
	readonly places: readonly KeyPlace[];
	/** True when it can lose work; such a key asks first, and is never Escape. */
	readonly isDanger?: boolean;
	/** Place in the footer, lowest first; undefined keeps it out. */
	readonly hint?: number;
	/** True for commands that make no sense while everything is already shown. */
	readonly needsScroll?: boolean;
};
