import type {PlacedPanel} from './layout.ts';
import type {PanelView, ScreenView} from './screen-view.ts';
import {cutLine} from './terminal/line-cells.ts';

/** The whole screen, one string for each row: the panels side by side, and over them what lies over them. Nothing else says what a row shows. */
export function composeView({panels, rows, columns}: Pick<ScreenView, 'panels' | 'rows' | 'columns'>): readonly string[] {
	const covers = panels.filter(({placed}, index) => panels.slice(0, index).some(below => isOverlapping(below.placed, placed)));
	let lines = composeBeside(panels.filter(panel => !covers.includes(panel)), rows);
	for (const cover of covers) {
		lines = layOver(lines, cover, columns);
	}

	return lines;
}

function isOverlapping(one: PlacedPanel, other: PlacedPanel): boolean {
	return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

function composeBeside(panels: readonly PanelView[], rows: number): readonly string[] {
	const sorted = panels.toSorted((one, other) => one.placed.x - other.placed.x);
	return Array.from({length: rows}, (_, row) => {
		let line = '';
		let column = 0;
		for (const {placed, lines} of sorted) {
			const text = lines[row - placed.y];
			if (text === undefined) {
				continue;
			}

			line += ' '.repeat(Math.max(0, placed.x - column)) + text;
			column = placed.x + placed.width;
		}

		return line;
	});
}

function layOver(rows: readonly string[], {placed: {x, y, width}, lines}: PanelView, columns: number): readonly string[] {
	return rows.map((line, row) => {
		const text = lines[row - y];
		return text === undefined ? line : cutLine(line, 0, x) + text + cutLine(line, x + width, columns);
	});
}
