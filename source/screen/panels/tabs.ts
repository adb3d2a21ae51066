import {screenIds, tabIds} from '../../keys/binding.ts';
import {drawEnds, segmentsWidth, type Segment} from '../draw/line.ts';
import {timeOfDay, type ScreenModel, type Size} from './model.ts';
import {drawVerdict} from './verdict.ts';

/** How the run is says more than the names of the other screens. */
const verdictColumns = 4;

/** The columns of each screen's name in the line of tabs, for clicks. */
export type TabPlace = {readonly screen: (typeof screenIds)[number]; readonly start: number; readonly end: number};

function tabSegments({ui, words, look}: ScreenModel, isNarrow: boolean): ReadonlyArray<readonly Segment[]> {
	// One without a name of its own there has it while it is shown.
	return screenIds.flatMap((screen, index): ReadonlyArray<readonly Segment[]> => {
		if (screen !== ui.screen && !(tabIds as readonly string[]).includes(screen)) {
			return [];
		}

		const name = words.screens[screen];
		const chosen: Segment = ['tab', look.depth === 'none' ? `[${index + 1} ${name}]` : ` ${index + 1} ${name} `];
		// Without colours the chosen one must stand out, too.
		return [screen === ui.screen ? [chosen] : (isNarrow ? [] : [['accent', ` ${index + 1}`], ['label', ` ${name} `]])];
	});
}

/** The names of the screens with their keys, the shown one set off; at the right how the run is, the clock, and whose screen it is. */
export function drawTabs(model: ScreenModel, {columns}: Size): readonly string[] {
	const tabs = fittingTabs(model, columns).flat();
	const name: Segment = ['accent', ' yolotop '];
	const clock: Segment = ['dim', `  ${timeOfDay(model, model.now)}`];
	const room = columns - segmentsWidth(tabs) - 1;
	// What has no room goes from the end of the line inwards: first the clock, then the name.
	const right = [[clock, name], [name], [clock], []].map((rest): readonly Segment[] => [...drawVerdict(model, room - segmentsWidth(rest)), ...rest]).find((segments, index) => segmentsWidth(segments) <= room && (index > 1 || segments.length > 2 || segmentsWidth(drawVerdict(model, Infinity)) === 0)) ?? [];
	return [drawEnds(tabs, right, columns, model.look)];
}

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
	return segmentsWidth(wide.flat()) + verdictColumns <= columns ? wide : tabSegments(model, true);
}
