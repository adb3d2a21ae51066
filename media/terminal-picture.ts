import type xterm from '@xterm/headless';
import {paletteColor} from '../source/screen/picture/palette.ts';
import {
	darkPicture,
	drawPicture,
	type PictureColors,
	type PictureRun,
} from '../source/screen/picture/svg-picture.ts';

/** The screen of a terminal emulator as an SVG picture. */
export function drawTerminalPicture(terminal: xterm.Terminal, colors: PictureColors = darkPicture): string {
	return drawPicture(Array.from({length: terminal.rows}, (_, row) => readRuns(terminal, row, colors)), terminal.cols, colors);
}

/** The colour of a cell as `#rrggbb`; undefined for the terminal's own. */
function colorOf(isDefault: boolean, isRgb: boolean, value: number): string | undefined {
	return isDefault ? undefined : (isRgb ? `#${value.toString(16).padStart(6, '0')}` : paletteColor(value));
}

function readRuns(terminal: xterm.Terminal, row: number, colors: PictureColors): readonly PictureRun[] {
	const line = terminal.buffer.active.getLine(row);
	const runs: PictureRun[] = [];
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
				text: [character], columns: [column], fill, back, isBold,
			});
		}
	}

	return runs;
}
