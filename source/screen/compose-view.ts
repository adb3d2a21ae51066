import {drawTable} from './draw/table.ts';
import type {PlacedPanel} from './layout.ts';
import type {PanelView, ScreenView} from './screen-view.ts';
import {lineToCells, paintCells, type LineCells} from './terminal/line-cells.ts';

/**
The whole screen as Ink lays it out, without Ink: one string for each row. Shown while Ink is being loaded, and as the answer to a
key, for which Ink is too slow. Undefined where something lies over a line of which it is not known for sure what stands in which
column; then Ink has to lay it out.
*/
export function composeScreen(view: ScreenView): readonly string[] | undefined {
	const covers = view.panels.filter(({placed}, index) => view.panels.slice(0, index).some(below => isOverlapping(below.placed, placed)));
	let rows: readonly string[] | undefined = composeView({...view, panels: view.panels.filter(panel => !covers.includes(panel))});
	for (const cover of covers) {
		rows &&= layOver(rows, cover, view);
	}

	return rows;
}

function isOverlapping(one: PlacedPanel, other: PlacedPanel): boolean {
	return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

/** The same for a screen on which nothing lies over the panels. */
export function composeView(view: ScreenView): readonly string[] {
	const panels = view.panels.toSorted((one, other) => one.placed.x - other.placed.x).map(panel => ({placed: panel.placed, rows: panelRows(panel, view)}));
	return Array.from({length: view.rows}, (_, row) => {
		let line = '';
		let column = 0;
		for (const {placed, rows} of panels) {
			const text = rows[row - placed.y];
			if (text === undefined) {
				continue;
			}

			line += ' '.repeat(Math.max(0, placed.x - column)) + text;
			column = placed.x + placed.width;
		}

		return line;
	});
}

function layOver(rows: readonly string[], cover: PanelView, view: ScreenView): readonly string[] | undefined {
	const {x, y, width} = cover.placed;
	const above = panelRows(cover, view);
	const laid = rows.map((line, row) => {
		const text = above[row - y];
		if (text === undefined) {
			return line;
		}

		const cells = lineToCells(line, view.columns);
		return cells && cutAt(cells, 0, x) + text + cutAt(cells, x + width, view.columns);
	});
	return laid.every(line => line !== undefined) ? laid : undefined;
}

/** Some columns of a line; a blank for half of a wide character. */
function cutAt({texts, styles}: LineCells, start: number, end: number): string {
	const cut = texts.slice(0, end);
	if (texts[end] === '') {
		cut[end - 1] = ' ';
	}

	if (cut[start] === '') {
		cut[start] = ' ';
	}

	return paintCells({texts: cut, styles}, start, end);
}

/** A panel that has not changed is the same object, and a long table takes its time. */
const rowsOf = new WeakMap<PanelView, readonly string[]>();

/** The rows of one panel, its table in its frame. */
export function panelRows(panel: PanelView, view: Pick<ScreenView, 'look'>): readonly string[] {
	const rows = rowsOf.get(panel) ?? drawRows(panel, view);
	rowsOf.set(panel, rows);
	return rows;
}

function drawRows({placed, lines, table}: PanelView, {look}: Pick<ScreenView, 'look'>): readonly string[] {
	const inset = placed.frame === 'box' || placed.frame === 'rule' ? 1 : 0;
	const tableRows = table === undefined ? [] : drawTable(table.data, table.columns, {width: table.size.columns, look});
	const shown = [tableRows[0] ?? '', ...tableRows.slice(1 + (table?.top ?? 0))];
	const side = look.paint('border', look.glyphs.vertical);
	return Array.from({length: placed.height}, (_, inside) => {
		if (table === undefined || inside < inset || inside - inset >= table.size.rows) {
			return lines[inside] ?? '';
		}

		const text = shown[inside - inset] ?? ' '.repeat(table.size.columns);
		return placed.frame === 'box' ? `${side} ${text} ${side}` : text;
	});
}
