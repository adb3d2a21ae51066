import type {RunState} from '../../../domain/run.ts';
import {memoiseByHistory} from '../../../run/memoise.ts';
import type {Column} from '../../../run/select-columns.ts';
import type {AxisRange} from '../../draw/chart/series.ts';
import type {Chart} from './chart.ts';

/** What the x axis counts. */
export type AxisKind = 'epoch' | 'time';

/** The epochs whose end is known, by time: a clock that was set back leaves the epochs out that seem to go back. */
type Clocked = {readonly places: readonly number[]; readonly epochs: readonly number[]; readonly at: readonly number[]};

const selectClocked = memoiseByHistory((history): Clocked => {
	const places: number[] = [];
	const epochs: number[] = [];
	const at: number[] = [];
	for (const [place, {epoch, completedAt}] of history.entries()) {
		if (!(completedAt !== undefined && Number.isFinite(completedAt) && completedAt > (at.at(-1) ?? -Infinity))) {
			continue;
		}

		places.push(place);
		epochs.push(epoch);
		at.push(completedAt);
	}

	return {places, epochs, at};
});

/** Whether the times of enough epochs are known to draw by time. */
export function hasTimes(state: RunState): boolean {
	return selectClocked(state).at.length >= 2;
}

/** The axis that is drawn for a chart: by time where that is wanted and known, and for moments before the first epochs. */
export function xKindOf(chart: Chart, wanted: AxisKind, state: RunState): AxisKind {
	if (chart.base.kind === 'moments') {
		return wanted === 'epoch' && hasTimes(state) ? 'epoch' : 'time';
	}

	return wanted === 'time' && hasTimes(state) ? 'time' : 'epoch';
}

/** The places and values of a line of the chart on that axis. */
export function placeValues(chart: Chart, values: Column, kind: AxisKind, state: RunState): {readonly xs: readonly number[]; readonly ys: Column} {
	const clocked = selectClocked(state);
	if (chart.base.kind === 'moments') {
		const {at} = chart.base;
		return {xs: kind === 'time' ? at : at.map(moment => momentToEpoch(moment, clocked)), ys: values};
	}

	return kind === 'time'
		? {xs: clocked.at, ys: clocked.places.map(place => values[place])}
		: {xs: selectEpochs(state), ys: values};
}

const selectEpochs = memoiseByHistory(history => history.map(({epoch}) => epoch));

/** The whole x axis that all charts of the run share; undefined before there is anything to draw. */
export function wholeRange(state: RunState, kind: AxisKind): AxisRange | undefined {
	const xs = kind === 'time' ? selectClocked(state).at : selectEpochs(state);
	return xs.length === 0 ? undefined : {from: xs[0]!, to: xs.at(-1)!};
}

/** The place of an epoch on the axis; undefined where its time is not known. */
export function placeOfEpoch(state: RunState, epoch: number, kind: AxisKind): number | undefined {
	if (kind === 'epoch') {
		return epoch;
	}

	const {epochs, at} = selectClocked(state);
	return at[epochs.indexOf(epoch)];
}

/** A moment as a part of the epochs: 3.5 is half way between the ends of the third and the fourth. */
function momentToEpoch(moment: number, {epochs, at}: Clocked): number {
	const after = at.findIndex(end => end >= moment);
	const [low, high] = after <= 0 ? (after === 0 ? [0, 1] : [at.length - 2, at.length - 1]) : [after - 1, after];
	const [from, to] = [at[low]!, at[high]!];
	return epochs[low]! + (((moment - from) / (to - from)) * (epochs[high]! - epochs[low]!));
}
