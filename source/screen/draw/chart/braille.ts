import type {Token} from '../../theme/token.ts';
import {createGrid, type CellGrid} from './cells.ts';
import {pathToDots, type Dash} from './dots.ts';
import type {PlotCurve, PlotSize} from './plot-curve.ts';

/**
The bits of the eight dots of a braille pattern, by row and column.
Source: The Unicode Standard, Braille Patterns U+2800 to U+28FF.
*/
const bits = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]] as const;
const firstPattern = 0x28_00;

/** Curves also differ in their dashes, for eyes and terminals that do not tell the colours apart. */
const dashes: readonly Dash[] = [{on: 1, off: 0}, {on: 4, off: 2}, {on: 1, off: 1}, {on: 6, off: 2}, {on: 2, off: 2}];

/** Curves of 2 x 4 dots in each character. Where two share a character its colour is that of the upper one. */
export function plotBraille(curves: readonly PlotCurve[], {columns, rows}: PlotSize): CellGrid {
	const patterns = new Uint8Array(Math.max(0, columns * rows));
	const owners: Array<Token | undefined> = [];
	const drawDots = ({isFaint, token}: PlotCurve, isSet: Uint8Array) => {
		for (const [index, dot] of isSet.entries()) {
			if (dot === 0) {
				continue;
			}

			const x = index % (columns * 2);
			const y = Math.floor(index / (columns * 2));
			const cell = (Math.floor(y / 4) * columns) + Math.floor(x / 2);
			// Faint dots beside the dots of a curve would look like the curve itself.
			if (isFaint && owners[cell] !== undefined && owners[cell] !== token) {
				continue;
			}

			// eslint-disable-next-line no-bitwise -- The dots of a pattern are bits.
			patterns[cell]! |= bits[y % 4]![x % 2]!;
			owners[cell] ??= token;
		}
	};

	const bright = curves.filter(({isFaint}) => !isFaint);
	for (const curve of [...bright, ...curves.filter(({isFaint}) => isFaint)]) {
		const dash = curve.isFaint ? undefined : dashes[bright.indexOf(curve) % dashes.length];
		const {isSet} = pathToDots(curve.path, columns * 2, rows * 4, dash);
		drawDots(curve, isSet);
	}

	const grid = createGrid(columns, rows);
	for (const [index, pattern] of patterns.entries()) {
		if (pattern !== 0) {
			grid[Math.floor(index / columns)]![index % columns] = {token: owners[index] ?? 'text', character: String.fromCodePoint(firstPattern + pattern)};
		}
	}

	return grid;
}
