import type {MetricName} from '../../domain/metric.ts';
import {metric} from '../../format/number.ts';
import {selectBestEpoch} from '../../run/select-best-epoch.ts';
import {selectMetricSeries, selectTrend, trendEpochs} from '../../run/select-series.ts';
import type {Segment} from '../draw/line.ts';
import type {Token} from '../theme/token.ts';
import {bestText} from './best-text.ts';
import type {ScreenModel} from './model.ts';

/** Less than this is no change in three decimals. */
const leastChange = 0.0005;

/**
Whether the model gets better, in words: against the epoch before, against the best epoch, and over the last epochs. Groups for one line,
the most telling first; the best alone after the last epoch.
*/
export function qualityGroups(model: ScreenModel, lead: MetricName): ReadonlyArray<readonly Segment[]> {
	const {state, words, look} = model;
	const best = selectBestEpoch(state);
	if (best === undefined || state.isFinalValidation) {
		return [[['good', bestText(model)]]];
	}

	const series = selectMetricSeries(state, lead);
	const [before, last] = series.slice(-2).map(({value}) => value);
	const lastEpoch = series.at(-1)?.epoch;
	const bestValue = best.metrics?.[lead];
	const below = last === undefined || bestValue === undefined ? undefined : bestValue - last;
	const trend = selectTrend(series);
	const {up, down, flat} = look.glyphs;
	const isBestNow = lastEpoch === best.epoch;
	const isRunning = state.phase.kind === 'training' || state.phase.kind === 'validating';
	return [
		isBestNow && isRunning && series.length > 1
			? [['good', `${look.glyphs.marks.good} ${words.bestNow(best.epoch)}`]]
			: [['good', words.bestValue(best.epoch, metric(bestValue))], ['dim', below !== undefined && below >= leastChange ? words.belowBest(metric(below)) : '']],
		before === undefined || last === undefined ? [] : [['label', words.sinceBefore], changeSegment(last - before, model)],
		trend === undefined ? [] : [['label', words.lastEpochs(Math.min(series.length, trendEpochs))], [trend === 'falling' ? 'warning' : 'text', `${{rising: up, falling: down, flat}[trend]} ${words.trend[trend]}`]],
	];
}

/** `↑ +0.003`: sign, arrow and colour say the same. */
function changeSegment(change: number, {look: {glyphs}}: ScreenModel): Segment {
	if (!(Math.abs(change) >= leastChange)) {
		return ['dim', `${glyphs.flat} ${Number.isNaN(change) ? '-' : '0.000'}`];
	}

	const token: Token = change > 0 ? 'good' : 'warning';
	return [token, `${change > 0 ? `${glyphs.up} +` : `${glyphs.down} `}${change.toFixed(3)}`];
}
