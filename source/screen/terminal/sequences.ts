import {toPrintable} from '../../domain/printable.ts';

/*
What is sent to the terminal beside text. Source: ECMA-48 and xterm's control sequences; mode 2026 is the synchronised
output that most terminals have and the others ignore.
*/
/** The alternate screen, no cursor, no wrapping, and pasted text marked as such, so that it is never taken for keys. */
export const enterScreen = '\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[?2004h';
/** CAN first: it ends a sequence that was cut off in the middle. */
export const leaveScreen = '\u{18}\u{1B}[?2026l\u{1B}[0m\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l';
export const beginSync = '\u{1B}[?2026h';
export const endSync = '\u{1B}[?2026l';
/** The title of window and icon is put on the terminal's own stack and taken back from it. */
export const pushTitle = '\u{1B}[22;0t';
export const popTitle = '\u{1B}[23;0t';
/** Presses and the wheel are reported, in the form that has no limit of columns. */
export const mouseOn = '\u{1B}[?1000h\u{1B}[?1006h';
export const mouseOff = '\u{1B}[?1006l\u{1B}[?1000l';

/** Moves the cursor to the first column of a row, 0-based. */
export function toRow(row: number): string {
	return `\u{1B}[${row + 1};1H`;
}

/** Moves the cursor to a cell, both 0-based. */
export function toCell(row: number, column: number): string {
	return `\u{1B}[${row + 1};${column + 1}H`;
}

export const resetColor = '\u{1B}[0m';
/**
Clears from the cursor to the end of the line. Not to be sent after a line of full width: the cursor then is on its
last character, which would be cleared.
*/
export const clearRest = '\u{1B}[K';

/** Sets the window title; what could end the sequence early is taken out. */
export function setTitle(title: string): string {
	return `\u{1B}]2;${toPrintable(title)}\u{7}`;
}
