/** What the mouse did, at a column and row from 0; `press` and `release` are of the left button. */
export type MouseEvent = {
	readonly kind: 'press' | 'release' | 'right-press' | 'wheel-up' | 'wheel-down' | 'other';
	readonly column: number;
	readonly row: number;
};

export type SplitInput = {
	/** What is left for the keyboard, in order. */
	readonly keys: string;
	readonly mouse: readonly MouseEvent[];
};

/** Takes the reports of the mouse out of what a terminal sends, so that none is ever taken for keys. */
export type InputSplitter = {
	/** The same for any chunking: the beginning of a report waits for its rest. */
	push(chunk: string): SplitInput;
	/** Whether something waits: an Escape that may begin a report. */
	isWaiting(): boolean;
	/** Gives up waiting: what was held back are keys after all. */
	flush(): string;
};

const pasteStart = '\u{1B}[200~';
const pasteEnd = '\u{1B}[201~';
/** Source: xterm, mouse mode 1006: `ESC [ < button ; column ; row M` for a press, `m` for a release. */
const report = /\u{1B}\[<(\d{1,4});(\d{1,5});(\d{1,5})(m)/iu;
const token = /\u{1B}\[(?:<\d{1,4};\d{1,5};\d{1,5}m|20[01]~)/giu;
/** A chunk may end in the middle of a report or of the mark of a paste. */
const openEnd = /\u{1B}(?:\[(?:<[\d;]{0,16}|2(?:0[01]?)?)?)?$/u;

export function createInputSplitter(): InputSplitter {
	let held = '';
	let isPasting = false;

	return {
		push(chunk) {
			const text = held + chunk;
			held = '';
			let keys = '';
			const mouse: MouseEvent[] = [];
			let end = 0;
			for (const match of text.matchAll(token)) {
				const sequence = match[0];
				keys += text.slice(end, match.index);
				end = match.index + sequence.length;
				if (sequence === pasteStart || sequence === pasteEnd) {
					isPasting = sequence === pasteStart;
					keys += sequence;
				} else if (isPasting) {
					// Pasted text that looks like a report is text.
					keys += sequence;
				} else {
					mouse.push(toMouseEvent(sequence));
				}
			}

			const rest = text.slice(end);
			const open = openEnd.exec(rest)?.index ?? rest.length;
			held = rest.slice(open);
			return {keys: keys + rest.slice(0, open), mouse};
		},
		isWaiting: () => held !== '',
		flush() {
			const keys = held;
			held = '';
			return keys;
		},
	};
}

function toMouseEvent(sequence: string): MouseEvent {
	const [, button = '0', column = '1', row = '1', final] = report.exec(sequence)!;
	const code = Number(button);
	// Bits 2 to 4 are Shift, Alt and Ctrl; bit 5 is a move, bit 6 the wheel.
	const plain = code % 4;
	const isWheel = code >= 64 && code < 128;
	const kind = isWheel ? wheelKind(plain) : 'other';
	return {
		kind: code < 32 ? buttonKind(plain, final === 'M') : kind,
		column: Math.max(0, Number(column) - 1),
		row: Math.max(0, Number(row) - 1),
	};
}

/** The left button is 0, the right one 2. */
function buttonKind(button: number, isPress: boolean): MouseEvent['kind'] {
	if (button === 0) {
		return isPress ? 'press' : 'release';
	}

	return button === 2 && isPress ? 'right-press' : 'other';
}

/** Two more wheel buttons are those to the sides. */
function wheelKind(button: number): MouseEvent['kind'] {
	return button === 0 ? 'wheel-up' : (button === 1 ? 'wheel-down' : 'other');
}
