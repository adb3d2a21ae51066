import {wrapText} from '../draw/wrap.ts';
import type {ScreenModel} from '../panels/model.ts';
import type {ScrollRange} from '../ui-state.ts';
import {drawHelp} from './draw-help.ts';
import type {OverlayBox} from './overlay-place.ts';
import type {Overlay} from './overlay.ts';
import {panes} from './panes.ts';

export type ReadingOverlay = Overlay & {readonly kind: 'help' | 'pane'};

/** The lines of a text that is read, and the part of them that is shown. */
export function planReading(overlay: ReadingOverlay, model: ScreenModel, {columns, rows}: OverlayBox): ScrollRange & {readonly lines: readonly string[]} {
	const lines = readingLines(overlay, model, columns);
	const last = Math.max(0, lines.length - rows);
	return {
		lines, top: Math.min(overlay.top, last), last, page: rows,
	};
}

export function readingTitle(overlay: ReadingOverlay, model: ScreenModel): string {
	return overlay.kind === 'help' ? model.words.panel.help : (panes[overlay.pane]?.title(model) ?? overlay.title ?? '');
}

function readingLines(overlay: ReadingOverlay, model: ScreenModel, columns: number): readonly string[] {
	return overlay.kind === 'help' ? drawHelp(model, columns, overlay.query) : panes[overlay.pane]?.draw(model, columns) ?? (overlay.paragraphs ?? []).flatMap(text => [...wrapText([['text', text]], columns, model.look)]);
}
