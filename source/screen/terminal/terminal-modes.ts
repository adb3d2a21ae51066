import {copySequence} from './clipboard.ts';
import {notifySequence} from './notification.ts';
import {
	enterScreen,
	leaveScreen,
	mouseOff,
	mouseOn,
	popTitle,
	pushTitle,
	setTitle,
} from './sequences.ts';
import type {TerminalSession} from './session.ts';
import type {TerminalKind} from './terminal-kind.ts';

/** What is said to the terminal besides frames. */
export type TerminalModes = Pick<TerminalSession, 'setTitle' | 'setMouse' | 'copy' | 'notify'> & {
	/** Takes the terminal: alternate screen, title, mouse. */
	entering(): string;
	/** Gives all of that back. */
	leaving(): string;
};

export type TerminalModesOptions = {
	readonly kind: TerminalKind;
	readonly title: string;
	readonly hasMouse: boolean;
	/** Sends a sequence between two frames. */
	readonly send: (sequence: string) => void;
};

/** Says only what the terminal understands. Title and mouse are remembered, so that they are as they were after the terminal was lent. */
export function createTerminalModes({kind, title: firstTitle, hasMouse, send}: TerminalModesOptions): TerminalModes {
	let title = firstTitle;
	let isMouseOn = hasMouse && kind.hasMouse;
	return {
		entering: () => enterScreen + (kind.hasTitle ? pushTitle + setTitle(title) : '') + (isMouseOn ? mouseOn : ''),
		leaving: () => (kind.hasTitle ? popTitle : '') + leaveScreen,
		setTitle(text) {
			title = text;
			if (kind.hasTitle) {
				send(setTitle(text));
			}
		},
		setMouse(isOn) {
			isMouseOn = isOn && kind.hasMouse;
			send(isMouseOn ? mouseOn : mouseOff);
		},
		copy(text) {
			const copied = copySequence(text, kind);
			if (copied === undefined) {
				return 'impossible';
			}

			send(copied.sequence);
			return copied.isCut ? 'cut' : 'copied';
		},
		notify(notification, choice) {
			send(notifySequence(notification, choice, kind));
		},
	};
}
