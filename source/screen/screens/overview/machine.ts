import type {GpuSample} from '../../../domain/sample.ts';
import type {TimeSeries} from '../../../domain/time-series.ts';
import {isInEpochs} from '../../../domain/run-status.ts';
import {displayWidth, padEnd, padStart} from '../../../format/display-width.ts';
import {gpuToKey, type ResourceSeriesName, type Resources} from '../../../run/resources.ts';
import {selectGpuLoad, selectMachineView, selectPeak} from '../../../run/select-machine.ts';
import {selectStatus} from '../../../run/select-status.ts';
import {type Language, wordsIn} from '../../../words/words.ts';
import {drawBar} from '../../draw/bar.ts';
import {drawChart} from '../../draw/chart/draw-chart.ts';
import {verdictOf} from '../../draw/gauge.ts';
import {
	drawEnds,
	drawLine,
	fitGroups,
	type Segment,
} from '../../draw/line.ts';
import {wrapText} from '../../draw/wrap.ts';
import {timeSpan, type ScreenModel, type Size} from '../../panels/model.ts';
import {percent, percentOfWhole} from '../../../words/percent.ts';
import {
	amount,
	figuresOf,
	toneOf,
	type Figure,
} from './machine-figures.ts';

type Group = readonly Segment[];

/** A GPU that is less busy for a minute while it trains waits for data. */
const waitsBelowPercent = 30;
const fewestBar = 5;
/** So many rows have room for figures with their curves beside them, and nothing else. */
const fewRows = 5;
const mostHistoryRows = 6;
const historyMs = 60_000;
/** GPU and machine: what they are, how busy, how full, and the last minute. */
export function drawMachine(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {resources, look, ui} = model;
	const words = wordsIn(ui.language).overview;
	if (selectMachineView(model.state, resources) === 'measuring') {
		return [drawLine([['dim', words.measuring]], columns, look)];
	}

	const figures = figuresOf(model.resources, model.ui.language);
	const heads = [...headLines(model, columns), ...failureLines(model, columns)];
	if (rows <= fewRows) {
		return figures.filter(({id}) => id !== 'disk' && id !== 'ram').slice(0, rows).map(figure => sparkRow(figure, columns, figures, model));
	}

	// Without room the disk goes first, then the memory and the CPU of the machine.
	const order: ReadonlyArray<Figure['id']> = ['busy', 'memory', 'shm', 'cpu', 'ram', 'disk'];
	const kept = new Set(order.filter(id => figures.some(figure => figure.id === id)).slice(0, Math.max(1, rows - heads.length)));
	const shown = figures.filter(({id}) => kept.has(id));
	const lead = shown[0];
	const history = Math.min(mostHistoryRows, rows - heads.length - shown.length);
	const layout = {columns, figures: shown, model};
	return [
		...heads,
		...(lead === undefined ? [] : [gaugeRow(lead, layout)]),
		...(lead === undefined || history < 1 ? [] : historyRows(lead, history, columns, model)),
		...shown.slice(1).map(figure => gaugeRow(figure, layout)),
		...dataRow(model, columns),
	].slice(0, rows);
}

/** The most important figures in one row, for a terminal of a few rows. */
export function drawMachineLine(model: ScreenModel, columns: number): string {
	const {look} = model;
	const figures = figuresOf(model.resources, model.ui.language);
	const [busy, memory] = figures;
	const temperature = temperatureOf(model.resources.gpus[0]);
	const sparks = busy?.series === undefined || columns < 34 ? '' : `${sparkOf(busy, Math.min(15, columns - 26), look)} `;
	const groups: readonly Group[] = [
		busy === undefined ? [] : [['label', `${busy.id === 'busy' ? 'GPU' : busy.label} `], [toneOf(busy), `${busy.text} `], [busy.token, sparks]],
		memory === undefined ? [] : [[toneOf(memory), memory.short]],
		temperature,
		...figures.slice(2).map((figure): Group => [['label', `${figure.label} `], [toneOf(figure), figure.short]]),
	];
	return drawLine(fitGroups(groups, columns, ['text', ' ']), columns, look);
}

/** In the title: whether the GPU has something to do; above few rows what it is and how hot. */
export function machineDetail({resources, state, now, look, ui}: ScreenModel, rows: number): Group {
	const words = wordsIn(ui.language).overview;
	const [gpu] = resources.gpus;
	if (gpu !== undefined && rows <= fewRows) {
		return [['dim', `${gpuName(gpu)} `], ...figuresAside(gpu, ' ')];
	}

	const load = selectGpuLoad(resources);
	return load === undefined || !isInEpochs(selectStatus(state, now).status) ? [] : [load.percent < waitsBelowPercent ? ['warning', `! ${words.idle}`] : ['good', `${look.glyphs.marks.run} ${words.busy}`]];
}

/** `CPU only` where a training uses no GPU: then the cores are what counts. */
export function isCpuOnly({state: {devices}, resources: {gpus}}: ScreenModel): boolean {
	return gpus.length === 0 && devices.length > 0 && devices.every(({kind}) => kind === 'cpu');
}

function gpuName({name = ''}: GpuSample): string {
	return name.replace(/^(?:NVIDIA )?(?:GeForce )?/, '');
}

function temperatureOf(gpu: GpuSample | undefined): Group {
	const celsius = gpu?.temperatureCelsius;
	return celsius === undefined ? [] : [[verdictOf(celsius, 'temperature') ?? 'text', `${Math.round(celsius)} °C`]];
}

function figuresAside(gpu: GpuSample, gap = ' · '): Group {
	const temperature = temperatureOf(gpu);
	return [...temperature, ...(gpu.powerWatts === undefined ? [] : [['faint', temperature.length === 0 ? '' : gap], ['text', `${Math.round(gpu.powerWatts)} W`]] as const)];
}

function headLines({resources: {gpus}, look, ui}: ScreenModel, columns: number): readonly string[] {
	const words = wordsIn(ui.language).overview;
	const [first] = gpus;
	if (first === undefined) {
		return [];
	}

	const hottest = gpus.toSorted((one, other) => (other.temperatureCelsius ?? 0) - (one.temperatureCelsius ?? 0))[0]!;
	const name: Group = gpus.length === 1 ? [['strong', `GPU ${first.index ?? 0} `], ['dim', gpuName(first)]] : [['strong', words.gpus(String(gpus.length), gpuName(first))]];
	return [drawEnds(name, figuresAside(hottest), columns, look)];
}

/** Why the GPU cannot be asked, in as many rows as the sentence needs. */
function failureLines(model: ScreenModel, columns: number): readonly string[] {
	const {resources: {failures, gpus}, look, ui} = model;
	const {resource, vitalSigns} = wordsIn(ui.language);
	return failures.gpu === undefined || gpus.length > 0 || isCpuOnly(model)
		? []
		: wrapText([['dim', vitalSigns.gpu.failed(resource.failures[failures.gpu.code].what)]], columns, look);
}

type RowLayout = {readonly columns: number; readonly figures: readonly Figure[]; readonly model: ScreenModel};

/** Label, gauge, figure: all gauges of the panel end in one column. */
function gaugeRow(figure: Figure, {columns, figures, model: {look}}: RowLayout): string {
	const labelWidth = labelColumns(figures);
	const textWidth = Math.max(...figures.map(({text}) => displayWidth(text)));
	const bar = columns - labelWidth - textWidth - 2;
	const tone = toneOf(figure);
	return drawLine([
		['label', padEnd(figure.label, labelWidth)],
		...(bar < fewestBar || figure.share === undefined ? [['text', ' '.repeat(Math.max(0, bar))]] as const : paintedBar(figure, bar, look)),
		['text', '  '],
		[tone === 'text' && figure.id === 'busy' ? 'strong' : tone, padStart(figure.text, textWidth)],
	], columns, look);
}

function paintedBar(figure: Figure, width: number, look: ScreenModel['look']): Group {
	const tone = toneOf(figure);
	return drawBar(figure.share, width, look.glyphs, {token: tone === 'text' ? figure.token : tone});
}

/** The same with its last minutes beside it, for panels of a few rows. */
function sparkRow(figure: Figure, columns: number, figures: readonly Figure[], model: ScreenModel): string {
	const labelWidth = labelColumns(figures);
	const sparks = Math.min(14, Math.max(0, columns - labelWidth - 30));
	const textWidth = Math.max(...figures.map(({short}) => displayWidth(short)));
	const bar = columns - labelWidth - textWidth - sparks - 2;
	const tone = toneOf(figure);
	return drawLine([
		['label', padEnd(figure.label, labelWidth)],
		...(figure.share === undefined ? [['text', ' '.repeat(Math.max(0, bar))]] as const : paintedBar(figure, Math.max(0, bar), model.look)),
		['text', ' '],
		[tone === 'text' && figure.id === 'busy' ? 'strong' : tone, padStart(figure.short, textWidth)],
		['text', ' '],
		[figure.token, padStart(sparkOf(figure, sparks, model.look), sparks)],
	], columns, model.look);
}

function labelColumns(figures: readonly Figure[]): number {
	return Math.max(0, ...figures.map(({label}) => displayWidth(label))) + 1;
}

/** Its last readings in one row, one column each. */
export function sparkOf(figure: Figure, width: number, look: ScreenModel['look']): string {
	return sparksOf(figure, (figure.series?.points ?? []).slice(-width).map(({mean}) => mean), look);
}

/** These readings of a figure in one row. */
export function sparksOf(figure: Figure, values: ReadonlyArray<number | undefined>, look: ScreenModel['look']): string {
	const {sparks} = look.glyphs;
	const top = figure.top ?? Math.max(...values.map(value => value ?? 0), 1);
	return values.map(value => value === undefined ? ' ' : sparks[Math.min(sparks.length - 1, Math.max(0, Math.floor((value / top) * sparks.length)))]!).join('');
}

/** The last minute of the leading figure below it. */
function historyRows(figure: Figure, rows: number, columns: number, {look, ui}: ScreenModel): readonly string[] {
	const {seconds} = wordsIn(ui.language).overview;
	const points = figure.series?.points ?? [];
	const last = points.at(-1)?.at ?? 0;
	return areaRows({...figure, points: points.filter(({at}) => last - at <= historyMs), from: last - historyMs}, seconds(String(historyMs / 1000)), {columns, rows}, look);
}

/** An area that ends with the last reading, with the time that it is about beside its floor. */
function areaRows({token, top, points, from}: Pick<Figure, 'token' | 'top'> & Pick<TimeSeries, 'points'> & {readonly from: number}, label: string, {columns, rows}: Size, look: ScreenModel['look']): readonly string[] {
	const lead = displayWidth(label) + 1;
	const area = drawChart([{token, xs: points.map(({at}) => at), ys: points.map(({mean}) => mean)}], {
		width: columns - lead, height: rows, look, isBare: true, floor: 0, ceiling: top ?? 100, range: {from, to: points.at(-1)?.at ?? from}, xAxis: {kind: 'epoch'},
	});
	return area.map((line, row) => `${drawLine([['dim', row === rows - 1 ? label : '']], lead, look)}${line}`);
}

/** Whether the GPU gets its data in time, where there is room left. */
function dataRow({resources, state, now, look, ui}: ScreenModel, columns: number): readonly string[] {
	const load = selectGpuLoad(resources);
	const words = wordsIn(ui.language).overview;
	return load === undefined || load.minutes < 2 || !isInEpochs(selectStatus(state, now).status)
		? []
		: [drawLine([['label', `${words.rows.data} `], load.idleShare < 0.2 ? ['good', `${look.glyphs.marks.good} `] : ['warning', '! '], ['text', words.dataInTime(percent(load.idleShare, ui.language), String(load.minutes))]], columns, look)];
}

/** The highest readings of the whole run, for one that has ended. */
export function drawPeaks(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {resources} = model;
	const layout = figuresOf(model.resources, model.ui.language).map((figure): Figure => ({...figure, ...peakOf(figure, resources, model.ui.language)}));
	const heads = headLines(model, columns);
	const shown = layout.filter(({id}) => id !== 'disk').slice(0, Math.max(1, rows - heads.length));
	const [lead, ...others] = shown.map(figure => gaugeRow(figure, {columns, figures: shown, model}));
	return [...heads, ...(lead === undefined ? [] : [lead]), ...wholePast(model, {columns, rows: Math.min(mostHistoryRows, rows - heads.length - shown.length)}), ...others].slice(0, rows);
}

/** How busy the GPU was since yolotop looks, where there is room for it. */
function wholePast(model: ScreenModel, size: Size): readonly string[] {
	const {resources: {gpus, series}, look} = model;
	const [gpu] = gpus;
	const points = gpu === undefined ? [] : series[`gpu-utilisation:${gpuToKey(gpu)}`]?.whole.points ?? [];
	const span = points.length < 3 ? 0 : points.at(-1)!.at - points[0]!.at;
	const area = {token: 'machine1', top: 100, points} as const;
	return span <= 0 || size.rows < 2 ? [] : areaRows({...area, from: points[0]!.at}, timeSpan(model, span), size, look);
}

function peakOf({id, top}: Figure, resources: Resources, language: Language): Partial<Figure> {
	const [gpu] = resources.gpus;
	const key = gpu === undefined ? '' : gpuToKey(gpu);
	const names: Readonly<Record<Figure['id'], ResourceSeriesName | undefined>> = {
		busy: `gpu-utilisation:${key}`, memory: `gpu-memory:${key}`, cpu: resources.container === undefined ? 'host-cpu' : 'container-cpu', ram: resources.container === undefined ? 'host-memory' : 'container-memory', shm: 'shared-memory', disk: undefined,
	};
	const name = names[id];
	const peak = name === undefined ? undefined : selectPeak(resources, name);
	if (peak === undefined || top === undefined) {
		return {};
	}

	return id === 'busy' || id === 'cpu'
		? {share: peak / top, text: percentOfWhole(peak, id === 'cpu' && top > 100 ? top : undefined, language)}
		: amount(peak, top);
}
