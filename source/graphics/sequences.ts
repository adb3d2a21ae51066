import {Buffer} from 'node:buffer';
import {image2sixel} from 'sixel/lib/SixelEncoder.js';
import {encodePng} from './encode-png.ts';
import type {Pixels} from './pixels.ts';

/** Cells that a picture takes. */
type Cells = {readonly columns: number; readonly rows: number};

const escape = '\u{1B}';

/** Characters of one piece. Source: kitty's graphics protocol, "Remote client": at most 4096. */
const pieceLength = 4096;

/**
What shows a picture where the cursor is, in kitty's protocol: a PNG in pieces, which the terminal keeps under `id`, stretches to the
cells and answers nothing to. The cursor stays.

Source: kitty's graphics protocol: a=T transmit and show, f=100 PNG, q=2 no answers, C=1 no move.
*/
export function toKitty(pixels: Pixels, {columns, rows}: Cells, id: number): string {
	return kittyPieces(pixels, `a=T,f=100,t=d,q=2,i=${id},p=1,C=1,c=${columns},r=${rows}`).join('');
}

/** A PNG in kitty's protocol, piece by piece; `first` is what the first one says of it. */
export function kittyPieces(pixels: Pixels, first: string): readonly string[] {
	const data = Buffer.from(encodePng(pixels)).toString('base64');
	const pieces = Array.from({length: Math.ceil(data.length / pieceLength)}, (_, index) => data.slice(index * pieceLength, (index + 1) * pieceLength));
	return pieces.map((piece, index) => `${escape}_G${index === 0 ? first : 'q=2'},m=${index === pieces.length - 1 ? 0 : 1};${piece}${escape}\\`);
}

/** The same in iTerm2's protocol, in which a PNG is a file that is shown. Source: iTerm2's documentation, "Inline Images Protocol". */
export function toIterm(pixels: Pixels, {columns, rows}: Cells): string {
	const png = encodePng(pixels);
	return `${escape}]1337;File=inline=1;size=${png.length};width=${columns};height=${rows};preserveAspectRatio=0;doNotMoveCursor=1:${Buffer.from(png).toString('base64')}\u{7}`;
}

/** Registers of xterm; more are dropped by terminals. */
const sixelColors = 256;

/** The same in sixels, pixel by pixel. Source: DEC STD 070, chapter 9.4. */
export function toSixel({width, height, data}: Pixels): string {
	const rgba = new Uint8Array(width * height * 4);
	for (let index = 0; index < width * height; index++) {
		rgba.set(data.subarray(index * 3, (index * 3) + 3), index * 4);
		rgba[(index * 4) + 3] = 255;
	}

	return image2sixel(rgba, width, height, sixelColors, 1);
}
