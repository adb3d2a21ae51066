import type {ContainerSample, HostSample, SamplerName} from '../../../domain/sample.ts';
import type {TimeSeries} from '../../../domain/time-series.ts';
import {bytesToBinaryText} from '../../../format/bytes.ts';
import {displayWidth} from '../../../format/display-width.ts';
import {unknownSign} from '../../../format/number.ts';
import {drawDocument} from '../../draw/document.ts';
import {drawLine, fitGroups, type Segment} from '../../draw/line.ts';
import {type Words, wordsIn} from '../../../words/words.ts';
import {gaugeSegments, type Gauge, type GaugeColumns} from '../../draw/gauge.ts';
import type {ResourcesDrawing} from './drawing.ts';
import {gpuChart, gpuLines, toShare} from './gpu-lines.ts';

/** `1023 MiB of 1023 MiB`, the longest in both languages. */
const figureColumns = 21;

/** More GPUs than that leave no room for a chart of each. */
const mostCharts = 2;

/** All lines of the resources screen, each exactly `columns` wide; more than a screen holds where there are several GPUs. */
export function drawResources(drawing: ResourcesDrawing, columns: number): readonly string[] {
	const {resources, isContainer, command, look, language} = drawing;
	const texts = wordsIn(language).resource;
	const widths = gaugeColumns(texts, columns);
	const blank = drawLine([], columns, look);
	const gauges = (list: readonly Gauge[]): readonly string[] => list.map(gauge => drawLine(gaugeSegments(gauge, widths, columns, look), columns, look));
	const title = (text: string, detail = ''): string => drawLine([['title', text], ['dim', detail === '' ? '' : `  ${detail}`]], columns, look);
	const failure = (sampler: SamplerName): readonly string[] => failureLines(sampler, drawing, texts, columns);
	const {gpus, container, sharedMemory, host, series} = resources;
	const recent = (name: 'container-cpu' | 'container-memory' | 'shared-memory' | 'host-cpu' | 'host-memory') => series[name]?.recent;
	return [
		...(gpus.length === 0
			? [title(texts.labels.gpuTitle), ...(resources.failures.gpu === undefined ? [drawLine([['dim', texts.waiting]], columns, look)] : failure('gpu'))]
			: [...gpus.flatMap((gpu, index) => [
				...(index === 0 ? [] : [blank]),
				...gpuLines(gpu, drawing, {columns, widths, texts}),
				...(gpus.length <= mostCharts ? gpuChart(gpu, drawing, columns, texts) : []),
			]), ...failure('gpu')]),
		blank,
		...(isContainer
			? [
				title(texts.labels.container),
				...commandLines(command, drawing, widths.label, columns),
				...(container === undefined ? waitingFor('container', drawing, texts, columns) : [...gauges(containerGauges(container, host, texts, recent)), drawLine(fitGroups(rateGroups(container, texts), columns, ['dim', ` ${look.glyphs.dot} `]), columns, look), ...failure('container')]),
				...(sharedMemory === undefined
					? failure('shared-memory')
					: [...gauges([{
						label: texts.labels.shm, share: toShare(sharedMemory.usedBytes, sharedMemory.sizeBytes), text: texts.usedOf(bytesToBinaryText(sharedMemory.usedBytes), bytesToBinaryText(sharedMemory.sizeBytes)), limits: 'sharedMemory', series: recent('shared-memory'),
					}]), ...failure('shared-memory')]),
				blank,
			]
			: []),
		title(host?.isWsl === true ? texts.labels.virtualMachine : texts.labels.host, host?.cpuCount === undefined ? '' : texts.cores(String(host.cpuCount))),
		...(host === undefined ? waitingFor('host', drawing, texts, columns) : [...gauges(hostGauges(host, texts, recent)), ...failure('host')]),
		...(host?.isWsl === true ? drawDocument([{kind: 'text', text: texts.wslNote, token: 'dim'}], columns, look) : []),
	];
}

/** What the container was started with, so that it can be read and copied in full. */
function commandLines(command: string | undefined, {look, language}: ResourcesDrawing, labelWidth: number, columns: number): readonly string[] {
	const {labels} = wordsIn(language).resource;
	return command === undefined
		? []
		: drawDocument([{
			kind: 'field', label: labels.command, text: command, labelWidth,
		}], columns, look);
}

type Recent = (name: 'container-cpu' | 'container-memory' | 'host-cpu' | 'host-memory') => TimeSeries | undefined;

function gaugeColumns({labels}: Words['resource'], columns: number): GaugeColumns {
	const label = Math.max(...[labels.utilisation, labels.memory, labels.cpu, labels.shm, labels.swap, labels.command].map(text => displayWidth(text))) + 2;
	// The figure is worth more than its bar.
	return {label, bar: Math.max(3, Math.min(30, Math.floor(columns / 4), columns - label - figureColumns - 1)), text: figureColumns};
}

function containerGauges({cpuPercent, cpuCount, memoryUsedBytes, memoryLimitBytes}: ContainerSample, host: HostSample | undefined, texts: Words['resource'], recent: Recent): readonly Gauge[] {
	const cores = cpuCount ?? host?.cpuCount;
	return [
		{
			label: texts.labels.cpu, share: toShare(cpuPercent, cores === undefined ? undefined : cores * 100), text: cpuPercent === undefined ? unknownSign : `${Math.round(cpuPercent)} %${cores === undefined ? '' : ` / ${cores * 100} %`}`, series: recent('container-cpu'),
		},
		{
			label: texts.labels.memory,
			share: toShare(memoryUsedBytes, memoryLimitBytes ?? host?.memoryTotalBytes),
			text: memoryLimitBytes === undefined ? texts.noLimit(bytesToBinaryText(memoryUsedBytes)) : texts.usedOf(bytesToBinaryText(memoryUsedBytes), bytesToBinaryText(memoryLimitBytes)),
			limits: 'memory',
			series: recent('container-memory'),
		},
	];
}

function hostGauges({cpuPercent, memoryTotalBytes: total, memoryAvailableBytes: available, swapTotalBytes, swapFreeBytes}: HostSample, texts: Words['resource'], recent: Recent): readonly Gauge[] {
	const used = total === undefined || available === undefined ? undefined : total - available;
	const swapUsed = swapTotalBytes === undefined || swapFreeBytes === undefined ? undefined : swapTotalBytes - swapFreeBytes;
	return [
		{
			label: texts.labels.cpu, share: toShare(cpuPercent, 100), text: cpuPercent === undefined ? unknownSign : `${Math.round(cpuPercent)} %`, series: recent('host-cpu'), isPercent: true,
		},
		{
			label: texts.labels.memory, share: toShare(used, total), text: texts.usedOf(bytesToBinaryText(used), bytesToBinaryText(total)), limits: 'memory', series: recent('host-memory'),
		},
		...(swapTotalBytes === undefined || swapTotalBytes === 0 ? [] : [{label: texts.labels.swap, share: toShare(swapUsed, swapTotalBytes), text: texts.usedOf(bytesToBinaryText(swapUsed), bytesToBinaryText(swapTotalBytes))}]),
	];
}

function rateGroups({pids, blockReadBytesPerSecond: read, blockWrittenBytesPerSecond: written, networkReceivedBytesPerSecond: received, networkSentBytesPerSecond: sent}: ContainerSample, texts: Words['resource']): ReadonlyArray<readonly Segment[]> {
	const group = (label: string, parts: ReadonlyArray<string | undefined>): readonly Segment[] => {
		const known = parts.filter(part => part !== undefined);
		return known.length === 0 ? [] : [['label', `${label} `], ['text', known.join(', ')]];
	};

	const rate = (word: (text: string) => string, value: number | undefined): string | undefined => value === undefined ? undefined : word(bytesToBinaryText(value));
	return [
		group(texts.labels.processes, [pids === undefined ? undefined : String(pids)]),
		group(texts.labels.disk, [rate(texts.read, read), rate(texts.written, written)]),
		group(texts.labels.network, [rate(texts.received, received), rate(texts.sent, sent)]),
	];
}

function waitingFor(sampler: SamplerName, drawing: ResourcesDrawing, texts: Words['resource'], columns: number): readonly string[] {
	const failure = failureLines(sampler, drawing, texts, columns);
	return failure.length > 0 ? failure : [drawLine([['dim', texts.waiting]], columns, drawing.look)];
}

/** What is missing, and how to get it; empty while the sampler works. */
function failureLines(sampler: SamplerName, {resources: {failures}, look}: ResourcesDrawing, texts: Words['resource'], columns: number): readonly string[] {
	const failure = failures[sampler];
	if (failure === undefined) {
		return [];
	}

	const {what, remedy} = texts.failures[failure.code];
	return drawDocument([
		{kind: 'text', text: texts.missing(texts.samplers[sampler], what, failure.detail), token: 'warning'},
		{
			kind: 'text', text: remedy, token: 'dim', indent: 2,
		},
	], columns, look);
}
