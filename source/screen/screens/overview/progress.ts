import {isInEpochs} from '../../../domain/run-status.ts';
import {leadingMetric} from '../../../domain/metric.ts';
import {hasProcesses} from '../../../domain/container-state.ts';
import {containerNameIn} from '../../../domain/target.ts';
import {displayWidth} from '../../../format/display-width.ts';
import {count, metric, rate} from '../../../format/number.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import {selectBestEpoch} from '../../../run/select-best-epoch.ts';
import {selectCheckpoint} from '../../../run/select-checkpoint.ts';
import {selectEarlyStop} from '../../../run/select-early-stop.ts';
import {isOfFiles, selectEstimate} from '../../../run/select-estimate.ts';
import {selectEta} from '../../../run/select-eta.ts';
import {
	isEpochWhole,
	selectEpoch,
	selectEpochFraction,
	selectRunFraction,
} from '../../../run/select-progress.ts';
import {selectSecondsPerEpoch} from '../../../run/select-seconds-per-epoch.ts';
import {selectStatus} from '../../../run/select-status.ts';
import {selectThroughput} from '../../../run/select-throughput.ts';
import {hiddenOutputToText} from '../../../words/observation-text.ts';
import {keyWords} from '../../../words/keys.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawBar} from '../../draw/bar.ts';
import {
	drawLine,
	fitGroups,
	segmentsWidth,
	type Segment,
} from '../../draw/line.ts';
import {wrapLine} from '../../draw/wrap.ts';
import {
	fineTimeSpan,
	timeOfDay,
	timeSpan,
	type ScreenModel,
	type Size,
} from '../../panels/model.ts';
import {describeOutcome} from '../../panels/outcome.ts';
import {drawRunBar} from '../../panels/run-bar.ts';
import {drawTool, toolOnOverview} from '../../tool/draw-tool.ts';
import {percent} from '../../../words/percent.ts';
import {lossGroups, runMs} from './ending.ts';
import {causeOfEnd} from './happened.ts';

type Group = readonly Segment[];

/** Below this width the figures are in rows of their own, and from this width on the bars are as long as they like. */
const narrowColumns = 60;
const shareColumns = 6;
/** The figures get a fixed part of the width, so that the bar does not jump. */
const figurePart = 0.39;
const mostFigures = 60;

/** How far the run and its epoch are and when it will be done, or how it stands still: the most important row first. */
export function drawProgress(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look, state, words} = model;
	const blank = drawLine([], columns, look);
	const fill = (lines: readonly string[]) => [...lines, ...Array.from({length: rows}, () => blank)].slice(0, rows);
	if (state.connection.kind === 'reading') {
		return fill(wrapLine([['text', words.waiting.reading]], columns, look));
	}

	const tool = toolOnOverview(model) === 'beside' && columns >= narrowColumns ? drawTool(model, {columns, rows: 1}) : [];
	const lines = [drawEpochBar(model, columns), ...secondLines(model, columns)].flatMap(line => wrapLine(line, columns, look)).slice(0, Math.max(1, rows - tool.length));
	return fill([...lines, ...tool, ...(causeOfEnd(model) === undefined ? drawFacts(model, columns) : [])]);
}

/** The rows that the bar of the run and how it stands still take; undefined while the run goes on. */
export function outcomeRows(model: ScreenModel, columns: number): number | undefined {
	const outcome = causeOfEnd(model) === undefined ? describeOutcome(model) : [];
	return outcome.length === 0 ? undefined : 1 + outcome.flatMap(line => wrapLine(indent(line, model, columns), columns, model.look)).length;
}

/** Below the bar of the run: that of its epoch, or how it stands still. */
function secondLines(model: ScreenModel, columns: number): readonly Group[] {
	const outcome = describeOutcome(model);
	const separator: Segment = ['faint', ` ${model.look.glyphs.dot} `];
	if (causeOfEnd(model) !== undefined) {
		return [indent(fitGroups(lossGroups(model), columns - indentColumns(model, columns), separator), model, columns)];
	}

	if (outcome.length > 0) {
		return outcome.map(line => indent(line, model, columns));
	}

	const hasBar = model.state.progress !== undefined || model.state.validationProgress !== undefined;
	return [hasBar && columns < narrowColumns ? timesGroup(model, columns) : drawBatchBar(model, columns)];
}

/** What stands below the bars begins where they begin, where there is room. */
function indent(line: Group, model: ScreenModel, columns: number): Group {
	return [['text', ' '.repeat(indentColumns(model, columns))], ...line];
}

const indentColumns = (model: ScreenModel, columns: number): number => columns < narrowColumns ? 0 : leadColumns(model);

/** A bar between a label and figures. */
function drawBarLine(lead: Group, bar: (width: number) => Group, share: Segment, {figures, columns, leadWidth}: {readonly figures: readonly Group[]; readonly columns: number; readonly leadWidth: number}): Group {
	const isNarrow = columns < narrowColumns;
	const figureRoom = isNarrow ? 0 : Math.min(mostFigures, Math.floor(columns * figurePart));
	const width = Math.max(0, columns - (isNarrow ? 0 : leadWidth) - shareColumns - figureRoom);
	return [
		...(isNarrow ? [] : [...lead, ['text', ' '.repeat(Math.max(0, leadWidth - segmentsWidth(lead)))] as const]),
		...bar(width),
		[share[0], share[1].padStart(shareColumns)],
		...(isNarrow ? [] : [['text', '  '] as const, ...fitGroups(figures, figureRoom - 2, ['text', '  '])]),
	];
}

function countText(label: string, done: number | undefined, all: number | undefined): Group {
	return [['label', `${label} `], ['run1', String(done ?? '-')], ['dim', `/${all ?? '-'}`]];
}

function leads({state, words}: ScreenModel): {readonly epoch: Group; readonly batch: Group} {
	const {progress, validationProgress, phase} = state;
	const isValidating = phase.kind === 'validating';
	const bar = isValidating ? validationProgress : progress;
	return {
		epoch: countText(words.epoch, selectEpoch(state), state.epochs ?? progress?.epochs),
		batch: countText(isValidating ? words.validation : words.batch, bar?.batchIndex, bar?.batchesPerEpoch),
	};
}

function leadColumns(model: ScreenModel): number {
	const {epoch, batch} = leads(model);
	return Math.max(segmentsWidth(epoch), segmentsWidth(batch)) + 1;
}

function drawEpochBar(model: ScreenModel, columns: number): Group {
	const {state, now} = model;
	const fraction = selectRunFraction(state);
	const hasFailed = selectStatus(state, now).status === 'failed';
	return drawBarLine(leads(model).epoch, width => drawRunBar(model, width), [hasFailed ? 'bad' : 'run1', fraction === undefined ? '' : percent(fraction, model.ui.language)], {
		figures: timeGroups(model), columns, leadWidth: leadColumns(model),
	});
}

/** When it will be done, with the framework's own count beside ours, because YOLOv5 counts from 0. */
function timeGroups(model: ScreenModel): readonly Group[] {
	const {state, now, words, ui} = model;
	const eta = selectEta(state, now);
	const epoch = selectEpoch(state);
	if (epoch !== undefined && causeOfEnd(model) !== undefined) {
		const {overview} = wordsIn(ui.language);
		const duration = runMs(model);
		return [
			[['strong', (isEpochWhole(state, epoch) ? overview.stoppedAfter : overview.stoppedIn)(String(epoch))]],
			duration === undefined ? [] : [['dim', overview.after(timeSpan(model, duration))]],
		];
	}

	if (eta === undefined) {
		return isMoving(model) ? [[['dim', words.noEta]]] : [];
	}

	const {progress} = state;
	const hasOwnLabel = progress !== undefined && progress.epochLabel !== '' && progress.epochLabel !== `${progress.epoch}/${progress.epochs ?? ''}`;
	return [
		[['strong', (eta.isRough ? words.timeLeftRoughly : words.timeLeft)(timeSpan(model, eta.leftMs))]],
		[['text', words.endsAt(timeOfDay(model, eta.endsAt))]],
		hasOwnLabel ? [['dim', wordsIn(ui.language).overview.logLabel(progress.epochLabel)]] : [],
	];
}

/** The times in a row of their own, where a bar has no room for them. */
function timesGroup(model: ScreenModel, columns: number): Group {
	const secondsPerEpoch = selectSecondsPerEpoch(model.state);
	const perEpoch: Group = secondsPerEpoch === undefined ? [] : [['dim', wordsIn(model.ui.language).overview.perEpochShort(fineTimeSpan(model, secondsPerEpoch * 1000))]];
	return fitGroups([...timeGroups(model).slice(0, 2), perEpoch], columns, ['text', '  ']);
}

function drawBatchBar(model: ScreenModel, columns: number): Group {
	const {state, look, words, ui} = model;
	const {progress, validationProgress, phase} = state;
	const leadWidth = leadColumns(model);
	if (progress === undefined && validationProgress === undefined) {
		const waiting = phase.kind === 'starting' ? words.waiting.starting : words.waiting[state.target?.kind === 'directory' && state.history.length > 0 ? 'nextRow' : 'firstBatch'];
		return drawEstimate(model, columns, leadWidth) ?? [['text', phase.kind === 'idle' ? waitingText(model) : waiting]];
	}

	const isValidating = phase.kind === 'validating';
	const fraction = isValidating ? toFraction(validationProgress?.batchIndex, validationProgress?.batchesPerEpoch) : selectEpochFraction(state);
	const secondsPerEpoch = selectSecondsPerEpoch(state);
	const {iterationsPerSecond, imagesPerSecond} = selectThroughput(state);
	const dot: Segment = ['faint', ` ${look.glyphs.dot} `];
	const figures = [
		iterationsPerSecond === undefined || isValidating ? [] : [['text', rate(iterationsPerSecond)]],
		imagesPerSecond === undefined || isValidating || columns < narrowColumns + 30 ? [] : [['text', wordsIn(ui.language).overview.imagesPerSecond(count(imagesPerSecond))]],
		secondsPerEpoch === undefined ? [] : [['text', words.perEpoch(fineTimeSpan(model, secondsPerEpoch * 1000))]],
	] satisfies readonly Group[];
	return drawBarLine(leads(model).batch, width => drawBar(fraction, width, look.glyphs, {token: 'run2'}), ['text', fraction === undefined ? '' : percent(fraction, model.ui.language)], {
		figures: [fitGroups(figures, Math.min(mostFigures, Math.floor(columns * figurePart)) - 2, dot)], columns, leadWidth,
	});
}

/** What is waited for; in a shell nothing comes before somebody types, so how to get there is said. */
function waitingText({state: {target, container, connection}, containerFacts, words, look}: ScreenModel): string {
	if (target !== undefined && containerFacts?.isShell === true && container?.status === 'running') {
		return words.waiting.shell(keyNameOf('shell', look.glyphs.ellipsis === '~'), containerNameIn(target.name));
	}

	const isOver = connection.kind === 'ended' || (container !== undefined && !hasProcesses(container.status));
	return words.waiting[isOver ? 'nothingCame' : (target?.kind === 'file' ? 'nothingInFile' : 'nothing')];
}

/** Without a readable bar: where the epoch should be, and that it is an estimate; else where the numbers come from. */
function drawEstimate(model: ScreenModel, columns: number, leadWidth: number): Group | undefined {
	const {state, now, look, ui} = model;
	if (state.observation === undefined || !isOfFiles(state)) {
		return undefined;
	}

	const source = hiddenOutputToText(state.observation.output, ui.language);
	const estimate = selectEstimate(state, now);
	if (estimate === undefined) {
		return [['text', source]];
	}

	const lead = wordsIn(ui.language).observation.estimatedEpoch(String(estimate.epoch));
	return drawBarLine([['label', lead]], width => drawBar(estimate.fraction, width, look.glyphs, {token: 'run2'}), ['text', percent(estimate.fraction, model.ui.language)], {
		figures: [[['dim', source]]], columns, leadWidth: Math.max(leadWidth, displayWidth(lead) + 1),
	});
}

function toFraction(part: number | undefined, whole: number | undefined): number | undefined {
	return part === undefined || whole === undefined || whole <= 0 ? undefined : part / whole;
}

/** Whether an end time is to be expected: a paused container and a silent log have none. */
function isMoving({state, now}: ScreenModel): boolean {
	const {status, isSilent = false} = selectStatus(state, now);
	return !isSilent && isInEpochs(status);
}

/** A row below the bars where there is one: the best epoch and what patience means for this run. */
function drawFacts(model: ScreenModel, columns: number): readonly string[] {
	const {state, look, ui} = model;
	const words = wordsIn(ui.language).overview;
	const best = selectBestEpoch(state);
	const earlyStop = isInEpochs(selectStatus(state, model.now).status) ? selectEarlyStop(state) : undefined;
	const lead = leadingMetric(best?.metrics);
	const groups: readonly Group[] = [
		best === undefined ? [['dim', words.noMetric]] : [['best', `${look.glyphs.best} `], ['text', words.bestOf(String(best.epoch), lead.label, metric(best.metrics?.[lead.name]))]],
		earlyStop === undefined ? [] : [['dim', earlyStop.stopEpoch === undefined ? words.cannotEndEarly(String(earlyStop.patience)) : words.mayEndEarly(String(earlyStop.stopEpoch))]],
	];
	return [state.history.length === 0 ? drawOpenLine(model, columns) : drawLine(indent(fitGroups(groups, columns - leadColumns(model), ['faint', ` ${look.glyphs.dot} `]), model, columns), columns, look)];
}

/** Before the first epoch the line that is being written says best what is going on: a download, the scan of the labels. */
export function drawOpenLine({log, look}: ScreenModel, columns: number): string {
	const line = log.lines.at(-1);
	return drawLine(line === undefined || line.text.trim() === '' ? [] : [['dim', line.text.trim()]], columns, look);
}

/** In the title: how old the checkpoint is that a stop would leave, and the key that stops. */
export function progressDetail(model: ScreenModel): Group {
	const {state, now, ui, look, disabled} = model;
	const checkpoint = selectCheckpoint(state, now);
	const canStop = disabled.stop === undefined && isMoving(model);
	return [
		...(checkpoint?.ageMs === undefined ? [] : [['dim', wordsIn(ui.language).overview.checkpointAge(checkpoint.name, timeSpan(model, checkpoint.ageMs))]] as const),
		...(canStop ? [['faint', checkpoint?.ageMs === undefined ? '' : ` ${look.glyphs.dot} `], ['accent', keyNameOf('stop')], ['dim', ` ${keyWords(ui.language).hint.stop}`]] as const : []),
	];
}
