import type {PictureProtocol} from '../../domain/picture.ts';
import {toTmuxEnvelope} from '../../domain/tmux-envelope.ts';
import {toCell} from './sequences.ts';

/** A picture that the terminal draws itself, over cells that are blank in the frame. */
export type PlacedPicture = {
	/** The number that the terminal has for it. */
	readonly id: number;
	readonly protocol: Exclude<PictureProtocol, 'cells'>;
	/** What shows it where the cursor is. The same text is the same picture. */
	readonly text: string;
	/** 0-based. */
	readonly row: number;
	readonly column: number;
	readonly columns: number;
	readonly rows: number;
};

/** The pictures over a frame: what is on the terminal against what is wanted. */
export type PictureLayer = {
	/** What takes away those that are not wanted any more, and the rows whose text has to be written again. */
	remove(wanted: readonly PlacedPicture[]): {readonly text: string; readonly rows: readonly number[]};
	/** Cells of a row were written, up to `end`: pictures there that text destroys are not there any more. */
	overdraw(row: number, start: number, end: number): void;
	/** What shows those that are missing. */
	draw(wanted: readonly PlacedPicture[]): string;
	/** The terminal has lost or moved what it showed. */
	invalidate(): void;
	/** What takes away all of them, for the way out. */
	leave(): string;
};

/** CAN and the end of a string: whatever was cut off in the middle is over. */
const endOfCut = '\u{18}\u{1B}\\';

function isSamePlace(one: PlacedPicture, other: PlacedPicture): boolean {
	return one.id === other.id && one.row === other.row && one.column === other.column && one.columns === other.columns && one.rows === other.rows && one.protocol === other.protocol;
}

export function createPictureLayer(): PictureLayer {
	/** What is on the terminal; `isWhole` is false for what has to be drawn again. */
	let shown: ReadonlyArray<{readonly picture: PlacedPicture; isWhole: boolean}> = [];

	/** Source: kitty's graphics protocol, "Deleting images": d=I also frees the data. Everything else goes with the text of its cells. */
	function removal({id, protocol, row, column, columns, rows}: PlacedPicture): string {
		const deletion = `\u{1B}_Ga=d,d=I,i=${id},q=2\u{1B}\\`;
		const blanks = Array.from({length: rows}, (_, index) => toCell(row + index, column) + ' '.repeat(columns)).join('');
		return {
			kitty: deletion, placeholders: blanks + toTmuxEnvelope(deletion), iterm: blanks, sixel: blanks,
		}[protocol];
	}

	return {
		remove(wanted) {
			const gone = shown.filter(({picture}) => wanted.every(other => other.text !== picture.text || !isSamePlace(other, picture)));
			shown = shown.filter(entry => !gone.includes(entry));
			return {
				text: gone.map(({picture}) => removal(picture)).join(''),
				rows: gone.flatMap(({picture: {protocol, row, rows}}) => protocol === 'kitty' ? [] : Array.from({length: rows}, (_, index) => row + index)),
			};
		},
		overdraw(row, start, end) {
			for (const entry of shown) {
				const {picture} = entry;
				if (picture.protocol !== 'kitty' && row >= picture.row && row < picture.row + picture.rows && start < picture.column + picture.columns && end > picture.column) {
					entry.isWhole = false;
				}
			}
		},
		draw(wanted) {
			const missing = wanted.filter(picture => shown.every(entry => !entry.isWhole || entry.picture.text !== picture.text || !isSamePlace(entry.picture, picture)));
			shown = wanted.map(picture => ({picture, isWhole: true}));
			return missing.map(({row, column, text}) => toCell(row, column) + text).join('');
		},
		invalidate() {
			for (const entry of shown) {
				entry.isWhole = false;
			}
		},
		leave() {
			const text = shown.map(({picture}) => removal(picture)).join('');
			shown = [];
			return text === '' ? '' : endOfCut + text;
		},
	};
}
