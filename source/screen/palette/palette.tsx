import {displayWidth, padEnd} from '../../format/display-width.ts';
import {keyWords} from '../../words/keys.ts';
import type {Segment} from '../draw/line.ts';
import {Frame, Line} from '../overlays/frame.tsx';
import {inputSegments} from '../overlays/input-segments.ts';
import type {OverlayBox} from '../overlays/overlay-place.ts';
import type {Overlay} from '../overlays/overlay.ts';
import type {ScreenModel} from '../panels/model.ts';
import {paletteEntries, type PaletteEntry} from './palette-entries.ts';

/** As many lines as can be looked over at once. */
const maxListRows = 20;
/** With fewer rows headings would leave too few commands. */
const minHeadedRows = 8;

/** A line of the list: a command, or the name of the group that begins. */
type Row = {readonly entry: PaletteEntry; readonly isHeading: boolean};

export type PaletteProps = {readonly overlay: Overlay & {readonly kind: 'palette'}; readonly model: ScreenModel; readonly box: OverlayBox};

/** The line that is typed, and below it as many commands as there are rows, the chosen one among them, each with its key. */
export function Palette({overlay: {input, chosen}, model, box}: PaletteProps) {
	const {look, ui} = model;
	const {columns} = box;
	const texts = keyWords(ui.language);
	const room = Math.max(1, Math.min(box.rows - 1, maxListRows));
	const entries = paletteEntries(model, input.text);
	const current = entries[Math.min(chosen, entries.length - 1)];
	const rows = listRows(entries, input.text.trim() === '' && room >= minHeadedRows);
	const place = rows.findIndex(({entry, isHeading}) => entry === current && !isHeading);
	const first = Math.max(0, Math.min(place - Math.floor(room / 2), rows.length - room));
	const keyWidth = Math.max(0, ...entries.map(({key}) => displayWidth(key))) + 1;
	const nameWidth = Math.min(Math.max(0, ...entries.map(({name}) => displayWidth(name))), Math.floor(columns / 2)) + 2;

	function rowSegments({entry: {key, name, meaning, group, disabled}, isHeading}: Row, isChosen: boolean): readonly Segment[] {
		if (isHeading) {
			return [['title', texts.paletteGroup[group]]];
		}

		return [
			[isChosen ? 'chosen' : 'text', isChosen ? look.glyphs.cursor : ' '],
			[disabled === undefined ? 'accent' : 'dim', ` ${padEnd(key, keyWidth)}`],
			[disabled === undefined ? (isChosen ? 'strong' : 'text') : 'dim', padEnd(name, nameWidth)],
			disabled === undefined ? ['label', shorten(meaning, columns - keyWidth - nameWidth - 2)] : ['dim', texts.disabled[disabled]],
		];
	}

	return (
		<Frame title={texts.commands} box={box} look={look} scroll={{first, shown: room, all: rows.length}} scrollRow={1}>
			<Line segments={[['accent', ': '], ...inputSegments(input, columns - 2, true)]} columns={columns} look={look}/>
			{rows.length === 0 ? <Line segments={[['dim', texts.noCommand]]} columns={columns} look={look}/> : undefined}
			{rows.slice(first, first + room).map((row, index) => (
				<Line key={`${row.isHeading ? '' : row.entry.key} ${row.isHeading ? row.entry.group : row.entry.name}`} segments={rowSegments(row, first + index === place)} columns={columns} look={look}/>
			))}
		</Frame>
	);
}

/** A meaning whole, or so many of its clauses as there is room for: no sentence is cut. */
function shorten(text: string, room: number): string {
	const ends = [...text.matchAll(/[,:;，：；]| and /g)].map(({index}) => index);
	return displayWidth(text) <= room ? text : text.slice(0, ends.findLast(end => displayWidth(text.slice(0, end)) <= room) ?? 0);
}

function listRows(entries: readonly PaletteEntry[], hasHeadings: boolean): readonly Row[] {
	return entries.flatMap((entry, index): readonly Row[] => [
		...(hasHeadings && entry.group !== entries[index - 1]?.group ? [{entry, isHeading: true}] : []),
		{entry, isHeading: false},
	]);
}
