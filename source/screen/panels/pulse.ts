import {leadingMetric} from '../../domain/metric.ts';
import {loss, metric, percent} from '../../format/number.ts';
import {selectEta} from '../../run/select-eta.ts';
import {selectEpoch, selectRunFraction} from '../../run/select-progress.ts';
import {selectLossNames} from '../../run/select-series.ts';
import {drawBar} from '../draw/bar.ts';
import {
	drawLine,
	fitGroups,
	segmentsWidth,
	type Segment,
} from '../draw/line.ts';
import {
	timeOfDay,
	timeSpan,
	type ScreenModel,
	type Size,
} from './model.ts';
import {describeOutcome} from './outcome.ts';

/** How far the run is and whether it gets better, in one line: stands above every screen but the overview. */
export function drawPulse(model: ScreenModel, {columns}: Size): readonly string[] {
	const {state, now, look, words} = model;
	const {progress} = state;
	const eta = selectEta(state, now);
	const fraction = selectRunFraction(state);
	const metrics = state.lastValidation?.metrics ?? state.history.at(-1)?.metrics;
	const lead = leadingMetric(metrics);
	const batch = progress?.batchIndex === undefined || progress.batchesPerEpoch === undefined ? [] : [['label', `${words.batch} `], ['text', `${progress.batchIndex}/${progress.batchesPerEpoch}`]] as const;
	const outcome = describeOutcome(model)[0];
	const start: readonly Segment[] = [['strong', `${words.epoch} ${selectEpoch(state) ?? '-'}/${state.epochs ?? '-'} `]];
	const groups: ReadonlyArray<readonly Segment[]> = [
		[['accent', fraction === undefined ? '' : percent(fraction)]],
		outcome ?? (eta === undefined ? [] : [['text', words.timeLeft(timeSpan(model, eta.leftMs))]]),
		metrics === undefined || outcome !== undefined ? [] : [['label', `${lead.label} `], ['strong', metric(metrics[lead.name])]],
		outcome === undefined ? batch : [],
		eta === undefined || outcome !== undefined ? [] : [['dim', words.endsAt(timeOfDay(model, now + eta.leftMs))]],
		...selectLossNames(state).map((name): readonly Segment[] => [['label', `${name} `], ['text', loss(progress?.losses[name] ?? state.history.at(-1)?.losses[name])]]),
	];
	const barWidth = columns >= 60 ? Math.min(30, Math.floor(columns / 5)) : 0;
	const right = fitGroups(groups, columns - segmentsWidth(start) - barWidth - 1, ['dim', '  ']);
	return [drawLine([...start, ...drawBar(fraction, barWidth, look.glyphs), ['text', barWidth > 0 ? ' ' : ''], ...right], columns, look)];
}
