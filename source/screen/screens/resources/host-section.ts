import type {ProcessSample} from '../../../domain/sample.ts';
import {bytesOfBytes, bytesToShortText} from '../../../format/bytes.ts';
import {displayWidth, padEnd, padStart} from '../../../format/display-width.ts';
import {unknownSign} from '../../../format/number.ts';
import {shortenCommand} from '../../../format/short-command.ts';
import {drawBar} from '../../draw/bar.ts';
import {drawDocument} from '../../draw/document.ts';
import type {Gauge} from '../../draw/gauge.ts';
import {drawLine, type Segment} from '../../draw/line.ts';
import {drawRule} from '../../draw/rule.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import {percent, percentOf} from '../../../words/percent.ts';
import {loaderLines, workersOf} from './container-section.ts';
import {failureLines, waitingLines} from './failure-lines.ts';
import {drawGauges, toShare} from './gauges.ts';
import {drawProcessorHistory} from './history.ts';
import type {Section} from './section.ts';

/** So many cores have a bar of their own. */
const mostCores = 16;
const coreColumns = 13;
const coreGap = '  ';
/** Rows of the figures without their cores. */
const figureRows = 5;
const usualProcesses = 6;
/** Cores that are busier are full. */
const fullCore = 90;

/** The machine: its own figures, and what is busiest on it. */
export function hostSection(model: ScreenModel, hasContainer: boolean): Section | undefined {
	const {resources: {host, failures, sampledAt}, ui} = model;
	if (!hasContainer && host === undefined && failures.host === undefined && Object.keys(sampledAt).length === 0) {
		return undefined;
	}

	const texts = wordsIn(ui.language).resource;
	const ownLoader = hasContainer ? 0 : loaderLines(model, 80).length;
	return {
		id: 'host',
		title: host?.isWsl === true ? texts.labels.virtualMachine : texts.labels.host,
		subtitle: [host?.name ?? '', host?.cpuCount === undefined ? '' : texts.cores(String(host.cpuCount))].filter(part => part !== '').join(` ${model.look.glyphs.dot} `),
		detail: [],
		least: figureRows,
		most: figureRows + Math.ceil((host?.cpuCount ?? 0) / 4) + 1 + usualProcesses + ownLoader,
		natural: columns => figureLines(model, columns).length + (hasContainer ? 0 : loaderLines(model, columns).length) + 1 + usualProcesses,
		draw(columns, rows) {
			const lines = figureLines(model, columns);
			const loader = hasContainer ? [] : loaderLines(model, columns);
			const busy = busyLines(model, columns, rows - lines.length - loader.length);
			const all = [...lines, ...loader, ...busy];
			return [...all, ...drawProcessorHistory(model.resources.series['host-cpu']?.recent, 100, columns, {rows: rows - all.length, model})].slice(0, rows);
		},
	};
}

function figureLines(model: ScreenModel, columns: number): readonly string[] {
	const {resources: {host}, look, ui} = model;
	if (host === undefined) {
		return waitingLines('host', model, columns);
	}

	const texts = wordsIn(ui.language).resource;
	return [
		...drawGauges(gaugesOf(model), columns, look),
		...coreLines(model, columns),
		...failureLines(['host'], model, columns),
		...(host.isWsl === true ? drawDocument([{kind: 'text', text: texts.wslNote, token: 'dim'}], columns, look) : []),
	];
}

function gaugesOf({resources: {host = {}, series}, ui}: ScreenModel): readonly Gauge[] {
	const {labels, ofWhole} = wordsIn(ui.language).resource;
	const {cpuPercent, cpuCount, memoryTotalBytes: total, memoryAvailableBytes: available, swapTotalBytes: swap, swapFreeBytes: swapFree, loads} = host;
	const used = total === undefined || available === undefined ? undefined : total - available;
	const cpu = cpuPercent === undefined || cpuCount === undefined ? undefined : cpuPercent * cpuCount;
	return [
		{
			label: labels.cpu, share: toShare(cpuPercent, 100), text: cpu === undefined ? (cpuPercent === undefined ? unknownSign : percent(cpuPercent / 100, ui.language)) : ofWhole(String(Math.round(cpu)), percentOf(cpuCount! * 100, ui.language)), series: series['host-cpu']?.recent, isPercent: true, token: 'machine2',
		},
		{
			label: labels.ram, share: toShare(used, total), text: total === undefined ? unknownSign : bytesOfBytes(used, total), limits: 'memory', series: series['host-memory']?.recent, token: 'machine2',
		},
		...(swap === undefined || swap === 0 || swapFree === undefined
			? []
			: [{
				label: labels.swap, share: toShare(swap - swapFree, swap), text: bytesOfBytes(swap - swapFree, swap), token: 'machine2',
			} as const]),
		...(loads === undefined
			? []
			: [{
				label: labels.load, share: cpuCount === undefined ? undefined : Math.min(1, loads[0] / cpuCount), text: loads.map(load => load.toFixed(1)).join(' '), token: 'machine2',
			} as const]),
	];
}

/** A short bar for each core, as many beside each other as fit; a full one is brighter. */
function coreLines({resources: {host}, look, ui}: ScreenModel, columns: number): readonly string[] {
	const cores = host?.corePercents ?? [];
	const {cores: head} = wordsIn(ui.language).resource.labels;
	const lead = displayWidth(head);
	const across = Math.floor((columns - lead + coreGap.length) / coreColumns);
	if (cores.length === 0 || cores.length > mostCores || across < 2) {
		return [];
	}

	const rows = Array.from({length: Math.ceil(cores.length / across)}, (_, row) => cores.slice(row * across, (row + 1) * across));
	return rows.map((row, index) => drawLine([['label', padEnd(index === 0 ? head : '', lead)], ...row.flatMap((value, place): readonly Segment[] => [
		['dim', padStart(String((index * across) + place), 2)], ['text', ' '], ...drawBar(value / 100, coreColumns - 5, look.glyphs, {token: value >= fullCore ? 'machine1' : 'machine2'}), ['text', place === row.length - 1 ? '' : coreGap],
	])], columns, look));
}

/** What is busiest beside the workers of the data loader, which have rows of their own. */
function busyLines(model: ScreenModel, columns: number, rows: number): readonly string[] {
	const {resources: {processes}, look, ui} = model;
	const texts = wordsIn(ui.language).resource;
	const workers = workersOf(model);
	const busy = (processes ?? []).filter(process => !workers.includes(process));
	if (busy.length === 0 || rows < 2) {
		return [];
	}

	const shown = busy.slice(0, rows - 1);
	const size = (process: ProcessSample) => process.memoryBytes === undefined ? '' : bytesToShortText(process.memoryBytes);
	const share = (process: ProcessSample) => percentOf(process.cpuPercent, ui.language);
	const sizeWidth = Math.max(...shown.map(process => displayWidth(size(process))));
	const shareWidth = Math.max(...shown.map(process => displayWidth(share(process))));
	const name = columns - sizeWidth - shareWidth - 4;
	return [
		drawRule(texts.busiest, columns, look),
		...shown.map(process => drawLine([
			[process.isInContainer === true ? 'strong' : 'text', padEnd(shortenCommand(process.command, name, look.glyphs.ellipsis), name)],
			['text', `  ${padStart(share(process), shareWidth)}`],
			['dim', `  ${padStart(size(process), sizeWidth)}`],
		], columns, look)),
	];
}
