import {displayWidth} from '../../format/display-width.ts';
import {drawDocument, type Block} from '../draw/document.ts';
import {drawLine} from '../draw/line.ts';
import type {OverlayBox} from '../overlays/overlay-place.ts';
import type {Overlay} from '../overlays/overlay.ts';
import type {ScreenModel} from '../panels/model.ts';
import type {ScrollRange} from '../ui-state.ts';
import {type ExplanationKey} from '../../words/explain-names.ts';
import {wordsIn} from '../../words/words.ts';
import {presentValue} from './number-values.ts';

export type ExplainOverlay = Overlay & {readonly kind: 'explain'};

/** From this width on the list of the numbers is beside the text. */
const listColumns = 68;
/** A list of fewer rows says nothing. */
const minListRows = 5;
const widestName = 28;

export type ExplainPlan = ScrollRange & {
	/** The text about the number that is chosen; what is shown of it begins at `top`. */
	readonly text: readonly string[];
	/** The names of all numbers, with the one that is chosen in sight; undefined without room for them. */
	readonly list?: {readonly lines: readonly string[]; readonly columns: number; readonly isBeside: boolean};
};

/** The number that is chosen in words, and the list of all numbers beside it or below it where there is room. */
export function planExplain(overlay: ExplainOverlay, model: ScreenModel, {columns, rows}: OverlayBox): ExplainPlan {
	const names = wordsIn(model.ui.language).explanations;
	const isBeside = columns >= listColumns;
	const listWidth = isBeside ? Math.min(widestName, Math.max(...overlay.keys.map(key => displayWidth(names[key].name)))) + 2 : columns;
	const text = textLines(overlay.keys[overlay.chosen]!, model, isBeside ? columns - listWidth - 3 : columns);
	const last = Math.max(0, text.length - rows);
	const range = {top: Math.min(overlay.top, last), last, page: rows};
	const listRows = isBeside ? rows : rows - text.length - 1;
	return listRows < minListRows
		? {text, ...range}
		: {text, ...range, list: {lines: listLines(overlay, model, {columns: listWidth, rows: listRows}), columns: listWidth, isBeside}};
}

/** Name, the value of now, two sentences, formula, and what is good. In a narrow terminal the name is the title already. */
function textLines(key: ExplanationKey, model: ScreenModel, columns: number): readonly string[] {
	const {look, ui: {language}} = model;
	const words = wordsIn(language).explain;
	const {name, what, formula, good} = wordsIn(language).explanations[key];
	const value = presentValue(key, model);
	const fields = ([[words.now, value ?? ''], [words.good, good], [words.formula, formula]] as const).filter(([, text]) => text !== '');
	const labelWidth = Math.max(...[words.now, words.good, words.formula].map(label => displayWidth(label))) + 2;
	const isWide = columns > 40;
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
function listLines({keys, here, chosen}: ExplainOverlay, {look, ui: {language}}: ScreenModel, {columns, rows}: {readonly columns: number; readonly rows: number}): readonly string[] {
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
