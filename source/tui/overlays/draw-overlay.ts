import {displayWidth, padEnd} from '../../format/display-width.ts';
import {drawLine, segmentsWidth, toDrawable, type Segment} from '../draw/line.ts';
import {drawPanel} from '../draw/panel.ts';
import {wrapText} from '../draw/wrap.ts';
import type {PlacedPanel} from '../layout.ts';
import type {ScreenModel} from '../panels/model.ts';
import {characters, type TextInput} from '../text-input.ts';
import {keyWords} from '../../text/keys.ts';
import {drawPaletteList} from '../palette/draw-palette.ts';
import {drawHelp} from './help.ts';
import type {Overlay} from './overlay.ts';
import {panes} from './panes.ts';

/** An overlay at its place over the screen. */
export type OverlayView = {readonly placed: PlacedPanel; readonly lines: readonly string[]};

type Terminal = {readonly columns: number; readonly rows: number};

/** Widest box: longer lines are hard to read. */
const boxColumns = 84;
/** As many commands as can be looked over at once. */
const paletteRows = 14;

/** The overlay as lines at a place; a line to type into takes the last row. */
export function drawOverlay(overlay: Overlay, model: ScreenModel, terminal: Terminal): OverlayView {
	switch (overlay.kind) {
		case 'help':
		case 'pane': {
			return drawReading(overlay, model, terminal);
		}

		case 'prompt': {
			const {columns, rows} = terminal;
			return {
				placed: {
					id: 'overlay', x: 0, y: rows - 1, width: columns, height: 1, frame: 'none',
				},
				lines: [drawLine([['key', `${overlay.label} `], ...inputSegments(overlay.input, columns - 8, true)], columns, model.look)],
			};
		}

		case 'dialog': {
			const {title, paragraphs, command, choices} = overlay.question;
			return drawBox(title, model, terminal, width => [
				...paragraphs.flatMap(text => [...wrapText([['text', text]], width, model.look)]),
				...(command === undefined ? [] : [drawLine([], width, model.look), ...wrapText([['accent', command]], width, model.look)]),
				drawLine([], width, model.look),
				...choices.map(({label, key, isDanger}, index) => drawLine([
					[index === overlay.chosen ? 'chosen' : 'key', ` ${key} `],
					[index === overlay.chosen ? 'strong' : (isDanger ? 'warning' : 'text'), ` ${index === overlay.chosen ? model.look.glyphs.cursor : ' '} ${label}`],
				], width, model.look)),
			]);
		}

		case 'form': {
			return drawForm(overlay, model, terminal);
		}

		case 'palette': {
			const listRows = Math.max(1, Math.min(terminal.rows - 4, paletteRows));
			return drawBox(keyWords(model.ui.language).commands, model, terminal, width => {
				const list = drawPaletteList(model, overlay.input.text, overlay.chosen, {columns: width, rows: listRows});
				return [
					drawLine([['key', ': '], ...inputSegments(overlay.input, width - 2, true)], width, model.look),
					...list,
					...Array.from({length: Math.max(0, listRows - list.length)}, () => drawLine([], width, model.look)),
				];
			});
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
	if (overlay.kind === 'help') {
		return drawHelp(model, columns);
	}

	return panes[overlay.pane]?.draw(model, columns) ?? (overlay.paragraphs ?? []).flatMap(text => [...wrapText([['text', text]], columns, model.look)]);
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

function drawForm({form, inputs, field}: Overlay & {readonly kind: 'form'}, model: ScreenModel, terminal: Terminal): OverlayView {
	const {look} = model;
	const values = Object.fromEntries(form.fields.map(({id}, index) => [id, inputs[index]?.text ?? '']));
	const remarks = form.check?.(values) ?? [];
	const labelWidth = Math.max(...form.fields.map(({label}) => displayWidth(label)));
	const valueWidth = Math.max(10, ...inputs.map(({text}) => Math.min(24, displayWidth(text) + 2)));
	return drawBox(form.title, model, terminal, width => [
		...form.paragraphs.flatMap(text => [...wrapText([['text', text]], width, look)]),
		...form.fields.map(({label, hint}, index): string => drawLine([
			[index === field ? 'strong' : 'label', `${index === field ? look.glyphs.cursor : ' '} ${padEnd(label, labelWidth)}  `],
			...padSegments(inputSegments(inputs[index]!, valueWidth, index === field), valueWidth),
			['dim', hint ?? ''],
		], width, look)),
		drawLine([], width, look),
		...remarks.flatMap(({text, isError}) => [...wrapText([[isError ? 'bad' : 'warning', text]], width, look)]),
	]);
}

/** The text with its cursor; a text that is longer than the room shows the part around the cursor. */
export function inputSegments({text, cursor}: TextInput, columns: number, isActive: boolean): readonly Segment[] {
	const parts = characters(toDrawable(text));
	const room = Math.max(1, columns - 1);
	const start = Math.max(0, cursor - room + 1);
	const shown = parts.slice(start, start + room);
	if (!isActive) {
		return [['text', shown.join('')]];
	}

	const place = cursor - start;
	return [['text', shown.slice(0, place).join('')], ['chosen', shown[place] ?? ' '], ['text', shown.slice(place + 1).join('')]];
}

function padSegments(segments: readonly Segment[], columns: number): readonly Segment[] {
	return [...segments, ['text', ' '.repeat(Math.max(1, columns - segmentsWidth(segments)))]];
}

/** A box in the middle of the screen, as high as its content, cut where the terminal ends; the last lines are kept: they hold the answers. */
function drawBox(title: string, model: ScreenModel, {columns, rows}: Terminal, content: (width: number) => readonly string[]): OverlayView {
	const width = Math.min(columns, boxColumns);
	const lines = content(width - 4);
	const height = Math.min(rows - 1, lines.length + 2);
	const hidden = Math.max(0, lines.length - (height - 2));
	return {
		placed: {
			id: 'overlay', x: Math.floor((columns - width) / 2), y: Math.max(0, Math.floor((rows - 1 - height) / 2)), width, height, frame: 'box',
		},
		lines: drawPanel(lines.slice(hidden), {
			width, height, frame: 'box', title, look: model.look, isFocused: true,
		}),
	};
}
