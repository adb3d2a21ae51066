import type xterm from '@xterm/headless';
import {paletteColor} from './palette.ts';

const fontSize = 14;
// The advance of DejaVu Sans Mono, and the line pitch at which its frames and bars close without gaps.
const cellWidth = fontSize * 0.602;
const cellHeight = fontSize * 1.164;
const margin = 14;
const dark = {foreground: '#d0d0d0', background: '#16181d'};
const fonts = 'DejaVu Sans Mono, WenQuanYi Micro Hei Mono, Noto Sans Mono CJK SC, monospace';

/** What the terminal draws with where the program gives no colour, as `#rrggbb`. */
export type PictureColors = typeof dark;

type Run = {column: number; text: string[]; columns: number[]; fill: string; back: string | undefined; isBold: boolean};

/** The screen of a terminal emulator as an SVG picture: every character at the place of its cell. */
export function drawTerminalPicture(terminal: xterm.Terminal, colors: PictureColors = dark): string {
	const width = (terminal.cols * cellWidth) + (2 * margin);
	const height = (terminal.rows * cellHeight) + (2 * margin);
	const parts = [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width.toFixed(0)}" height="${height.toFixed(0)}" viewBox="0 0 ${width.toFixed(1)} ${height.toFixed(1)}" font-family="${fonts}" font-size="${fontSize}">`,
		`<rect width="100%" height="100%" rx="8" fill="${colors.background}"/>`,
	];
	for (let row = 0; row < terminal.rows; row++) {
		for (const run of readRuns(terminal, row, colors)) {
			parts.push(drawRun(run, row));
		}
	}

	return [...parts, '</svg>', ''].join('\n');
}

function drawRun({column, text, columns, fill, back, isBold}: Run, row: number): string {
	const y = margin + (row * cellHeight);
	const lastColumn = columns.at(-1) ?? column;
	const rectangle = back === undefined ? '' : `<rect x="${(margin + (column * cellWidth)).toFixed(2)}" y="${y.toFixed(2)}" width="${((lastColumn - column + 1) * cellWidth).toFixed(2)}" height="${cellHeight.toFixed(2)}" fill="${back}"/>`;
	const places = columns.map(place => (margin + (place * cellWidth)).toFixed(2)).join(' ');
	return `${rectangle}<text x="${places}" y="${(y + (fontSize * 0.93)).toFixed(2)}" fill="${fill}"${isBold ? ' font-weight="bold"' : ''} xml:space="preserve">${escape(text.join(''))}</text>`;
}

/** The colour of a cell as `#rrggbb`; undefined for the terminal's own. */
function colorOf(isDefault: boolean, isRgb: boolean, value: number): string | undefined {
	return isDefault ? undefined : (isRgb ? `#${value.toString(16).padStart(6, '0')}` : paletteColor(value));
}

function readRuns(terminal: xterm.Terminal, row: number, colors: PictureColors): readonly Run[] {
	const line = terminal.buffer.active.getLine(row);
	const runs: Run[] = [];
	for (let column = 0; column < terminal.cols; column++) {
		const cell = line?.getCell(column);
		const isInverse = (cell?.isInverse() ?? 0) !== 0;
		if (cell === undefined || cell.getWidth() === 0 || (cell.getChars().trim() === '' && cell.isBgDefault() && !isInverse)) {
			continue;
		}

		const front = colorOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor());
		const behind = colorOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor());
		const fill = isInverse ? behind ?? colors.background : front ?? colors.foreground;
		const back = isInverse ? front ?? colors.foreground : behind;
		const isBold = cell.isBold() !== 0;
		const last = runs.at(-1);
		const character = cell.getChars() === '' ? ' ' : cell.getChars();
		if (last !== undefined && last.fill === fill && last.back === back && last.isBold === isBold) {
			last.text.push(character);
			last.columns.push(column);
		} else {
			runs.push({
				column, text: [character], columns: [column], fill, back, isBold,
			});
		}
	}

	return runs;
}

function escape(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
