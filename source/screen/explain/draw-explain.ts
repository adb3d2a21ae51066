import {displayWidth} from '../../format/display-width.ts';
import {drawDocument, type Block} from '../draw/document.ts';
import {drawLine} from '../draw/line.ts';
import {drawPanel} from '../draw/panel.ts';
import type {OverlayView, Terminal} from '../overlays/draw-box.ts';
import type {Overlay} from '../overlays/overlay.ts';
import type {ScreenModel} from '../panels/model.ts';
import {type ExplanationKey} from '../../words/explain-names.ts';
import {wordsIn} from '../../words/words.ts';
import {presentValue} from './number-values.ts';

type Explain = Overlay & {readonly kind: 'explain'};

/** From this width on the list of the numbers stands beside the text. */
const listColumns = 72;
const widestName = 28;

/** The number that is chosen in words, beside the list of all numbers where there is room. */
export function drawExplain(overlay: Explain, model: ScreenModel, terminal: Terminal): OverlayView {
	const {columns, rows} = terminal;
	const {look, ui: {language}} = model;
	const words = wordsIn(language).explain;
	const names = wordsIn(language).explanations;
	const room = textRoom(overlay, model, terminal);
	const text = textLines(overlay.keys[overlay.chosen]!, model, room.columns);
	const {top} = explainRange(overlay, model, terminal);
	const shown = text.slice(top, top + room.rows);
	const list = room.list === 0 ? undefined : listLines(overlay, model, {columns: room.list, rows: room.rows});
	const lines = list === undefined
		? shown
		: Array.from({length: room.rows}, (_, row) => `${list[row] ?? ' '.repeat(room.list)}${look.paint('border', ` ${look.glyphs.vertical} `)}${shown[row] ?? ' '.repeat(room.columns)}`);
	return {
		placed: {
			id: 'overlay', x: 0, y: 0, width: columns, height: rows - 1, frame: 'box',
		},
		lines: drawPanel(lines, {
			width: columns,
			height: rows - 1,
			frame: 'box',
			title: columns < listColumns ? names[overlay.keys[overlay.chosen]!].name : words.title,
			look,
			isFocused: true,
			detail: [['dim', `${overlay.chosen + 1}/${overlay.keys.length}`]],
			...(text.length > room.rows && {scroll: {first: top, shown: room.rows, all: text.length}}),
		}),
	};
}

/** How far the text can be scrolled: only in a small terminal. */
export function explainRange(overlay: Explain, model: ScreenModel, terminal: Terminal): {readonly top: number; readonly last: number; readonly page: number} {
	const {columns, rows} = textRoom(overlay, model, terminal);
	const last = Math.max(0, textLines(overlay.keys[overlay.chosen]!, model, columns).length - rows);
	return {top: Math.min(overlay.top, last), last, page: rows};
}

/** The room of the text, and the columns of the list beside it; 0 without a list. */
function textRoom({keys}: Explain, {ui}: ScreenModel, terminal: Terminal): {readonly columns: number; readonly rows: number; readonly list: number} {
	const columns = Math.max(1, terminal.columns - 4);
	const rows = Math.max(1, terminal.rows - 3);
	if (terminal.columns < listColumns) {
		return {columns, rows, list: 0};
	}

	const names = wordsIn(ui.language).explanations;
	const list = Math.min(widestName, Math.max(...keys.map(key => displayWidth(names[key].name)))) + 2;
	return {columns: columns - list - 3, rows, list};
}

/** Name, the value of now, two sentences, formula, and what is good. In a narrow terminal the name is the title already. */
function textLines(key: ExplanationKey, model: ScreenModel, columns: number): readonly string[] {
	const {look, ui: {language}} = model;
	const words = wordsIn(language).explain;
	const {name, what, formula, good} = wordsIn(language).explanations[key];
	const value = presentValue(key, model);
	const fields = ([[words.now, value ?? ''], [words.good, good], [words.formula, formula]] as const).filter(([, text]) => text !== '');
	const labelWidth = Math.max(...[words.now, words.good, words.formula].map(label => displayWidth(label))) + 2;
	const isWide = columns + 4 >= listColumns / 2 && columns > 40;
	const gap: readonly Block[] = isWide ? [{kind: 'gap'}] : [];
	return drawDocument([
		...(isWide ? [{kind: 'title', text: name, token: 'accent'} as const, ...gap] : []),
		{kind: 'text', text: what},
		...gap,
		...fields.map(([label, text]): Block => ({
			kind: 'field', label, text, labelWidth, token: label === words.now ? 'strong' : 'text',
		})),
	], columns, look);
}

/** The names with the chosen one in sight; a gap parts those on the screen from the others. */
function listLines({keys, here, chosen}: Explain, {look, ui: {language}}: ScreenModel, {columns, rows}: {readonly columns: number; readonly rows: number}): readonly string[] {
	const names = wordsIn(language).explanations;
	const all = keys.map((key, index) => drawLine(
		[['accent', index === chosen ? `${look.glyphs.cursor} ` : '  '], [index === chosen ? 'strong' : (index < here ? 'text' : 'dim'), names[key].name]],
		columns,
		look,
	));
	const isParted = here > 0 && here < keys.length;
	const lines = isParted ? [...all.slice(0, here), drawLine([['label', wordsIn(language).explain.others]], columns, look), ...all.slice(here)] : all;
	const at = isParted && chosen >= here ? chosen + 1 : chosen;
	const first = Math.max(0, Math.min(lines.length - rows, at - Math.floor(rows / 2)));
	return lines.slice(first, first + rows);
}
