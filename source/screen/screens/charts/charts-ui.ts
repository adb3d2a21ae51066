import type {Smoothing} from '../../draw/chart/smooth.ts';
import type {AxisRange} from '../../draw/chart/series.ts';
import type {AxisKind} from './x-places.ts';

/** What of the charts is shown, and how. */
export type ChartsUi = {
	/** The place of the chosen chart among those that are shown. */
	readonly focus: number;
	/** The list of figures with the chosen one large, all of them beside each other, or the chosen one alone. */
	readonly view: 'list' | 'wall' | 'full';
	readonly isLog: boolean;
	/** Undefined leaves it to the length of the run. */
	readonly smoothing?: Smoothing;
	readonly xKind: AxisKind;
	/** The shown part of the x axis: 0 is all of it, each step two thirds of the step before. */
	readonly zoom: number;
	/** The middle of the shown part, 0 to 1. */
	readonly middle: number;
	/** The x whose values are read; undefined without a cursor. */
	readonly cursor?: number;
	/** Part of the names of the charts to show; empty shows all. */
	readonly filter: string;
};

export const initialChartsUi: ChartsUi = {
	focus: 0, view: 'list', isLog: false, xKind: 'epoch', zoom: 0, middle: 1, filter: '',
};

/** More steps show less than a thousandth of the axis. */
export const largestZoom = 17;

/** How much of the axis is shown, 1 for all. */
export function shownShare({zoom}: Pick<ChartsUi, 'zoom'>): number {
	return (2 / 3) ** zoom;
}

/** The shown part of an axis. */
export function shownRange({from, to}: AxisRange, ui: Pick<ChartsUi, 'zoom' | 'middle'>): AxisRange {
	const share = shownShare(ui);
	const start = Math.min(1 - share, Math.max(0, ui.middle - (share / 2)));
	const span = to - from;
	return share >= 1 ? {from, to} : {from: from + (start * span), to: from + ((start + share) * span)};
}

/** The state that shows `x`: the shown part moves as little as it must. */
export function withShown(ui: ChartsUi, x: number, whole: AxisRange): ChartsUi {
	const {from, to} = shownRange(whole, ui);
	const span = whole.to - whole.from;
	if ((x >= from && x <= to) || span <= 0) {
		return ui;
	}

	const half = shownShare(ui) / 2;
	const place = (x - whole.from) / span;
	return {...ui, middle: x < from ? place + half : place - half};
}
