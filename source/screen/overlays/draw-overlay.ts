import {displayWidth} from '../../format/display-width.ts';
import {drawExplain} from '../explain/draw-explain.ts';
import {drawLine} from '../draw/line.ts';
import {drawPanel} from '../draw/panel.ts';
import {wrapText} from '../draw/wrap.ts';
import {drawPaletteList} from '../palette/draw-palette.ts';
import type {ScreenModel} from '../panels/model.ts';
import {keyWords} from '../../words/keys.ts';
import {
	boxRoom,
	drawBox,
	type OverlayView,
	type Terminal,
} from './draw-box.ts';
import {drawDialog} from './draw-dialog.ts';
import {drawForm} from './draw-form.ts';
import {drawHelp} from './help.ts';
import {inputSegments} from './input-segments.ts';
import type {Overlay} from './overlay.ts';
import {panes} from './panes.ts';

/** As many commands as can be looked over at once. */
const paletteRows = 14;

/** The overlay as lines at a place; a line to type into takes the last row. */
export function drawOverlay(overlay: Overlay, model: ScreenModel, terminal: Terminal): OverlayView {
	switch (overlay.kind) {
		case 'help':
		case 'pane': {
			return drawReading(overlay, model, terminal);
		}

		case 'explain': {
			return drawExplain(overlay, model, terminal);
		}

		case 'prompt': {
			const {columns, rows} = terminal;
			const label = `${overlay.label.trimEnd()} `;
			return {
				placed: {
					id: 'overlay', x: 0, y: rows - 1, width: columns, height: 1, frame: 'none',
				},
				lines: [drawLine([['accent', label], ...inputSegments(overlay.input, columns - displayWidth(label), true)], columns, model.look)],
			};
		}

		case 'dialog': {
			return drawDialog(overlay, model, terminal);
		}

		case 'form': {
			return drawForm(overlay, model, terminal);
		}

		case 'palette': {
			const {look, ui} = model;
			const {columns, rows} = boxRoom(terminal);
			const listRows = Math.max(1, Math.min(rows - 1, paletteRows));
			const list = drawPaletteList(model, overlay.input.text, overlay.chosen, {columns, rows: listRows});
			return drawBox(keyWords(ui.language).commands, model, terminal, [
				drawLine([['accent', ': '], ...inputSegments(overlay.input, columns - 2, true)], columns, look),
				...list,
				...Array.from({length: Math.max(0, listRows - list.length)}, () => drawLine([], columns, look)),
			]);
		}
	}
}

/** How many lines of a text fit, and how many there are. */
export function readingRange(overlay: Overlay & {readonly kind: 'help' | 'pane'}, model: ScreenModel, terminal: Terminal): {readonly top: number; readonly last: number; readonly page: number} {
	const page = Math.max(1, terminal.rows - 3);
	const last = Math.max(0, readingLines(overlay, model, Math.max(1, terminal.columns - 4)).length - page);
	return {top: Math.min(overlay.top, last), last, page};
}

function readingLines(overlay: Overlay & {readonly kind: 'help' | 'pane'}, model: ScreenModel, columns: number): readonly string[] {
	return overlay.kind === 'help' ? drawHelp(model, columns, overlay.query) : panes[overlay.pane]?.draw(model, columns) ?? (overlay.paragraphs ?? []).flatMap(text => [...wrapText([['text', text]], columns, model.look)]);
}

function drawReading(overlay: Overlay & {readonly kind: 'help' | 'pane'}, model: ScreenModel, terminal: Terminal): OverlayView {
	const {columns, rows} = terminal;
	const {top, page} = readingRange(overlay, model, terminal);
	const lines = readingLines(overlay, model, Math.max(1, columns - 4));
	const title = overlay.kind === 'help' ? model.words.panel.help : (panes[overlay.pane]?.title(model) ?? overlay.title ?? '');
	return {
		placed: {
			id: 'overlay', x: 0, y: 0, width: columns, height: rows - 1, frame: 'box',
		},
		lines: drawPanel(lines.slice(top, top + page), {
			width: columns, height: rows - 1, frame: 'box', title, look: model.look, isFocused: true, scroll: {first: top, shown: page, all: lines.length},
		}),
	};
}
