import {leadingMetric} from '../domain/metric.ts';
import type {Diagnosis} from '../checks/diagnosis.ts';
import {toPrintable} from '../domain/printable.ts';
import type {EpochRecord, RunState} from '../domain/run.ts';
import type {Target} from '../domain/target.ts';
import {isInEpochs} from '../domain/run-status.ts';
import {bytesToFrameworkText} from '../format/bytes.ts';
import {clockTime, type Clock} from '../format/clock-time.ts';
import {displayWidth, padEnd, wrap} from '../format/display-width.ts';
import {durationToText, fineDurationToText} from '../format/duration.ts';
import {loss, metric, whole} from '../format/number.ts';
import {selectTrainingTable} from '../run/compare-tool.ts';
import {selectBestEpoch} from '../run/select-best-epoch.ts';
import {selectCheckpoint} from '../run/select-checkpoint.ts';
import {selectEarlyStop} from '../run/select-early-stop.ts';
import {selectEstimate} from '../run/select-estimate.ts';
import {selectEta} from '../run/select-eta.ts';
import {selectLimit} from '../run/select-limit.ts';
import {selectProbeStatus, selectProbeTrouble} from '../run/select-probe.ts';
import {selectEpoch} from '../run/select-progress.ts';
import {selectLastValidation, selectLosses} from '../run/select-quality.ts';
import {selectRanks} from '../run/select-ranks.ts';
import {selectReservedMemory} from '../run/select-reserved-memory.ts';
import {selectSecondsPerEpoch} from '../run/select-seconds-per-epoch.ts';
import {selectStatus} from '../run/select-status.ts';
import {hiddenOutputToText} from '../words/observation-text.ts';
import {type Language, type Words, wordsIn} from '../words/words.ts';
import {selectClasses} from '../run/select-class-tables.ts';
import {percent} from '../words/percent.ts';
import {classTable, metricsLine} from './class-lines.ts';
import {diagnosesToText} from './diagnosis-text.ts';
import {frameworkToText} from './framework-text.ts';
import {reasonToText} from './reason-text.ts';
import {toolToText} from './tool-text.ts';

/** Fits an ordinary terminal and a mail. */
const maxColumns = 100;
const noticesShown = 3;
/** The last line of a traceback may be long and is what the person came for. */
const statusLines = 4;
const gap = '  ';

type Label = keyof Words['plain']['labels'];
type Row = readonly [Label, string];

/**
The short summary of `status`: one fact a line, unknown ones left out, then the per-class table and the diagnoses. No line is wider
than 100 columns but for commands to be copied.
*/
export function runToStatusText(state: RunState, language: Language, clock: Clock, {diagnoses = [], hasClasses = true}: {readonly diagnoses?: readonly Diagnosis[]; readonly hasClasses?: boolean} = {}): string[] {
	const texts = wordsIn(language).plain;
	const rows: readonly Row[] = [
		...targetRows(state.target, texts),
		['status', statusText(state, language, clock.now)],
		...sourceRows(state, language, clock.now),
		...jobRows(state, language, clock),
		...runRows(state, language),
		...timeRows(state, texts, clock),
		...qualityRows(state, texts),
		...checkpointRows(state, texts, clock.now),
		...noticeRows(state, texts),
	];
	const labelWidth = Math.max(...rows.map(([label]) => displayWidth(texts.labels[label])));
	const lines = rows.flatMap(([label, text], index) => wrap(text, maxColumns - labelWidth - gap.length, ['status', 'job'].includes(label) ? statusLines : 1)
		.map((part, line) => {
			const isRepeated = line > 0 || rows[index - 1]?.[0] === label;
			return padEnd(isRepeated ? '' : texts.labels[label], labelWidth) + gap + part;
		}));
	const {toolRun} = state;
	const isToolAlone = toolRun !== undefined && state.history.length === 0;
	const {summary, classes} = selectClasses(state);
	const table = isToolAlone || !hasClasses ? [] : classTable(summary, classes, texts, maxColumns);
	const tool = toolRun === undefined ? [] : toolToText(toolRun, selectTrainingTable(state), language, maxColumns);
	const sections = [lines, table, tool, diagnosesToText(diagnoses, language, maxColumns)].filter(section => section.length > 0);
	return sections.flatMap((section, index) => index === 0 ? section : ['', ...section]).map(line => toPrintable(line));
}

function targetRows(target: Target | undefined, texts: Words['plain']): readonly Row[] {
	if (target === undefined) {
		return [];
	}

	const details = target.kind === 'container' ? `${texts.targetKinds.container} ${target.id.slice(0, 12)}` : texts.targetKinds[target.kind];
	const profile = target.kind === 'container' && target.profile !== undefined ? texts.profile(target.profile) : undefined;
	return [['target', joined([target.name, details, profile])]];
}

function statusText(state: RunState, language: Language, now: number): string {
	const {status, reason, isEnding} = selectStatus(state, now);
	const words = wordsIn(language).status[status];
	const ending = isEnding === true ? wordsIn(language).plain.reasons['still-ending']() : undefined;
	const why = status === 'idle' ? wordsIn(language).plain.noTraining : reason && reasonToText(reason, language);
	return joined([words, why, ending]);
}

/** Where the numbers come from, when it is not the container's output, and the estimated position. */
function sourceRows(state: RunState, language: Language, now: number): readonly Row[] {
	const {observation} = state;
	const estimate = selectEstimate(state, now);
	return observation === undefined
		? []
		: [
			['source', hiddenOutputToText(observation.output, language)],
			...row('estimate', estimate && wordsIn(language).observation.estimate(String(estimate.epoch), percent(estimate.fraction, language))),
		];
}

/** Of a job: where it runs, and when its limit is. */
function jobRows(state: RunState, language: Language, clock: Clock): readonly Row[] {
	const {job} = state;
	if (job === undefined) {
		return [];
	}

	const {jobs, plain: {units}} = wordsIn(language);
	const limit = selectLimit(state, clock.now);
	return row('job', joined([
		`${job.id} ${job.name}`,
		job.partition === undefined ? undefined : jobs.partition(job.partition),
		job.nodes === undefined ? undefined : jobs.nodes(job.nodes),
		limit && jobs.limitIn(durationToText(Math.max(0, limit.endsAt - clock.now), units), clockTime(limit.endsAt, clock)),
		limit?.isEnough === false && limit.lastEpoch !== undefined && state.epochs !== undefined ? jobs.endsAtEpoch(String(Math.min(state.epochs, limit.lastEpoch + 1)), String(state.epochs)) : undefined,
		(job.restarts ?? 0) > 0 ? jobs.restarted(String(job.restarts)) : undefined,
	]));
}

function runRows(state: RunState, language: Language): readonly Row[] {
	const texts = wordsIn(language).plain;
	const {progress, validationProgress, epochs, phase} = state;
	const epoch = selectEpoch(state);
	const run = joined([state.runDirectory, frameworkToText(state.framework), state.task === undefined ? undefined : wordsIn(language).task[state.task], state.settings.data]);
	const batches = phase.kind === 'validating' && validationProgress?.batchIndex !== undefined
		? texts.validationBatchOf(whole(validationProgress.batchIndex), whole(validationProgress.batchesPerEpoch))
		: (progress?.batchIndex === undefined ? undefined : texts.batchOf(whole(progress.batchIndex), whole(progress.batchesPerEpoch)));
	return [
		...row('run', run),
		...row('device', joined(state.devices.map(({label, name}) => name === undefined ? label : `${label} ${name}`))),
		...row('processes', ranksText(state, texts)),
		...row('probe', probeText(state, texts)),
		...row('epoch', epoch === undefined
			? ''
			: joined([
				epochs === undefined ? String(epoch) : texts.epochOf(String(epoch), String(epochs)),
				batches,
				iterationText(state, texts),
			])),
	];
}

/** Which of several trainings of one program it is. */
function iterationText({iteration}: RunState, texts: Words['plain']): string | undefined {
	return iteration && texts.iterationOf(String(iteration.index), iteration.count === undefined ? '' : String(iteration.count));
}

/** Of a training on several GPUs only the first process prints. */
function ranksText(state: RunState, texts: Words['plain']): string | undefined {
	const ranks = selectRanks(state);
	return ranks && joined([
		texts.processesOn(ranks.count === undefined ? '' : String(ranks.count), ranks.devices.join(', ')),
		texts.numbersOfFirst,
		ranks.failedRank === undefined ? undefined : texts.failedFirst(String(ranks.failedRank)),
	]);
}

/** Nothing of a training that nobody meant to record. */
function probeText(state: RunState, texts: Words['plain']): string | undefined {
	const trouble = selectProbeTrouble(state);
	return trouble === undefined ? (selectProbeStatus(state) === 'on' ? texts.probe.on : undefined) : texts.probe[trouble];
}

function timeRows(state: RunState, texts: Words['plain'], clock: Clock): readonly Row[] {
	const seconds = selectSecondsPerEpoch(state);
	const eta = selectEta(state, clock.now);
	const left = eta && (eta.isRough ? texts.timeLeftRough : texts.timeLeft)(durationToText(eta.leftMs, texts.units), clockTime(eta.endsAt, clock));
	return [
		...row('time', joined([seconds === undefined ? undefined : texts.perEpoch(fineDurationToText(seconds * 1000, texts.units)), left])),
		...row('earlyStop', earlyStopText(state, texts, clock.now)),
	];
}

/** Says nothing when the training ends before its patience could. */
function earlyStopText(state: RunState, texts: Words['plain'], now: number): string {
	const stop = selectEarlyStop(state);
	const {status} = selectStatus(state, now);
	return stop?.stopEpoch === undefined || !isInEpochs(status)
		? ''
		: texts[stop.bestEpoch === selectBestEpoch(state)?.epoch ? 'earlyStop' : 'earlyStopSinceResume'](String(stop.stopEpoch), String(stop.used), String(stop.patience), String(stop.bestEpoch));
}

function qualityRows(state: RunState, texts: Words['plain']): readonly Row[] {
	const losses = Object.entries(selectLosses(state)).map(([name, value]) => `${name} ${loss(value)}`).join('  ');
	const validation = selectLastValidation(state);
	const best = selectBestEpoch(state);
	const memory = state.progress === undefined ? undefined : selectReservedMemory(state);
	return [
		...row('losses', losses),
		...row('metrics', validation && joined([metricsLine(validation.metrics), state.isFinalValidation ? texts.finalValidation : undefined])),
		...row('maskMetrics', validation?.maskMetrics && metricsLine(validation.maskMetrics)),
		...row('poseMetrics', validation?.poseMetrics && metricsLine(validation.poseMetrics)),
		...row('best', best && texts.bestEpoch(String(best.epoch), bestText(best))),
		...row('gpuMemory', memory === undefined ? '' : texts.reservedByPyTorch(bytesToFrameworkText(memory))),
	];
}

function bestText({metrics}: EpochRecord): string {
	const {name, label} = leadingMetric(metrics);
	return `${label} ${metric(metrics?.[name])}`;
}

function checkpointRows(state: RunState, texts: Words['plain'], now: number): readonly Row[] {
	const checkpoint = selectCheckpoint(state, now);
	return row('checkpoint', checkpoint && (checkpoint.ageMs === undefined
		? checkpoint.name
		: texts.checkpointAge(checkpoint.name, durationToText(checkpoint.ageMs, texts.units))));
}

function noticeRows({notices}: RunState, texts: Words['plain']): readonly Row[] {
	const rows = notices.slice(-noticesShown).map(({text, count}): Row => ['notices', count > 1 ? joined([texts.noticeTimes(String(count)), text]) : text]);
	return notices.length > noticesShown ? [...rows, ['notices', texts.moreNotices(String(notices.length - noticesShown))]] : rows;
}

function row(label: Label, text: string | undefined): readonly Row[] {
	return text === undefined || text === '' ? [] : [[label, text]];
}

/** A middle dot is one column wide everywhere; unknown parts are left out. */
function joined(parts: ReadonlyArray<string | undefined>): string {
	return parts.filter(part => part !== undefined && part !== '').join(' · ');
}
