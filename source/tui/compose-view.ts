import {drawTable} from './draw/table.ts';
import type {PanelView, ScreenView} from './screen-view.ts';

/**
The whole screen as Ink lays it out, without Ink: one string for each row. Shown first, while Ink is being loaded. For a screen
on which nothing lies over the panels.
*/
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

/** The rows of one panel, its table in its frame. */
export function panelRows({placed, lines, table}: PanelView, {look}: Pick<ScreenView, 'look'>): readonly string[] {
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
