import {metric, loss, percent} from '../../format/number.ts';
import {selectBestEpoch} from '../../run/select-best-epoch.ts';
import {selectEta} from '../../run/select-eta.ts';
import {selectEpoch, selectRunFraction} from '../../run/select-progress.ts';
import {selectLossNames} from '../../run/select-series.ts';
import {drawBar} from '../draw/bar.ts';
import {
	drawLine,
	fitGroups,
	type Segment,
} from '../draw/line.ts';
import {leadingMetric, metricLabel} from './best-text.ts';
import {drawState} from './header.ts';
import {timeSpan, type ScreenModel, type Size} from './model.ts';
import {describeOutcome} from './outcome.ts';

/** The run in a few short lines, most important first, for a terminal too small for panels. */
export function drawMini(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {state, look, now, words, isSimulated} = model;
	const fraction = selectRunFraction(state);
	const eta = selectEta(state, now);
	const epoch = `${selectEpoch(state) ?? '-'}/${state.epochs ?? '-'}`;
	const share = fraction === undefined ? '' : ` ${percent(fraction)}`;
	const space: Segment = ['text', ' '];
	const metrics = state.lastValidation?.metrics ?? state.history.at(-1)?.metrics;
	const lead = leadingMetric(metrics);
	const best = selectBestEpoch(state);
	const lines: ReadonlyArray<readonly Segment[]> = [
		fitGroups([drawState(model), [['strong', epoch]], isSimulated ? [['badge', words.simulated]] : []], columns, space),
		[...drawBar(fraction, Math.max(0, columns - share.length), look.glyphs), ['accent', share]],
		...describeOutcome(model).slice(0, 1),
		fitGroups([
			eta === undefined ? [] : [['strong', words.timeLeft(timeSpan(model, eta.leftMs))]],
			metrics === undefined ? [] : [['label', `${metricLabel(lead)} `], ['strong', metric(metrics[lead])]],
		], columns, space),
		fitGroups(selectLossNames(state).map((name): readonly Segment[] => [['label', `${name} `], ['text', loss(state.progress?.losses[name] ?? state.history.at(-1)?.losses[name])]]), columns, space),
		[['text', state.target?.name ?? '']],
		best === undefined ? [] : [['good', words.bestShort(best.epoch)]],
	];
	return Array.from({length: rows}, (_, row) => drawLine(lines[row] ?? [], columns, look));
}
