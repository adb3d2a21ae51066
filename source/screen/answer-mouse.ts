import type {KeyCommand} from '../keys/keymap.ts';
import {contentSize} from './draw/panel.ts';
import {explain} from './explain/open-explain.ts';
import {nameAt, numberAt, type PointedPlace} from './explain/number-at.ts';
import type {PanelView} from './panel-memory.ts';
import {tabPlaces} from './panels/tabs.ts';
import type {Picture} from './picture.ts';
import type {ScreenView} from './screen-view.ts';
import {screens} from './screens/index.ts';
import type {ScreenContext} from './screens/screen.ts';
import type {MouseEvent} from './terminal/input-splitter.ts';
import {topOverlay, type UiHolder, type UiState} from './ui-state.ts';

/** What the answers to the mouse work with. */
export type MouseAnswerParts = {
	readonly ui: Pick<UiHolder, 'set'>;
	readonly picture: Pick<Picture, 'context' | 'getView'>;
	readonly press: (key: string) => void;
	readonly execute: (command: KeyCommand) => void;
};

/** A cell of the terminal, from 0. */
type Cell = {readonly column: number; readonly row: number};

const style = /\u{1B}\[[\d;]*m/gu;

/** Rows that one step of the wheel scrolls. */
const wheelRows = 3;

/** The answers to everything that comes from the mouse. */
export function createMouseAnswers({ui, picture, press, execute}: MouseAnswerParts): (event: MouseEvent) => void {
	function clickTab({model}: ScreenContext, {placed}: PanelView, {column}: MouseEvent): void {
		const tab = tabPlaces(model, placed.width).find(({start, end}) => column >= start && column < end);
		if (tab !== undefined) {
			execute(`show-${tab.screen}`);
		}
	}

	function click(event: MouseEvent): void {
		const context = picture.context();
		const panel = panelAt(picture.getView(), event);
		if (panel === undefined || topOverlay(context.model.ui) !== undefined) {
			return;
		}

		if (panel.placed.id === 'tabs') {
			clickTab(context, panel, event);
		} else {
			ui.set(afterClick(context, panel, event));
		}
	}

	/** What the number under the mouse means; beside any, the one of what is in focus. */
	function explainAt(event: MouseEvent): void {
		const context = picture.context();
		const panel = panelAt(picture.getView(), event);
		const overlay = topOverlay(context.model.ui);
		if (panel !== undefined && (overlay === undefined || overlay.kind === 'pane')) {
			ui.set(explain(context.model.ui, context, numberAt(panel.placed.id, placeIn(panel, event))));
		}
	}

	return event => {
		switch (event.kind) {
			case 'wheel-up':
			case 'wheel-down': {
				// The keys know what scrolls here: the screen, the help, a list.
				const key = event.kind === 'wheel-up' ? 'up' : 'down';
				for (let step = 0; step < wheelRows; step++) {
					press(key);
				}

				break;
			}

			case 'press': {
				click(event);
				break;
			}

			case 'right-press': {
				explainAt(event);
				break;
			}

			case 'release':
			case 'other': {
				break;
			}
		}
	};
}

/** The state after a click on a panel of the screen; the same one where it means nothing. */
function afterClick(context: ScreenContext, panel: PanelView, event: MouseEvent): UiState {
	const {ui} = context.model;
	const {placed} = panel;
	const inset = insetOf(placed);
	const size = contentSize(placed);
	const at = {
		panel: placed.id, column: event.column - placed.x - inset.x, row: event.row - placed.y - inset.y, rows: size.rows,
	};
	if (at.column < 0 || at.row < 0 || at.column >= size.columns || at.row >= size.rows) {
		return ui;
	}

	const next = screens[ui.screen].click?.(ui, at, context) ?? ui;
	// What means nothing else asks what a name means; a log is full of words.
	const name = next === ui && ui.screen !== 'logs' && placed.id !== 'log' ? nameAt(placed.id, placeIn(panel, event)) : undefined;
	return name === undefined ? next : explain(ui, context, name);
}

/** The uppermost panel at a cell. */
function panelAt({panels}: ScreenView, {column, row}: Cell): PanelView | undefined {
	return panels.findLast(({placed: {x, y, width, height}}) => column >= x && column < x + width && row >= y && row < y + height);
}

/** Columns and rows of the frame before the content of a panel. */
function insetOf({frame}: PanelView['placed']): {readonly x: number; readonly y: number} {
	return frame === 'box' ? {x: 2, y: 1} : {x: 0, y: frame === 'rule' ? 1 : 0};
}

/** A place on the screen in the content of a panel, which is plain text there. */
function placeIn({placed, lines}: PanelView, {column, row}: Cell): PointedPlace {
	const {x, y} = insetOf(placed);
	return {
		lines: lines.slice(y).map(line => line.replaceAll(style, '').slice(x)), row: row - placed.y - y, column: column - placed.x - x,
	};
}
