import {leadingMetric} from '../../../domain/metric.ts';
import {isComplete} from '../../../domain/run-status.ts';
import {bytesToText} from '../../../format/bytes.ts';
import {metric} from '../../../format/number.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import type {KeyCommand} from '../../../keys/keymap.ts';
import {selectBestEpoch} from '../../../run/select-best-epoch.ts';
import {isEpochWhole, selectEpoch, selectEpochFraction} from '../../../run/select-progress.ts';
import {selectStatus} from '../../../run/select-status.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawLine, fitGroups, type Segment} from '../../draw/line.ts';
import {describeOutcome} from '../../panels/outcome.ts';
import {timeSpan, type ScreenModel, type Size} from '../../panels/model.ts';
import {percent} from '../../../words/percent.ts';

type Group = readonly Segment[];

/** Whether the run came to its own end: then its result is shown instead of its progress. */
export function isResultShown({state, now}: ScreenModel): boolean {
	return isComplete(selectStatus(state, now).status);
}

/** The result of a run that came to its end: how it ended, how good it is, how long it took, what is where, and what can be done with it. */
export function drawResult(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {state, look, ui} = model;
	const words = wordsIn(ui.language).overview;
	const dot: Segment = ['faint', ` ${look.glyphs.dot} `];
	const [ended = [], ...more] = describeOutcome(model);
	const duration = runMs(model);
	const best = selectBestEpoch(state);
	const weights = state.checkpoints.filter(({name}) => name === 'best.pt' || name === 'last.pt').map(({name, sizeBytes}): Group => [['text', name], ['dim', sizeBytes === undefined ? '' : ` ${bytesToText(sizeBytes)}`]]);
	const lead = leadingMetric(best?.metrics);
	const failedStart = more.filter(line => line.some(([token]) => token === 'warning'));
	const lines: readonly Group[] = [
		fitGroups([ended.slice(0, 1), duration === undefined ? [] : [['text', words.took(timeSpan(model, duration))]], best === undefined ? [] : [['best', `${look.glyphs.best} `], ['strong', words.bestOf(String(best.epoch), lead.label, metric(best.metrics?.[lead.name]))]]], columns, dot),
		...failedStart,
		fitGroups([...weights, state.runDirectory === undefined ? [] : [['dim', state.runDirectory]]], columns, dot),
		fitGroups(resultKeys(model), columns, ['text', '  ']),
	];
	return lines.filter(line => line.length > 0).slice(0, rows).map(line => drawLine(line, columns, look));
}

/** How long it ran, by the times of its epochs; undefined where they are not known. */
export function runMs({state: {history}}: Pick<ScreenModel, 'state'>): number | undefined {
	const seconds = history.map(record => record.seconds);
	const first = history.at(0)?.completedAt;
	const last = history.at(-1)?.completedAt;
	return first !== undefined && last !== undefined && last > first
		? last - first + ((history[0]?.seconds ?? 0) * 1000)
		: (seconds.length > 0 && seconds.every(value => value !== undefined) ? seconds.reduce((sum, value) => sum + value, 0) * 1000 : undefined);
}

function resultKeys({disabled, ui}: ScreenModel): readonly Group[] {
	const words = wordsIn(ui.language).overview.resultKeys;
	return (Object.keys(words) as ReadonlyArray<keyof typeof words & KeyCommand>)
		.filter(command => disabled[command] === undefined)
		.map((command): Group => [['accent', keyNameOf(command)], ['label', ` ${words[command]}`]]);
}

/** Of a run that failed: what is kept and what is lost, below its bar. */
export function lossGroups({state, ui}: ScreenModel): readonly Group[] {
	const words = wordsIn(ui.language).overview;
	const kept = state.history.length;
	const epoch = selectEpoch(state);
	const fraction = selectEpochFraction(state);
	const best = selectBestEpoch(state);
	const lead = leadingMetric(best?.metrics);
	return [
		[['text', kept === 0 ? words.nothingKept : words.kept(String(kept))]],
		epoch === undefined || fraction === undefined || isEpochWhole(state, epoch) ? [] : [['warning', words.lost(percent(fraction, ui.language), String(epoch))]],
		best === undefined ? [] : [['text', words.bestOf(String(best.epoch), lead.label, metric(best.metrics?.[lead.name]))]],
	];
}
