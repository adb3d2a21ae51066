import {displayWidth} from '../../format/display-width.ts';
import {readStyledText} from '../theme/output-style.ts';
import {paletteColor} from './palette.ts';

const fontSize = 14;
// The advance of DejaVu Sans Mono, and the line pitch at which its frames and bars close without gaps.
const cellWidth = fontSize * 0.602;
const cellHeight = fontSize * 1.164;
const margin = 14;
const fonts = 'DejaVu Sans Mono, WenQuanYi Micro Hei Mono, Noto Sans Mono CJK SC, monospace';

/** What is drawn with where a text has no colour, as `#rrggbb`. */
export type PictureColors = {readonly foreground: string; readonly background: string};

export const darkPicture: PictureColors = {foreground: '#d0d0d0', background: '#16181d'};
export const lightPicture: PictureColors = {foreground: '#303030', background: '#fafafa'};

/** Cells of one row with the same look: the characters and the 0-based column of each. */
export type PictureRun = {
	readonly text: string[];
	readonly columns: number[];
	/** As `#rrggbb`. */
	readonly fill: string;
	/** As `#rrggbb`; undefined for the background of the picture. */
	readonly back?: string | undefined;
	readonly isBold: boolean;
};

/** Rows of cells as an SVG picture: each character is at the place of its cell, whatever font draws it. */
export function drawPicture(rows: ReadonlyArray<readonly PictureRun[]>, columns: number, {background}: PictureColors): string {
	const width = (columns * cellWidth) + (2 * margin);
	const height = (rows.length * cellHeight) + (2 * margin);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width.toFixed(0)}" height="${height.toFixed(0)}" viewBox="0 0 ${width.toFixed(1)} ${height.toFixed(1)}" font-family="${fonts}" font-size="${fontSize}">`,
		`<rect width="100%" height="100%" rx="8" fill="${background}"/>`,
		...rows.flatMap((runs, row) => runs.map(run => drawRun(run, row))),
		'</svg>',
		'',
	].join('\n');
}

function drawRun({text, columns, fill, back, isBold}: PictureRun, row: number): string {
	const y = margin + (row * cellHeight);
	const [first = 0] = columns;
	const last = columns.at(-1) ?? first;
	const rectangle = back === undefined ? '' : `<rect x="${(margin + (first * cellWidth)).toFixed(2)}" y="${y.toFixed(2)}" width="${((last - first + 1) * cellWidth).toFixed(2)}" height="${cellHeight.toFixed(2)}" fill="${back}"/>`;
	const places = columns.map(place => (margin + (place * cellWidth)).toFixed(2)).join(' ');
	return `${rectangle}<text x="${places}" y="${(y + (fontSize * 0.93)).toFixed(2)}" fill="${fill}"${isBold ? ' font-weight="bold"' : ''} xml:space="preserve">${escape(text.join(''))}</text>`;
}

function escape(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** A line that was painted by a look as the cells of a picture; blanks are left out, backgrounds too. */
export function paintedToRuns(line: string, {foreground}: PictureColors): readonly PictureRun[] {
	const runs: PictureRun[] = [];
	let column = 0;
	for (const {text, style} of readStyledText(line)) {
		const run: PictureRun = {
			text: [], columns: [], fill: style?.color === undefined ? foreground : paletteColor(style.color), isBold: style?.isBold ?? false,
		};
		for (const {segment} of segmenter.segment(text)) {
			if (segment.trim() !== '') {
				// The places of an SVG text count code points: of a character that is made of several the base is drawn.
				const [base = ''] = segment;
				run.text.push(base);
				run.columns.push(column);
			}

			column += displayWidth(segment);
		}

		if (run.text.length > 0) {
			runs.push(run);
		}
	}

	return runs;
}
