import type {ProcessSample} from '../../../domain/sample.ts';
import {bytesOfBytes, bytesToBinaryText, bytesToShortText} from '../../../format/bytes.ts';
import {displayWidth} from '../../../format/display-width.ts';
import {unknownSign} from '../../../format/number.ts';
import {selectGpuLoad} from '../../../run/select-machine.ts';
import type {Gauge} from '../../draw/gauge.ts';
import {drawLine, fitGroups, type Segment} from '../../draw/line.ts';
import {drawRule} from '../../draw/rule.ts';
import {wrapText} from '../../draw/wrap.ts';
import {timeSpan, type ScreenModel} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import {percent, percentOf} from '../../../words/percent.ts';
import {failureLines, waitingLines} from './failure-lines.ts';
import {drawGauges, toShare} from './gauges.ts';
import {drawProcessorHistory} from './history.ts';
import type {Section} from './section.ts';

type Group = readonly Segment[];

/** A worker that is busier has no time left. */
const fullWorkerPercent = 90;
/** A GPU that is less busy could take more data. */
const hungryGpuPercent = 60;
/** Rows of the figures, and of workers at first sight. */
const figureRows = 5;
const usualWorkers = 4;
const mostSubtitle = 28;

/** What the container uses, and how its data loader keeps up. */
export function containerSection(model: ScreenModel): Section | undefined {
	const {state: {target, container}, resources, containerFacts, ui, now} = model;
	if (containerFacts === undefined && target?.kind !== 'container' && resources.container === undefined) {
		return undefined;
	}

	const texts = wordsIn(ui.language).resource;
	const isRunning = container?.status === 'running' && container.startedAt !== undefined;
	const loader = loaderLines(model, 80).length;
	return {
		id: 'container',
		title: texts.labels.container,
		subtitle: subtitleOf(model),
		detail: isRunning ? [['dim', texts.up(timeSpan(model, now - container.startedAt))]] : [],
		least: figureRows,
		most: figureRows + (loader === 0 ? 0 : loader + 1),
		natural: columns => figureLines(model, columns).length + loaderLines(model, columns).length,
		draw(columns, rows) {
			const figures = figureLines(model, columns);
			const room = rows - figures.length;
			const workers = loaderLines(model, columns, room);
			const lines = workers.length === 0 ? figures : [...figures, ...(room > workers.length ? [drawLine([], columns, model.look)] : []), ...workers];
			const cores = resources.container?.cpuCount ?? resources.host?.cpuCount ?? 0;
			return [...lines, ...drawProcessorHistory(resources.series['container-cpu']?.recent, 100 * cores, columns, {rows: rows - lines.length, model})].slice(0, rows);
		},
	};
}

/** Its name, and the image where both are short. */
function subtitleOf({state: {target}, containerFacts}: ScreenModel): string {
	if (target?.kind !== 'container') {
		return containerFacts?.name ?? '';
	}

	const both = `${target.name} ${target.image?.split('/').at(-1) ?? ''}`.trim();
	return displayWidth(both) <= mostSubtitle ? both : target.name;
}

function figureLines(model: ScreenModel, columns: number): readonly string[] {
	const {resources: {container, sharedMemory}, look} = model;
	if (container === undefined && sharedMemory === undefined) {
		return waitingLines('container', model, columns);
	}

	return [
		...drawGauges(gaugesOf(model), columns, look),
		...(container === undefined ? [] : [drawLine(fitGroups(rateGroups(model), columns, ['text', '  ']), columns, look)]),
		...failureLines(['container', 'shared-memory'], model, columns),
	];
}

function gaugesOf({resources: {container = {}, sharedMemory, outputDiskFreeBytes: free, outputDiskSizeBytes: size, host, series}, ui}: ScreenModel): readonly Gauge[] {
	const {resource: {labels, ofWhole, noLimit}, overview} = wordsIn(ui.language);
	const {cpuPercent: cpu, cpuCount, memoryUsedBytes: used, memoryLimitBytes: limit} = container;
	const cores = cpuCount ?? host?.cpuCount;
	const total = limit ?? host?.memoryTotalBytes;
	return [
		{
			label: labels.cpu, share: toShare(cpu, cores === undefined ? undefined : cores * 100), text: cpu === undefined ? unknownSign : (cores === undefined ? percentOf(cpu, ui.language) : ofWhole(String(Math.round(cpu)), percentOf(cores * 100, ui.language))), series: series['container-cpu']?.recent,
		},
		{
			label: labels.ram, share: toShare(used, total), text: limit === undefined ? noLimit(bytesToBinaryText(used)) : bytesOfBytes(used, limit), limits: 'memory', series: series['container-memory']?.recent,
		},
		...(sharedMemory?.sizeBytes === undefined
			? []
			: [{
				label: labels.shm, share: toShare(sharedMemory.usedBytes, sharedMemory.sizeBytes), text: bytesOfBytes(sharedMemory.usedBytes, sharedMemory.sizeBytes), limits: 'sharedMemory', series: series['shared-memory']?.recent,
			} as const]),
		...(free === undefined
			? []
			: [{
				label: labels.disk, share: toShare(size === undefined ? undefined : size - free, size), isAmount: size === undefined, limits: 'disk', text: overview.diskFree(bytesToShortText(free)), verdict: free < littleDisk ? 'bad' : undefined,
			} as const]),
	];
}

/** The least disk that a checkpoint and its copies need. */
const littleDisk = 2 ** 30;

function rateGroups({resources: {container = {}}, ui}: ScreenModel): readonly Group[] {
	const texts = wordsIn(ui.language).resource;
	const {pids, blockReadBytesPerSecond: read, blockWrittenBytesPerSecond: written, networkReceivedBytesPerSecond: received = 0, networkSentBytesPerSecond: sent = 0} = container;
	const rate = (label: string, value: number | undefined): Group => value === undefined ? [] : [['label', `${label} `], ['text', `${bytesToBinaryText(value)}/s`]];
	return [
		rate(texts.reads, read),
		rate(texts.writes, written),
		container.networkReceivedBytesPerSecond === undefined ? [] : rate(texts.labels.network, received + sent),
		pids === undefined ? [] : [['label', `${texts.labels.processes} `], ['text', String(pids)]],
	];
}

/** The workers of the run that is shown, in the order in which they were started: another training of the machine has its own. */
export function workersOf({resources: {processes = []}, state: {target}}: ScreenModel): readonly ProcessSample[] {
	const pid = target?.kind === 'process' ? target.pid : undefined;
	return processes.filter(({isWorker, isInContainer, parentPid}) => isWorker && (isInContainer === true || (pid !== undefined && parentPid === pid))).toSorted((one, other) => one.pid - other.pid);
}

/** The workers of the data loader, how busy each is, and what follows of it, which is never cut; empty where none is seen. */
export function loaderLines(model: ScreenModel, columns: number, room = Infinity): readonly string[] {
	const {resources, state, look, ui} = model;
	const texts = wordsIn(ui.language).resource;
	const workers = workersOf(model);
	const wanted = state.settings.workers;
	if (workers.length === 0) {
		const lines = wanted === '0' && resources.container !== undefined ? [drawRule(texts.loader, columns, look), ...wrapText([['text', texts.noWorkers]], columns, look)] : [];
		return lines.length > room ? [] : lines;
	}

	const shown = workers.slice(0, workers.length > usualWorkers + 1 ? usualWorkers : workers.length);
	const verdict = wrapText([loaderVerdict(workers.map(({cpuPercent}) => cpuPercent), model)], columns, look);
	const rows = [
		...drawGauges(shown.map(({cpuPercent}, index): Gauge => ({
			label: texts.worker(String(index)), share: Math.min(1, cpuPercent / 100), text: texts.ofCore(percent(cpuPercent / 100, ui.language)), token: 'machine2',
		})), columns, look),
		...(shown.length < workers.length ? [drawLine([['dim', texts.moreWorkers(String(workers.length - shown.length))]], columns, look)] : []),
	].slice(0, Math.max(0, room - 1 - verdict.length));
	return verdict.length + 1 > room ? [] : [drawRule(texts.loader, columns, look), ...rows, ...verdict];
}

function loaderVerdict(percents: readonly number[], {resources, look, ui}: ScreenModel): Segment {
	const texts = wordsIn(ui.language).resource;
	const load = selectGpuLoad(resources);
	const isFull = percents.every(value => value >= fullWorkerPercent);
	if (isFull && load !== undefined && load.percent < hungryGpuPercent) {
		return ['warning', `! ${texts.workersFull(percent(load.percent / 100, ui.language))}`];
	}

	return isFull ? ['text', texts.workersBusy] : ['good', `${look.glyphs.marks.good} ${texts.workersFree}`];
}
