import type {CommandAt, MoveCommand} from '../../../keys/keymap.ts';
import {nearestIndex, type AxisRange} from '../../draw/chart/series.ts';
import {smoothingLevels, type Smoothing} from '../../draw/chart/smooth.ts';
import {
	largestZoom,
	shownRange,
	shownShare,
	withShown,
	type ChartsUi,
} from './charts-ui.ts';

/** What the commands of the charts need to know. */
export type ChartsContext = {
	/** Charts that pass the filter. */
	readonly count: number;
	/** Charts side by side on the screen. */
	readonly columns: number;
	/** Places of the chosen chart's points, ascending. */
	readonly xs: readonly number[];
	/** The whole x axis; undefined before there is anything to draw. */
	readonly whole: AxisRange | undefined;
	/** How much the curves are smoothed now. */
	readonly smoothing: Smoothing;
	/** Whether the times of the epochs are known. */
	readonly hasTimes: boolean;
};

/** Points that the cursor jumps over with a page key: a tenth of what is shown. */
const jumpShare = 0.1;

/** The commands that the charts answer by themselves. */
export type ChartsCommand = MoveCommand | Exclude<CommandAt<'charts'>, 'filter-charts'>;

/** The state of the charts after each of their commands; the same object when nothing changes. */
export const chartsReducers: Readonly<Record<ChartsCommand, (ui: ChartsUi, context: ChartsContext) => ChartsUi>> = {
	'charts-left': (ui, context) => isWall(ui) ? moveFocus(ui, -1, context) : moveCursor(ui, -1, context),
	'charts-right': (ui, context) => isWall(ui) ? moveFocus(ui, 1, context) : moveCursor(ui, 1, context),
	'scroll-up': (ui, context) => moveFocus(ui, isWall(ui) ? -context.columns : -1, context),
	'scroll-down': (ui, context) => moveFocus(ui, isWall(ui) ? context.columns : 1, context),
	'page-up': (ui, context) => isWall(ui) ? moveFocus(ui, -context.columns, context) : moveCursor(ui, -jumpOf(ui, context), context),
	'page-down': (ui, context) => isWall(ui) ? moveFocus(ui, context.columns, context) : moveCursor(ui, jumpOf(ui, context), context),
	'scroll-to-start': (ui, context) => isWall(ui) ? moveFocus(ui, -Math.min(ui.focus, context.count - 1), context) : moveCursor(ui, -Infinity, context),
	'scroll-to-end': (ui, context) => isWall(ui) ? moveFocus(ui, context.count - 1 - ui.focus, context) : moveCursor(ui, Infinity, context),
	'next-chart': (ui, context) => moveFocus(ui, 1, context, true),
	'previous-chart': (ui, context) => moveFocus(ui, -1, context, true),
	'enlarge-chart': ui => ({...ui, view: ({list: 'full', full: 'list', wall: 'list'} as const)[ui.view]}),
	'show-wall': ui => ({...ui, view: isWall(ui) ? 'list' : 'wall'}),
	'switch-log-scale': ui => ({...ui, isLog: !ui.isLog}),
	'switch-smoothing': (ui, {smoothing}) => ({...ui, smoothing: smoothingLevels[(smoothingLevels.indexOf(smoothing) + 1) % smoothingLevels.length]!}),
	'switch-x-axis'(ui, {hasTimes}) {
		if (!hasTimes) {
			return ui;
		}

		const {cursor: _, ...rest} = ui;
		return {...rest, xKind: ui.xKind === 'epoch' ? 'time' : 'epoch'};
	},
	'zoom-in': (ui, context) => zoomBy(ui, 1, context),
	'zoom-out': (ui, context) => zoomBy(ui, -1, context),
	'pan-left': ui => pan(ui, -1),
	'pan-right': ui => pan(ui, 1),
	'reset-chart'({cursor: _, ...rest}) {
		return {...rest, zoom: 0, middle: 1};
	},
	'leave-chart': leave,
};

/** Among all charts beside each other arrows move the choice, elsewhere the cursor. */
function isWall({view}: ChartsUi): boolean {
	return view === 'wall';
}

/** Takes back one thing after the other: the cursor, the view, the filter. */
function leave(ui: ChartsUi): ChartsUi {
	if (ui.cursor !== undefined) {
		const {cursor: _, ...rest} = ui;
		return rest;
	}

	if (ui.view !== 'list') {
		return {...ui, view: 'list'};
	}

	return ui.filter === '' ? ui : {...ui, filter: '', focus: 0};
}

function moveFocus(ui: ChartsUi, step: number, {count}: ChartsContext, isRound = false): ChartsUi {
	if (count === 0) {
		return ui;
	}

	const present = Math.min(ui.focus, count - 1);
	const wanted = present + step;
	const focus = isRound ? (wanted + count) % count : (wanted < 0 || wanted >= count ? present : wanted);
	return focus === ui.focus ? ui : {...ui, focus};
}

/** By whole points; without a cursor it begins at the end that the key comes from. */
function moveCursor(ui: ChartsUi, step: number, {xs, whole}: ChartsContext): ChartsUi {
	if (whole === undefined || xs.length === 0) {
		return ui;
	}

	const {from, to} = shownRange(whole, ui);
	const present = ui.cursor === undefined ? undefined : nearestIndex(xs, ui.cursor);
	const begin = nearestIndex(xs, step < 0 ? to : from) ?? 0;
	const index = present === undefined && Math.abs(step) !== Infinity ? begin : Math.min(xs.length - 1, Math.max(0, (present ?? 0) + step));
	const x = xs[index]!;
	return withShown(x === ui.cursor ? ui : {...ui, cursor: x}, x, whole);
}

function jumpOf(ui: ChartsUi, {xs}: ChartsContext): number {
	return Math.max(1, Math.round(xs.length * shownShare(ui) * jumpShare));
}

/** Around the cursor where there is one, else around the middle, or at the end while the end is shown; never closer than a few points. */
function zoomBy(ui: ChartsUi, step: number, {xs, whole}: ChartsContext): ChartsUi {
	const zoom = Math.min(largestZoom, Math.max(0, ui.zoom + step));
	if (zoom === ui.zoom || (step > 0 && xs.length * shownShare({zoom}) < 3)) {
		return ui;
	}

	const place = whole !== undefined && ui.cursor !== undefined && whole.to > whole.from ? (ui.cursor - whole.from) / (whole.to - whole.from) : ui.middle;
	return {...ui, zoom, middle: place};
}

function pan(ui: ChartsUi, step: number): ChartsUi {
	const share = shownShare(ui);
	if (share >= 1) {
		return ui;
	}

	const half = share / 2;
	const wanted = Math.max(half, middleOf(ui) + (step * half));
	// At the end the picture goes on with the run.
	const middle = wanted >= 1 - half ? 1 : wanted;
	return middle === ui.middle ? ui : {...ui, middle};
}

/** The middle of what is really shown, which stays inside of the axis. */
function middleOf(ui: ChartsUi): number {
	const half = shownShare(ui) / 2;
	return Math.min(1 - half, Math.max(half, ui.middle));
}

/** The cursor at the point that is nearest to an epoch, which is shown. */
export function goToEpoch(ui: ChartsUi, epoch: number, {xs, whole}: Pick<ChartsContext, 'xs' | 'whole'>): ChartsUi {
	const index = nearestIndex(xs, epoch);
	return index === undefined || whole === undefined ? ui : withShown({...ui, cursor: xs[index]!}, xs[index]!, whole);
}
