import type {GpuProcess, GpuSample} from '../../../domain/sample.ts';
import {bytesToBinaryText} from '../../../format/bytes.ts';
import {unknownSign} from '../../../format/number.ts';
import {gpuToKey} from '../../../run/resources.ts';
import {drawChart} from '../../draw/chart/draw-chart.ts';
import {drawLine, fitGroups, type Segment} from '../../draw/line.ts';
import type {Words} from '../../../words/words.ts';
import {gaugeSegments, type GaugeColumns} from '../../draw/gauge.ts';
import type {ResourcesDrawing} from './drawing.ts';

/** Processes that are listed for each GPU. */
const mostProcesses = 6;
const chartRows = 8;
const fewestChartColumns = 50;

/** Everything that is known of one GPU. What the driver does not tell is a dash. */
export function gpuLines(gpu: GpuSample, drawing: ResourcesDrawing, {columns, widths, texts}: {readonly columns: number; readonly widths: GaugeColumns; readonly texts: Words['resource']}): readonly string[] {
	const {resources, look} = drawing;
	const {labels} = texts;
	const series = (name: 'gpu-utilisation' | 'gpu-memory') => resources.series[`${name}:${gpuToKey(gpu)}`]?.recent;
	const draw = (segments: readonly Segment[]): string => drawLine(segments, columns, look);
	const {memoryUsedBytes: used, memoryTotalBytes: total, utilisationPercent} = gpu;
	return [
		draw([['title', `${labels.gpu(String(gpu.index ?? unknownSign))} `], ['strong', gpu.name ?? ''], ['dim', gpu.driverVersion === undefined ? '' : `  ${labels.driver} ${gpu.driverVersion}`]]),
		draw(gaugeSegments({
			label: labels.utilisation, share: toShare(utilisationPercent, 100), text: utilisationPercent === undefined ? unknownSign : `${Math.round(utilisationPercent)} %`, series: series('gpu-utilisation'), isPercent: true,
		}, widths, columns, look)),
		draw(gaugeSegments({
			label: labels.memory, share: toShare(used, total), text: texts.usedOf(bytesToBinaryText(used), bytesToBinaryText(total)), limits: 'memory', series: series('gpu-memory'),
		}, widths, columns, look)),
		draw(fitGroups(figureGroups(gpu, texts), columns, ['dim', ` ${look.glyphs.dot} `])),
		...throttleLines(gpu, texts).map(segments => draw(segments)),
		...migLines(gpu, texts).map(segments => draw(segments)),
		...processLines(gpu, drawing, texts).map(segments => draw(segments)),
	];
}

/** How busy the GPU was and how full its memory, in percent, over the last ten minutes; empty without room or history. */
export function gpuChart(gpu: GpuSample, {resources, look, now, utcOffsetMinutes}: ResourcesDrawing, columns: number, {labels}: Words['resource']): readonly string[] {
	const busy = resources.series[`gpu-utilisation:${gpuToKey(gpu)}`]?.recent.points ?? [];
	const memory = resources.series[`gpu-memory:${gpuToKey(gpu)}`]?.recent.points ?? [];
	if (columns < fewestChartColumns || Math.max(busy.length, memory.length) < 3) {
		return [];
	}

	const legend = drawLine([['machine1', labels.utilisation], ['text', '  '], ['machine2', labels.memory]], columns, look);
	return [legend, ...drawChart([
		{
			name: labels.utilisation, token: 'machine1', xs: busy.map(({at}) => at), ys: busy.map(({mean}) => mean),
		},
		{
			name: labels.memory, token: 'machine2', xs: memory.map(({at}) => at), ys: memory.map(({mean}) => mean === undefined || gpu.memoryTotalBytes === undefined ? undefined : 100 * mean / gpu.memoryTotalBytes),
		},
	], {
		width: columns, height: chartRows, look, floor: 0, ceiling: 100, unit: 'percent', xAxis: {kind: 'time', now, utcOffsetMinutes},
	})];
}

/** A part of the whole; undefined when one of them is not known. */
export function toShare(part: number | undefined, whole: number | undefined): number | undefined {
	return part === undefined || whole === undefined || whole <= 0 ? undefined : part / whole;
}

function figureGroups(gpu: GpuSample, {labels}: Words['resource']): ReadonlyArray<readonly Segment[]> {
	const {temperatureCelsius, powerWatts, powerLimitWatts, smClockMhz, maxSmClockMhz, fanPercent, performanceState} = gpu;
	const figure = (label: string, value: number | undefined, unit: string, of?: number): readonly Segment[] => [
		['label', `${label} `],
		['text', value === undefined ? unknownSign : `${Math.round(value)}${of === undefined ? '' : `/${Math.round(of)}`} ${unit}`],
	];
	return [
		figure(labels.temperature, temperatureCelsius, '°C'),
		figure(labels.power, powerWatts, 'W', powerLimitWatts),
		figure(labels.clock, smClockMhz, 'MHz', maxSmClockMhz),
		...(fanPercent === undefined ? [] : [figure(labels.fan, fanPercent, '%')]),
		...(performanceState === undefined ? [] : [[['label', `${labels.performanceState} `], ['text', performanceState]] as const]),
	];
}

/** An idle GPU is not held back. */
function throttleLines({throttleReasons}: GpuSample, texts: Words['resource']): ReadonlyArray<readonly Segment[]> {
	const reasons = throttleReasons?.filter(reason => reason !== 'gpu-idle') ?? [];
	const isHeat = reasons.some(reason => reason.includes('thermal') || reason === 'hardware-slowdown');
	return reasons.length === 0
		? []
		: [[['label', `${texts.labels.throttle} `], [isHeat ? 'bad' : 'warning', reasons.map(reason => texts.throttleReasons[reason]).join(', ')]]];
}

function migLines({isMigEnabled, migDevices = []}: GpuSample, texts: Words['resource']): ReadonlyArray<readonly Segment[]> {
	return isMigEnabled
		? [
			...(migDevices.length === 0 ? [] : [[['label', `${texts.labels.mig} `], ['text', migDevices.map(({profile}) => profile).join(', ')]] as const]),
			[['dim', texts.migHidesUtilisation]],
		]
		: [];
}

function processLines(gpu: GpuSample, {resources}: ResourcesDrawing, texts: Words['resource']): ReadonlyArray<readonly Segment[]> {
	const all = resources.gpuProcesses;
	const processes = all?.[gpu.uuid ?? ''] ?? [];
	if (all !== undefined && processes.length === 0 && resources.host?.isWsl === true) {
		return [[['dim', texts.wslHidesProcesses]]];
	}

	const sorted = processes.toSorted((one, other) => (other.memoryUsedBytes ?? 0) - (one.memoryUsedBytes ?? 0));
	return sorted.slice(0, mostProcesses).map(process => processLine(process, texts));
}

function processLine({pid, name, memoryUsedBytes, isInContainer}: GpuProcess, texts: Words['resource']): readonly Segment[] {
	return [
		['text', `  ${bytesToBinaryText(memoryUsedBytes).padStart(9)}  `],
		[isInContainer === true ? 'accent' : 'text', name?.split('/').at(-1) ?? unknownSign],
		['dim', `  ${pid ?? unknownSign}`],
		['dim', isInContainer === undefined ? '' : `  ${isInContainer ? texts.inContainer : texts.elsewhere}`],
	];
}
