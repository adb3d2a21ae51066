import {leadingMetric} from '../../domain/metric.ts';
import {lossInColumn, metric} from '../../format/number.ts';
import {selectEta} from '../../run/select-eta.ts';
import {selectEpoch, selectRunFraction} from '../../run/select-progress.ts';
import {selectLossNames} from '../../run/select-series.ts';
import {
	drawLine,
	fitGroups,
	segmentsWidth,
	type Segment,
} from '../draw/line.ts';
import {lossToken, metricToken} from '../theme/subjects.ts';
import {percent} from '../../words/percent.ts';
import {
	timeOfDay,
	timeSpan,
	type ScreenModel,
	type Size,
} from './model.ts';
import {drawState} from './header.ts';
import {originWords} from './origin-words.ts';
import {describeOutcome} from './outcome.ts';
import {drawRunBar} from './run-bar.ts';
import {drawVerdict} from './verdict.ts';

/** From so many columns on there is room for a bar. */
const barColumns = 60;

/** How the run is and how far, in one row: above every screen but the overview. */
export function drawPulse(model: ScreenModel, {columns}: Size, isAlone = false): readonly string[] {
	const {state, now, look, words, ui} = model;
	const eta = selectEta(state, now);
	const fraction = selectRunFraction(state);
	const metrics = state.lastValidation?.metrics ?? state.history.at(-1)?.metrics;
	const lead = leadingMetric(metrics);
	const outcome = describeOutcome(model)[0];
	const bar = columns >= barColumns ? Math.min(30, Math.floor(columns / 5)) : 0;
	const epoch: readonly Segment[] = [['label', `${words.epoch} `], ['run1', `${selectEpoch(state) ?? '-'}`], ['dim', `/${state.epochs ?? '-'} `]];
	const origin = originWords(model);
	const badge: readonly Segment[] = origin === undefined ? [] : [['tab', ` ${origin.name} `], ['text', '  ']];
	const start: readonly Segment[] = [['text', ' '], ...drawState(model).slice(0, 1), ['text', '  '], ...badge, ...epoch, ...drawRunBar(model, bar), ['run1', fraction === undefined ? '' : ` ${percent(fraction, ui.language)}`]];
	const room = columns - segmentsWidth(start) - 2;
	// Only whole sentences and figures.
	const ending = outcome && [outcome, outcome.slice(0, 1)].find(segments => segmentsWidth(segments) <= room);
	const groups: ReadonlyArray<readonly Segment[]> = [
		isAlone ? drawVerdict(model, 6) : [],
		outcome === undefined ? (eta === undefined ? [] : [['strong', words.timeLeft(timeSpan(model, eta.leftMs))]]) : ending ?? [],
		eta === undefined || outcome !== undefined ? [] : [['text', words.endsAt(timeOfDay(model, now + eta.leftMs))]],
		metrics === undefined || outcome !== undefined ? [] : [[metricToken(lead.name), `${lead.label} `], ['strong', metric(metrics[lead.name])]],
		...selectLossNames(state).map((name): readonly Segment[] => [[lossToken(name), `${name} `], ['text', lossInColumn(state.progress?.losses[name] ?? state.history.at(-1)?.losses[name])]]),
	];
	return [drawLine([...start, ['text', '  '], ...fitGroups(groups.filter(group => segmentsWidth(group) <= room), room, ['text', '  '])], columns, look)];
}
