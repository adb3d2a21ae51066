import {toTmuxEnvelope} from '../domain/tmux-envelope.ts';
import type {Pixels} from './pixels.ts';
import {kittyPieces} from './sequences.ts';

/** In whose place kitty draws a cell of a picture. */
const placeholder = '\u{10EEEE}';

/**
The marks that number the rows, from 0.

Source: kitty's graphics protocol, "Unicode placeholders", rowcolumn-diacritics.txt.
*/
const marks = `
	0305 030D 030E 0310 0312 033D 033E 033F 0346 034A 034B 034C 0350 0351 0352 0357 035B 0363 0364 0365 0366 0367 0368 0369 036A 036B 036C 036D 036E
	036F 0483 0484 0485 0486 0487 0592 0593 0594 0595 0597 0598 0599 059C 059D 059E 059F 05A0 05A1 05A8 05A9 05AB 05AC 05AF 05C4 0610 0611 0612 0613
	0614 0615 0616 0617 0657 0658 0659 065A 065B 065D 065E 06D6 06D7 06D8 06D9 06DA 06DB 06DC 06DF 06E0 06E1 06E2 06E4 06E7 06E8 06EB 06EC
`.trim().split(/\s+/, 100).map(code => String.fromCodePoint(Number.parseInt(code, 16)));

/** More rows have no number. */
export const maxPlaceholderRows = marks.length;

/**
What shows a picture where the cursor is, in kitty behind tmux: the data goes past tmux to the terminal, which draws it wherever it finds the placeholders.
They are text to tmux, in the colour of the number of the picture, so it keeps them in their pane and takes them away with everything else there.

Source: kitty's graphics protocol, "Unicode placeholders": U=1; a cell without marks is the next one of its row.
*/
export function toPlaceholders(pixels: Pixels, {columns, rows}: {readonly columns: number; readonly rows: number}, id: number): string {
	const data = kittyPieces(pixels, `a=T,U=1,f=100,t=d,q=2,i=${id},c=${columns},r=${rows}`).map(piece => toTmuxEnvelope(piece)).join('');
	const color = `\u{1B}[0;38;2;${[16, 8, 0].map(bits => Math.floor(id / (2 ** bits)) % 256).join(';')}m`;
	const lines = Array.from({length: rows}, (_, row) => `${row === 0 ? '' : `\u{1B}8\u{1B}[${row}B`}${color}${placeholder}${marks[row]!}${marks[0]!}${placeholder.repeat(columns - 1)}`);
	return `${data}\u{1B}7${lines.join('')}\u{1B}[0m`;
}
