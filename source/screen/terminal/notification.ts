import {toPrintable} from '../../domain/printable.ts';
import {wrapForMultiplexer} from './multiplexer.ts';
import type {TerminalKind} from './terminal-kind.ts';

/** How a person wants to be notified. */
export type NotifyChoice = 'bell' | 'desktop' | 'off';

export type Notification = {readonly title: string; readonly text: string};

const bell = '\u{7}';
const longest = 200;

/**
The sequence that tells a person something; empty when they want none. A terminal without notifications rings the bell, and
so does one that shows one, because it may be on another desktop.

Source: OSC 9 of iTerm2 and kitty, OSC 777 `notify` of rxvt, VTE, foot, ghostty and WezTerm.
*/
export function notifySequence({title, text}: Notification, choice: NotifyChoice, {notification, multiplexer}: Pick<TerminalKind, 'notification' | 'multiplexer'>): string {
	if (choice === 'off') {
		return '';
	}

	if (choice === 'bell') {
		return bell;
	}

	const [head, body] = [clean(title), clean(text)];
	// A multiplexer hides which terminal is behind it: one takes the first, another the second, and none prints them.
	const kinds = notification === undefined ? (multiplexer === undefined ? [] : ['osc9', 'osc777'] as const) : [notification];
	const sequences = kinds.map(kind => kind === 'osc9' ? `\u{1B}]9;${head}: ${body}\u{7}` : `\u{1B}]777;notify;${head.replaceAll(';', ',')};${body.replaceAll(';', ',')}\u{7}`);
	return sequences.map(sequence => wrapForMultiplexer(sequence, multiplexer)).join('') + bell;
}

/** What could end the sequence early is taken out. */
function clean(text: string): string {
	return toPrintable(text).slice(0, longest);
}
