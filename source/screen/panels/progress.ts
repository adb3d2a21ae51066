import {keyNameOf} from '../../keys/key-names.ts';
import {frameworkToName} from '../../domain/framework.ts';
import type {RunState} from '../../domain/run.ts';
import {isInEpochs} from '../../domain/run-status.ts';
import {bytesToFrameworkText} from '../../format/bytes.ts';
import {count, percent, rate} from '../../format/number.ts';
import {displayWidth, padEnd} from '../../format/display-width.ts';
import {selectCheckpoint} from '../../run/select-checkpoint.ts';
import {selectEarlyStop} from '../../run/select-early-stop.ts';
import {isOfFiles, selectEstimate} from '../../run/select-estimate.ts';
import {selectEta} from '../../run/select-eta.ts';
import {selectEpoch, selectEpochFraction, selectRunFraction} from '../../run/select-progress.ts';
import {selectReservedMemory} from '../../run/select-reserved-memory.ts';
import {selectSecondsPerEpoch} from '../../run/select-seconds-per-epoch.ts';
import {selectStatus} from '../../run/select-status.ts';
import {selectThroughput} from '../../run/select-throughput.ts';
import {drawBar} from '../draw/bar.ts';
import {wrapLine} from '../draw/wrap.ts';
import {
	drawLine,
	fitGroups,
	segmentsWidth,
	type Segment,
} from '../draw/line.ts';
import {hiddenOutputToText} from '../../words/observation-text.ts';
import {wordsIn} from '../../words/words.ts';
import {bestText} from './best-text.ts';
import {
	fineTimeSpan,
	timeOfDay,
	timeSpan,
	type ScreenModel,
	type Size,
} from './model.ts';
import {describeOutcome} from './outcome.ts';

/** Below this width figures come before bars. */
const narrowColumns = 60;

/** From here on the next larger batch may not fit any more. */
const fullMemoryShare = 0.9;

/** How far the run and its epoch are and when it will be done; or how it ended. Two or three lines. */
export function drawProgress(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look, state, words} = model;
	if (state.connection.kind === 'reading') {
		return [...wrapLine([['label', words.waiting.reading]], columns, look), ...Array.from({length: rows}, () => drawLine([], columns, look))].slice(0, rows);
	}

	const outcome = describeOutcome(model);
	const lines: ReadonlyArray<readonly Segment[]> = outcome.length > 0
		? [drawEpochBar(model, columns), ...outcome, drawFacts(model, columns)]
		: [drawEpochBar(model, columns), drawBatchBar(model, columns), drawFacts(model, columns)];
	// An error is worth more than the bar when there is no room for both.
	const shown = outcome.length > 1 && rows < 3 && state.phase.kind === 'failed' ? lines.slice(1) : lines;
	return [...shown.flatMap(line => wrapLine(line, columns, look)), ...Array.from({length: rows}, () => drawLine([], columns, look))].slice(0, rows);
}

/** A bar between a label and figures; the figures get a fixed share of the width, so that the bar does not jump. */
function drawBarLine(lead: string, fraction: number | undefined, figures: ReadonlyArray<readonly Segment[]>, {columns, look, leadWidth}: {readonly columns: number; readonly look: ScreenModel['look']; readonly leadWidth: number}): readonly Segment[] {
	const start = padEnd(lead, leadWidth);
	const share = fraction === undefined ? '' : percent(fraction);
	const shareWidth = 6;
	const isNarrow = columns < narrowColumns;
	const figureRoom = columns >= 70 ? Math.min(64, Math.floor(columns * 0.45)) : Math.max(0, columns - leadWidth - shareWidth - (isNarrow ? 0 : 10));
	const right = fitGroups(figures, figureRoom - 2, ['dim', ` ${look.glyphs.dot} `]);
	const room = Math.max(0, Math.min(90, columns - leadWidth - shareWidth - (columns >= 70 ? figureRoom : segmentsWidth(right) + 2)));
	// A bar of a few columns says less than its percentage.
	const barWidth = isNarrow && room < 5 ? 0 : room;
	return [
		['strong', start],
		...drawBar(fraction, barWidth, look.glyphs),
		['run1', share.padStart(shareWidth)],
		['text', '  '],
		...right,
	];
}

function leads({state, words}: ScreenModel, columns: number): {readonly epoch: string; readonly batch: string; readonly width: number} {
	const {progress, validationProgress, phase} = state;
	const epochNumber = selectEpoch(state);
	const total = state.epochs ?? progress?.epochs;
	const epoch = epochNumber === undefined ? `${words.epoch} -` : `${words.epoch} ${epochNumber}/${total ?? '-'}`;
	const isValidating = phase.kind === 'validating';
	const bar = isValidating ? validationProgress : progress;
	const batch = `${isValidating ? words.validation : words.batch} ${bar?.batchIndex ?? '-'}/${bar?.batchesPerEpoch ?? '-'}`;
	return {epoch, batch, width: Math.max(displayWidth(epoch), displayWidth(batch), columns < narrowColumns ? 0 : 13) + 1};
}

function drawEpochBar(model: ScreenModel, columns: number): readonly Segment[] {
	const {state, now, look, words} = model;
	const {epoch, width} = leads(model, columns);
	const eta = selectEta(state, now);
	const figures: ReadonlyArray<readonly Segment[]> = eta === undefined
		? [isMoving(model) ? [['dim', words.noEta]] : []]
		: [
			[['strong', (eta.isRough ? words.timeLeftRoughly : words.timeLeft)(timeSpan(model, eta.leftMs))]],
			[['text', words.endsAt(timeOfDay(model, eta.endsAt))]],
			frameworkLabel(state),
		];
	return drawBarLine(epoch, selectRunFraction(state), figures, {columns, look, leadWidth: width});
}

/** The framework's own count beside ours, because YOLOv5 counts from 0. */
function frameworkLabel({progress, framework}: RunState): readonly Segment[] {
	return progress === undefined || progress.epochLabel === '' || progress.epochLabel === `${progress.epoch}/${progress.epochs ?? ''}`
		? []
		: [['dim', `${frameworkToName(framework ?? {name: 'yolov5'})}: ${progress.epochLabel}`]];
}

function drawBatchBar(model: ScreenModel, columns: number): readonly Segment[] {
	const {state, look, words} = model;
	const {batch, width} = leads(model, columns);
	const {progress, validationProgress, phase} = state;
	if (progress === undefined && validationProgress === undefined) {
		const estimated = drawEstimate(model, columns, width);
		return estimated ?? [['label', phase.kind === 'idle' ? waitingText(model) : (phase.kind === 'starting' ? words.waiting.starting : words.waiting.firstBatch)]];
	}

	const isValidating = phase.kind === 'validating';
	const fraction = isValidating ? toFraction(validationProgress?.batchIndex, validationProgress?.batchesPerEpoch) : selectEpochFraction(state);
	const secondsPerEpoch = selectSecondsPerEpoch(state);
	const {iterationsPerSecond, imagesPerSecond} = selectThroughput(state);
	const figures: ReadonlyArray<readonly Segment[]> = [
		iterationsPerSecond === undefined || isValidating ? [] : [['strong', rate(iterationsPerSecond)]],
		secondsPerEpoch === undefined ? [] : [['text', words.perEpoch(fineTimeSpan(model, secondsPerEpoch * 1000))]],
		imagesPerSecond === undefined || isValidating ? [] : [['dim', words.imagesPerSecond(count(imagesPerSecond))]],
	];
	return drawBarLine(batch, fraction, figures, {columns, look, leadWidth: width});
}

/** What is waited for; in a shell nothing comes before somebody types, so how to get there is said. */
function waitingText({state: {target, container}, containerFacts, words, look}: ScreenModel): string {
	return target !== undefined && containerFacts?.isShell === true && container?.status === 'running'
		? words.waiting.shell(keyNameOf('shell', look.glyphs.ellipsis === '~'), target.name)
		: words.waiting.nothing;
}

/** Without a readable bar: where the epoch should be, and that it is an estimate; else where the numbers come from. */
function drawEstimate(model: ScreenModel, columns: number, leadWidth: number): readonly Segment[] | undefined {
	const {state, now, look, ui} = model;
	if (state.observation === undefined || !isOfFiles(state)) {
		return undefined;
	}

	const source = hiddenOutputToText(state.observation.output, ui.language);
	const estimate = selectEstimate(state, now);
	if (estimate === undefined) {
		return [['label', source]];
	}

	const lead = wordsIn(ui.language).observation.estimatedEpoch(String(estimate.epoch));
	return drawBarLine(lead, estimate.fraction, [[['label', source]]], {columns, look, leadWidth});
}

function toFraction(part: number | undefined, whole: number | undefined): number | undefined {
	return part === undefined || whole === undefined || whole <= 0 ? undefined : part / whole;
}

function isRunning({phase}: RunState): boolean {
	return phase.kind === 'training' || phase.kind === 'validating';
}

/** Whether an end time is to be expected: a paused container and a silent log have none. */
function isMoving({state, now}: ScreenModel): boolean {
	const {status, isSilent = false} = selectStatus(state, now);
	return !isSilent && isInEpochs(status);
}

/** How long the framework still waits for a gain; only where its patience can end before the run does. */
function drawEarlyStop({state, words}: ScreenModel, columns: number): readonly Segment[] {
	const earlyStop = isRunning(state) ? selectEarlyStop(state) : undefined;
	if (earlyStop?.stopEpoch === undefined) {
		return [];
	}

	const {left, patience} = earlyStop;
	// The last tenth of the patience is worth a second look.
	return [[left <= Math.max(3, patience * 0.1) ? 'warning' : 'text', columns >= 150 ? words.earlyStop(left, patience) : words.earlyStopShort(left)]];
}

function hasBegun({phase, history}: RunState): boolean {
	return history.length > 0 || (phase.kind !== 'idle' && phase.kind !== 'starting');
}

/** Before the first batch the line that is being written says best what is going on: a download, the scan of the labels. */
function drawOpenLine({log}: ScreenModel): readonly Segment[] {
	const line = log.lines.at(-1);
	return line === undefined || line.text.trim() === '' ? [] : [['dim', line.text.trim()]];
}

/** What PyTorch holds, and the share of the GPU that this is where its size is known. */
function drawMemory({state, words, look}: ScreenModel, columns: number): readonly Segment[] {
	const {progress, devices} = state;
	const bytes = progress === undefined ? undefined : selectReservedMemory(state);
	if (bytes === undefined) {
		return [];
	}

	const total = devices[0]?.memoryBytes;
	const share = total === undefined || total <= 0 ? undefined : bytes / total;
	const text = (share === undefined && columns >= 110 ? words.gpuMemory : words.gpuMemoryShort)(bytesToFrameworkText(bytes));
	return share === undefined
		? [['text', text]]
		: [['text', text], ['text', ' '], ...drawBar(share, columns >= 70 ? 10 : 0, look.glyphs), [share >= fullMemoryShare ? 'warning' : 'text', `${columns >= 70 ? ' ' : ''}${percent(share)}`]];
}

function drawFacts(model: ScreenModel, columns: number): readonly Segment[] {
	const {state, now, look, words} = model;
	const {progress} = state;
	if (!hasBegun(state)) {
		return drawOpenLine(model);
	}

	const checkpoint = selectCheckpoint(state, now);
	const isNarrow = columns < narrowColumns;
	const memory = drawMemory(model, columns);
	const groups: ReadonlyArray<readonly Segment[]> = [
		// Where hardly anything has room, the memory that may run out is what the bars above do not say.
		...(isNarrow ? [memory] : []),
		drawEarlyStop(model, columns),
		checkpoint?.ageMs === undefined ? [] : [['text', words.checkpoint(checkpoint.name, timeSpan(model, checkpoint.ageMs))]],
		...(isNarrow ? [] : [memory]),
		progress?.imageSize === undefined ? [] : [['text', words.imageSize(progress.imageSize)]],
		progress?.instances === undefined ? [] : [['dim', words.instances(count(progress.instances))]],
		[['good', bestText(model)]],
	];
	return fitGroups(groups, columns, ['dim', ` ${look.glyphs.dot} `]);
}
