import type {
	DisabledReason,
	KeyBinding,
	KeyPlace,
	OverlayKind,
	ScreenId,
} from './binding.ts';
import {keymap, type KeyCommand} from './keymap.ts';

/** What decides whether a key works now. */
export type KeyContext = {
	readonly screen: ScreenId;
	readonly overlay?: OverlayKind;
	readonly canScroll: boolean;
	/** Whether the container is paused: its key lets it go on. */
	readonly isPaused?: boolean;
	/** Commands that do nothing now, and why. */
	readonly disabled: Readonly<Partial<Record<KeyCommand, DisabledReason>>>;
};

const typingOverlays: ReadonlySet<OverlayKind> = new Set<OverlayKind>(['prompt', 'palette', 'form']);

/** Whether letters are text at the moment. */
export function isTyping({overlay}: Pick<KeyContext, 'overlay'>): boolean {
	return overlay !== undefined && typingOverlays.has(overlay);
}

/** The places whose keys work, the most particular first. */
function activePlaces(context: KeyContext): readonly KeyPlace[] {
	const {overlay, screen} = context;
	if (overlay === undefined) {
		return [screen, 'screens', 'everywhere', 'always'];
	}

	return isTyping(context) ? [overlay, 'always'] : [overlay, 'everywhere', 'always'];
}

/** The bindings that belong to what is on screen, the most particular first; a later one yields its keys to an earlier one. */
export function activeBindings(context: KeyContext): ReadonlyArray<KeyBinding<KeyCommand>> {
	return activePlaces(context).flatMap(place => keymap.filter(({places}) => places.includes(place)));
}

/** Why a command does nothing now; undefined when it works. */
export function whyDisabled({command, needsScroll}: KeyBinding<KeyCommand>, {canScroll, disabled}: KeyContext): DisabledReason | undefined {
	return disabled[command] ?? (needsScroll === true && !canScroll ? 'nothing-to-scroll' : undefined);
}

/** The command of a key, or why it does nothing now; undefined for a key without a meaning here. */
export function resolveKey(key: string, context: KeyContext): {readonly command: KeyCommand} | {readonly command: KeyCommand; readonly disabled: DisabledReason} | undefined {
	const binding = activeBindings(context).find(({keys}) => keys.includes(key));
	if (binding === undefined) {
		return undefined;
	}

	const {command} = binding;
	const disabled = whyDisabled(binding, context);
	return disabled === undefined ? {command} : {command, disabled};
}
