import type {GpuSample} from '../../../domain/sample.ts';
import type {TimeSeries} from '../../../domain/time-series.ts';
import {bytesOfBytes, bytesToShortText} from '../../../format/bytes.ts';
import {unknownSign} from '../../../format/number.ts';
import {gpuToKey} from '../../../run/resources.ts';
import {selectPeak} from '../../../run/select-machine.ts';
import {selectReservedMemory} from '../../../run/select-reserved-memory.ts';
import {type Gauge, verdictOf} from '../../draw/gauge.ts';
import {drawLine, fitGroups, type Segment} from '../../draw/line.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {signsOf} from '../../panels/signs-of.ts';
import {levelMark, levelTokens} from '../../panels/verdict.ts';
import {wordsIn} from '../../../words/words.ts';
import {percent} from '../../../words/percent.ts';
import {failureLines, waitingLines} from './failure-lines.ts';
import {drawGauges, toShare} from './gauges.ts';
import {
	figureGroups,
	migLines,
	throttleSegments,
	useGroups,
} from './gpu-facts.ts';
import {drawHistory, type History} from './history.ts';
import type {Section} from './section.ts';

type Group = readonly Segment[];

const idleBelowPercent = 10;
/** Narrower titles have no room for the driver. */
const driverColumns = 60;
const leastChartRows = 5;
const naturalChartRows = 7;
const mostChartRows = 16;
/** Two charts beside each other need so many columns, one above the other fewer. */
const besideColumns = 80;
const fewestChartColumns = 40;

/** The GPUs: of one everything, of several each in its rows, and the history of the busiest. */
export function gpuSection(model: ScreenModel, spanColumns: number): Section {
	const {resources: {gpus}, ui} = model;
	const {labels} = wordsIn(ui.language).resource;
	const {dot} = model.look.glyphs;
	const [first] = gpus;
	const single = gpus.length === 1 ? first : undefined;
	const fixed = fixedLines(model, spanColumns).length;
	const hasHistory = chartedGpu(model) !== undefined;
	return {
		id: 'gpu',
		title: single === undefined ? labels.gpuTitle : labels.gpu(String(single.index ?? 0)),
		subtitle: [single === undefined && gpus.length > 1 ? `${gpus.length} ×` : '', first?.name ?? '', ...(spanColumns < driverColumns ? [] : [first?.driverVersion === undefined ? '' : `${dot} ${labels.driver} ${first.driverVersion}`, first?.cudaVersion === undefined ? '' : `${dot} CUDA ${first.cudaVersion}`])].filter(part => part !== '').join(' '),
		detail: single === undefined ? [] : fitGroups(figureGroups(single, model), 60, ['faint', ` ${model.look.glyphs.dot} `]),
		least: fixed + (hasHistory ? leastChartRows : 0),
		most: fixed + (hasHistory ? mostChartRows : 0),
		natural: columns => fixedLines(model, columns).length + (hasHistory ? naturalChartRows : 0),
		draw(columns, rows) {
			const lines = fixedLines(model, columns);
			const gpu = chartedGpu(model);
			const room = Math.min(mostChartRows, rows - lines.length);
			const charts = gpu === undefined || room < leastChartRows ? [] : drawCharts(gpu, columns, room, model);
			const heads = headCount(model);
			return [...lines.slice(0, heads), ...charts, ...lines.slice(heads)].slice(0, rows);
		},
	};
}

/** How many of the fixed lines are above the charts. */
function headCount({resources: {gpus}}: ScreenModel): number {
	return gpus.length === 1 ? 0 : gpus.length;
}

/** Everything but the charts. */
function fixedLines(model: ScreenModel, columns: number): readonly string[] {
	const {resources: {gpus}, look} = model;
	if (gpus.length === 0) {
		return waitingLines('gpu', model, columns);
	}

	const single = gpus.length === 1 ? gpus[0]! : undefined;
	const line = (segments: Group): readonly string[] => segments.length === 0 ? [] : [drawLine(segments, columns, look)];
	return [
		...(single === undefined ? gpus.map(gpu => drawLine(gpuRow(gpu, columns, model), columns, look)) : []),
		...(single !== undefined && chartedGpu(model) === undefined ? singleGauges(single, columns, model) : []),
		...gpus.flatMap(gpu => [
			...line(throttleSegments(gpu, model)),
			...migLines(gpu, model).flatMap(segments => line(segments)),
			...line(fitGroups(useGroups(gpu, model), columns, ['text', ' '.repeat(3)])),
		]),
		...signLines(model, columns),
		...failureLines(['gpu'], model, columns),
	];
}

/** Whether the GPU is what holds the training up, as the vital signs have it. */
function signLines(model: ScreenModel, columns: number): readonly string[] {
	const sign = signsOf(model).find(({id}) => id === 'gpu');
	return sign === undefined || sign.level === 'neutral' ? [] : wrapText([[levelTokens[sign.level], `${levelMark(sign.level, model.look.glyphs)} ${sign.name}: ${sign.text}`]], columns, model.look);
}

/** One of several GPUs: number, how busy, how full, how hot. */
function gpuRow(gpu: GpuSample, columns: number, {look, resources, ui}: ScreenModel): Group {
	const {labels} = wordsIn(ui.language).resource;
	const {utilisationPercent: busy, memoryUsedBytes: used, memoryTotalBytes: total} = gpu;
	const series = resources.series[`gpu-utilisation:${gpuToKey(gpu)}`]?.recent.points.map(({mean}) => mean) ?? [];
	const bar = columns >= 100 ? 16 : (columns >= 70 ? 8 : 0);
	const sparks = columns <= 90 ? [] : series.slice(-Math.min(24, columns - 90));
	const filled = (share: number | undefined) => Math.round((share ?? 0) * bar);
	const gauge = (share: number | undefined, verdict: 'warning' | 'bad' | undefined): Group => bar === 0 ? [] : [[verdict ?? 'machine1', look.glyphs.barFull.repeat(filled(share))], ['rest', `${look.glyphs.barRest.repeat(bar - filled(share))} `]];
	const full = verdictOf(toShare(used, total), 'memory');
	return [
		['label', `${labels.gpu(String(gpu.index ?? 0))}  `.padEnd(8)],
		...gauge(toShare(busy, 100), undefined),
		['strong', `${busy === undefined ? unknownSign : percent(busy / 100, ui.language)}  `.padStart(7)],
		...gauge(toShare(used, total), full),
		[full ?? 'text', `${total === undefined ? unknownSign : bytesOfBytes(used, total)}  `.padStart(18)],
		...fitGroups(figureGroups(gpu, {ui}), Math.max(0, columns - 33 - (bar === 0 ? 0 : 2 * (bar + 1)) - sparks.length), ['faint', ` ${look.glyphs.dot} `]),
		['machine1', sparks.length === 0 ? '' : `  ${sparkText(sparks, look)}`],
	];
}

function sparkText(values: ReadonlyArray<number | undefined>, {glyphs: {sparks}}: ScreenModel['look']): string {
	return values.map(value => value === undefined ? ' ' : sparks[Math.min(sparks.length - 1, Math.max(0, Math.floor(value / 100 * sparks.length)))]!).join('');
}

function singleGauges(gpu: GpuSample, columns: number, {look, ui}: ScreenModel): readonly string[] {
	const {labels} = wordsIn(ui.language).resource;
	const {utilisationPercent: busy, memoryUsedBytes: used, memoryTotalBytes: total} = gpu;
	const gauges: readonly Gauge[] = [
		{label: labels.utilisation, share: toShare(busy, 100), text: busy === undefined ? unknownSign : percent(busy / 100, ui.language)},
		{
			label: labels.memory, share: toShare(used, total), text: total === undefined ? unknownSign : bytesOfBytes(used, total), limits: 'memory',
		},
	];
	return drawGauges(gauges, columns, look);
}

function seriesOf(gpu: GpuSample, {resources: {series}}: ScreenModel): {readonly busy: TimeSeries | undefined; readonly memory: TimeSeries | undefined} {
	const key = gpuToKey(gpu);
	return {busy: series[`gpu-utilisation:${key}`]?.recent, memory: series[`gpu-memory:${key}`]?.recent};
}

/** The GPU whose history is drawn: the busiest of those with enough readings. */
function chartedGpu(model: ScreenModel): GpuSample | undefined {
	const mean = (gpu: GpuSample) => {
		const known = (seriesOf(gpu, model).busy?.points ?? []).flatMap(point => point.mean ?? []);
		return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
	};

	return model.resources.gpus.filter(gpu => (seriesOf(gpu, model).busy?.points ?? []).filter(point => point.mean !== undefined).length > 2).toSorted((one, other) => mean(other) - mean(one))[0];
}

/** How busy it was, and beside or below that how full, each with a head of figures. */
function drawCharts(gpu: GpuSample, columns: number, rows: number, model: ScreenModel): readonly string[] {
	if (columns < besideColumns) {
		const top = columns < fewestChartColumns || rows < 2 * leastChartRows ? rows : Math.ceil(rows / 2);
		return [...drawHistory(busyChart(gpu, model), columns, top, model), ...(top < rows ? drawHistory(memoryChart(gpu, model), columns, rows - top, model) : [])];
	}

	const {look} = model;
	const gap = 3;
	const left = Math.floor((columns - gap) / 2);
	const right = columns - gap - left;
	const [one, other] = [drawHistory(busyChart(gpu, model), left, rows, model), drawHistory(memoryChart(gpu, model), right, rows, model)];
	return one.map((line, row) => `${line}${drawLine([], gap, look)}${other[row] ?? drawLine([], right, look)}`);
}

function busyChart(gpu: GpuSample, model: ScreenModel): History {
	const texts = wordsIn(model.ui.language).resource;
	const {busy: series} = seriesOf(gpu, model);
	const known = (series?.points ?? []).filter(({mean}) => mean !== undefined);
	const idle = known.filter(({mean}) => mean! < idleBelowPercent).length / Math.max(1, known.length);
	const minutes = known.length === 0 ? 0 : Math.max(1, Math.round((known.at(-1)!.at - known[0]!.at) / 60_000));
	const mean = known.reduce((sum, point) => sum + point.mean!, 0) / Math.max(1, known.length);
	const lead = model.resources.gpus.length > 1 ? `${texts.labels.gpu(String(gpu.index ?? 0))} ` : '';
	return {
		series, token: 'machine1', ceiling: 100, unit: 'percent', ends: validationEnds(model), head: [
			[['label', `${lead}${texts.busy} `], ['strong', gpu.utilisationPercent === undefined ? unknownSign : percent(gpu.utilisationPercent / 100, model.ui.language)]],
			[['dim', texts.meanAndIdle(percent(mean / 100, model.ui.language), percent(idle, model.ui.language), String(minutes))]],
		],
	};
}

/** When the epochs ended whose validation let the GPU wait. */
function validationEnds({state: {history}}: ScreenModel): readonly number[] {
	return history.flatMap(({metrics, completedAt}) => metrics === undefined ? [] : completedAt ?? []);
}

function memoryChart(gpu: GpuSample, model: ScreenModel): History {
	const texts = wordsIn(model.ui.language).resource;
	const {memory: series} = seriesOf(gpu, model);
	const {memoryUsedBytes: used, memoryTotalBytes: total} = gpu;
	const peak = selectPeak(model.resources, `gpu-memory:${gpuToKey(gpu)}`);
	const reserved = model.resources.gpus.length === 1 ? selectReservedMemory(model.state) : undefined;
	return {
		series, token: 'machine2', ceiling: total ?? 0, unit: 'binary-bytes', head: [
			[['label', `${texts.memoryShort} `], [verdictOf(toShare(used, total), 'memory') ?? 'strong', total === undefined ? unknownSign : bytesOfBytes(used, total)]],
			peak === undefined ? [] : [['dim', texts.peak(bytesToShortText(peak))]],
			reserved === undefined ? [] : [['dim', texts.torchHolds(bytesToShortText(reserved))]],
		],
	};
}
