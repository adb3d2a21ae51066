import {displayWidth, padEnd} from '../../format/display-width.ts';
import {drawLine, type Segment} from '../draw/line.ts';
import type {ScreenModel} from '../panels/model.ts';
import {keyWords} from '../../words/keys.ts';
import {paletteEntries, type PaletteEntry} from './palette-entries.ts';

/** The list below the typed line: as many entries as there are rows, the chosen one among them, each with its key. */
export function drawPaletteList(model: ScreenModel, typed: string, chosen: number, {columns, rows}: {readonly columns: number; readonly rows: number}): readonly string[] {
	const entries = paletteEntries(model, typed);
	const {look, ui} = model;
	const texts = keyWords(ui.language);
	if (entries.length === 0) {
		return [drawLine([['dim', texts.noCommand]], columns, look)];
	}

	const place = Math.min(chosen, entries.length - 1);
	const first = Math.max(0, Math.min(place - Math.floor(rows / 2), entries.length - rows));
	const shown = entries.slice(first, first + rows);
	const keyWidth = Math.max(...shown.map(({key}) => displayWidth(key))) + 1;
	const nameWidth = Math.min(Math.max(...shown.map(({name}) => displayWidth(name))), Math.floor(columns / 2)) + 2;
	return shown.map((entry, index) => drawLine(drawEntry(entry, first + index === place), columns, first + index === place ? look.chosen : look));

	function drawEntry({key, name, meaning, disabled}: PaletteEntry, isChosen: boolean): readonly Segment[] {
		return [
			['accent', isChosen ? look.glyphs.cursor : ' '],
			['accent', ` ${padEnd(key, keyWidth)}`],
			[disabled === undefined ? (isChosen ? 'strong' : 'text') : 'dim', padEnd(name, nameWidth)],
			disabled === undefined ? ['label', meaning] : ['warning', texts.disabled[disabled]],
		];
	}
}
