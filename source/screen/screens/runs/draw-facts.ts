import {leadingMetric, metricDefinitions} from '../../../domain/metric.ts';
import {isGoing} from '../../../domain/run-status.ts';
import {bytesToShortText} from '../../../format/bytes.ts';
import {clockTime} from '../../../format/clock-time.ts';
import {displayWidth, padEnd, splitAtWidth} from '../../../format/display-width.ts';
import {metric} from '../../../format/number.ts';
import type {RunListRow} from '../../../run/run-list.ts';
import {drawLine} from '../../draw/line.ts';
import {
	fineTimeSpan,
	timeSpan,
	type ScreenModel,
	type Size,
} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import {chosenIndex, runLines} from './run-rows.ts';

type Fact = readonly [label: string, text: string | undefined];

/** What the list knows of the chosen run beside its row; what is not known has no line. */
export function drawFacts(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const all = runLines(model);
	const row = all[chosenIndex(all, model.ui.runs.chosen)];
	const facts = row === undefined ? [] : factsOf(row, model).filter((fact): fact is readonly [string, string] => fact[1] !== undefined && fact[1] !== '');
	const labelWidth = Math.max(0, ...facts.map(([label]) => displayWidth(label))) + 2;
	return facts.flatMap(([label, text]) => splitAtWidth(text, Math.max(1, columns - labelWidth)).map((part, index) => drawLine([
		['label', padEnd(index === 0 ? label : '', labelWidth)], ['text', part],
	], columns, model.look))).slice(0, rows);
}

function factsOf({run, entry}: RunListRow, model: ScreenModel): readonly Fact[] {
	const {facts: texts, at} = wordsIn(model.ui.language).runsScreen;
	const {now, utcOffsetMinutes} = model;
	const best = run?.best;
	const others = best === undefined ? [] : metricDefinitions.filter(({name}) => best.metrics[name] !== undefined && name !== leadingMetric(best.metrics).name);
	const startedAt = run?.startedAt ?? entry?.startedAt;
	const settings = run?.settings ?? {};
	return [
		[texts.best, best && at(metric(best.metrics[leadingMetric(best.metrics).name]), String(best.epoch))],
		[texts.beside, best && others.map(({name, label}) => `${label} ${metric(best.metrics[name])}`).join('  ')],
		[texts.epochTime, run?.secondsPerEpoch === undefined ? undefined : fineTimeSpan(model, run.secondsPerEpoch * 1000)],
		[texts.started, startedAt === undefined ? undefined : clockTime(startedAt, {now, utcOffsetMinutes})],
		[texts.lasted, startedAt === undefined || run === undefined || run.modifiedAt <= startedAt || isGoing(run.condition) ? undefined : timeSpan(model, run.modifiedAt - startedAt)],
		[texts.weights, settings.weights],
		[texts.data, settings.data],
		[texts.batch, settings.batchSize],
		[texts.imageSize, settings.imageSize],
		[texts.device, entry?.device],
		[texts.size, run?.sizeBytes === undefined ? undefined : bytesToShortText(run.sizeBytes)],
		[texts.container, run?.writer?.name ?? run?.container?.name ?? entry?.name],
		[texts.directory, run?.directory ?? entry?.runDirectory],
		[texts.command, entry?.command],
	];
}
