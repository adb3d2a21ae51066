import {screenIds} from '../../keys/binding.ts';
import {drawEnds, segmentsWidth, type Segment} from '../draw/line.ts';
import type {ScreenModel, Size} from './model.ts';
import {drawVerdict} from './verdict.ts';

/** The columns of each screen's name in the line of tabs, for clicks. */
export type TabPlace = {readonly screen: (typeof screenIds)[number]; readonly start: number; readonly end: number};

function tabSegments({ui, words, look}: ScreenModel, isNarrow: boolean): ReadonlyArray<readonly Segment[]> {
	return screenIds.map((screen, index): readonly Segment[] => {
		const name = words.screens[screen];
		const chosen: Segment = ['tab', look.depth === 'none' ? `[${index + 1} ${name}]` : ` ${index + 1} ${name} `];
		// Without colours the chosen one must stand out, too.
		return screen === ui.screen ? [chosen] : [['accent', ` ${index + 1}`], ['label', isNarrow ? ' ' : ` ${name} `]];
	});
}

/** The names of the screens with their keys, the shown one set off. */
export function drawTabs(model: ScreenModel, {columns}: Size): readonly string[] {
	const tabs = fittingTabs(model, columns).flat();
	const name: Segment = ['accent', 'yolotop'];
	const room = columns - segmentsWidth(tabs) - 2;
	const withName = drawVerdict(model, room - segmentsWidth([name]) - gap.length);
	const verdict = withName.length > 0 ? withName : drawVerdict(model, room);
	const right = withName.length > 0 ? [...withName, ['text', gap] satisfies Segment, name] : (verdict.length > 0 ? verdict : [name]);
	return [drawEnds(tabs, right, columns, model.look)];
}

const gap = ' '.repeat(3);

/** Where each tab stands in the line. */
export function tabPlaces(model: ScreenModel, columns: number): readonly TabPlace[] {
	let start = 0;
	return fittingTabs(model, columns).map((segments, index) => {
		const place = {screen: screenIds[index]!, start, end: start + segmentsWidth(segments)};
		start = place.end;
		return place;
	});
}

function fittingTabs(model: ScreenModel, columns: number): ReadonlyArray<readonly Segment[]> {
	const wide = tabSegments(model, false);
	return segmentsWidth(wide.flat()) <= columns ? wide : tabSegments(model, true);
}
