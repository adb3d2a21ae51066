import {displayWidth, padEnd} from '../../format/display-width.ts';
import {keyWords} from '../../words/keys.ts';
import {Frame, Line} from '../overlays/frame.tsx';
import {inputSegments} from '../overlays/input-segments.ts';
import type {OverlayBox} from '../overlays/overlay-place.ts';
import type {Overlay} from '../overlays/overlay.ts';
import type {ScreenModel} from '../panels/model.ts';
import {paletteEntries} from './palette-entries.ts';

/** As many commands as can be looked over at once. */
const maxListRows = 14;

export type PaletteProps = {readonly overlay: Overlay & {readonly kind: 'palette'}; readonly model: ScreenModel; readonly box: OverlayBox};

/** The line that is typed, and below it as many commands as there are rows, the chosen one among them, each with its key. */
export function Palette({overlay: {input, chosen}, model, box}: PaletteProps) {
	const {look, ui} = model;
	const {columns} = box;
	const texts = keyWords(ui.language);
	const rows = Math.max(1, Math.min(box.rows - 1, maxListRows));
	const entries = paletteEntries(model, input.text);
	const place = Math.min(chosen, entries.length - 1);
	const first = Math.max(0, Math.min(place - Math.floor(rows / 2), entries.length - rows));
	const shown = entries.slice(first, first + rows);
	const keyWidth = Math.max(0, ...shown.map(({key}) => displayWidth(key))) + 1;
	const nameWidth = Math.min(Math.max(0, ...shown.map(({name}) => displayWidth(name))), Math.floor(columns / 2)) + 2;
	return (
		<Frame title={texts.commands} box={box} look={look}>
			<Line segments={[['accent', ': '], ...inputSegments(input, columns - 2, true)]} columns={columns} look={look}/>
			{entries.length === 0 && <Line segments={[['dim', texts.noCommand]]} columns={columns} look={look}/>}
			{shown.map(({key, name, meaning, disabled}, index) => (
				<Line
					key={name}
					segments={[
						[first + index === place ? 'chosen' : 'text', first + index === place ? look.glyphs.cursor : ' '],
						['accent', ` ${padEnd(key, keyWidth)}`],
						[disabled === undefined ? (first + index === place ? 'strong' : 'text') : 'dim', padEnd(name, nameWidth)],
						disabled === undefined ? ['label', meaning] : ['warning', texts.disabled[disabled]],
					]}
					columns={columns}
					look={look}
				/>
			))}
		</Frame>
	);
}
