import type {PlacedPanel} from './layout.ts';
import type {PanelView} from './panel-memory.ts';
import type {ScreenView} from './screen-view.ts';
import {cutLine} from './terminal/line-cells.ts';

type View = Pick<ScreenView, 'panels' | 'rows' | 'columns'>;

/** What was composed before: rows that no panel has changed are taken from it. */
export type Composed = {readonly view: View; readonly lines: readonly string[]};

/** The whole screen, one string for each row: the panels side by side, and over them what is over them. Nothing else says what a row shows. */
export function composeView(view: View, before?: Composed): readonly string[] {
	const {panels, rows, columns} = view;
	const over = panels.filter(({placed}, index) => panels.slice(0, index).some(below => isOverlapping(below.placed, placed)));
	const beside = panels.filter(panel => !over.includes(panel)).toSorted((one, other) => one.placed.x - other.placed.x);
	const kept = before?.view.rows === rows && before.view.columns === columns ? before : undefined;
	const changed = [...panels.filter(panel => !kept?.view.panels.includes(panel)), ...(kept?.view.panels ?? []).filter(panel => !panels.includes(panel))];
	return Array.from({length: rows}, (_, row) => {
		if (kept !== undefined && changed.every(panel => !isInRow(panel, row))) {
			return kept.lines[row]!;
		}

		let line = composeRow(beside, row);
		for (const {placed: {x, y, width}, lines} of over) {
			const text = lines[row - y];
			line = text === undefined ? line : cutLine(line, 0, x) + text + cutLine(line, x + width, columns);
		}

		return line;
	});
}

function isInRow({placed: {y, height}}: PanelView, row: number): boolean {
	return row >= y && row < y + height;
}

function isOverlapping(one: PlacedPanel, other: PlacedPanel): boolean {
	return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

function composeRow(panels: readonly PanelView[], row: number): string {
	let line = '';
	let column = 0;
	for (const {placed, lines} of panels) {
		const text = lines[row - placed.y];
		if (text === undefined) {
			continue;
		}

		line += ' '.repeat(Math.max(0, placed.x - column)) + text;
		column = placed.x + placed.width;
	}

	return line;
}
