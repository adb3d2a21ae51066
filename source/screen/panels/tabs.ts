import {screenIds, tabIds} from '../../keys/binding.ts';
import {keyNameOf} from '../../keys/key-names.ts';
import {drawEnds, segmentsWidth, type Segment} from '../draw/line.ts';
import {timeOfDay, type ScreenModel, type Size} from './model.ts';
import {drawVerdict} from './verdict.ts';

/** How the run is says more than the names of the other screens. */
const verdictColumns = 4;

/** The verdict in words, the clock and the name of yolotop, before which the screen without a tab of its own stands back. */
const sideColumns = 34;

/** The columns of each screen's name in the line of tabs, for clicks. */
export type TabPlace = {readonly screen: (typeof screenIds)[number]; readonly start: number; readonly end: number};

/** How much room the names take: those of all screens, of those that Tab goes through, or of the shown one alone. */
type TabWidth = 'all' | 'tabs' | 'shown';

function tabSegments({ui, words, look}: ScreenModel, width: TabWidth): ReadonlyArray<readonly Segment[]> {
	return screenIds.map((screen): readonly Segment[] => {
		const key = keyNameOf(`show-${screen}`);
		const name = words.screens[screen];
		const chosen: Segment = ['tab', look.depth === 'none' ? `[${key} ${name}]` : ` ${key} ${name} `];
		// Without colours the chosen one must stand out, too.
		const isNamed = width === 'all' || (width === 'tabs' && (tabIds as readonly string[]).includes(screen));
		return screen === ui.screen ? [chosen] : (isNamed ? [['accent', ` ${key}`], ['label', ` ${name} `]] : []);
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

/** Where each tab is in the line. */
export function tabPlaces(model: ScreenModel, columns: number): readonly TabPlace[] {
	let start = 0;
	return fittingTabs(model, columns).map((segments, index) => {
		const place = {screen: screenIds[index]!, start, end: start + segmentsWidth(segments)};
		start = place.end;
		return place;
	});
}

function fittingTabs(model: ScreenModel, columns: number): ReadonlyArray<readonly Segment[]> {
	const hasRoom = (tabs: ReadonlyArray<readonly Segment[]>, more: number) => segmentsWidth(tabs.flat()) + more <= columns;
	const all = tabSegments(model, 'all');
	const tabs = tabSegments(model, 'tabs');
	return hasRoom(all, verdictColumns + sideColumns) ? all : (hasRoom(tabs, verdictColumns) ? tabs : tabSegments(model, 'shown'));
}
