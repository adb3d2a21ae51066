import type {TimeSeries} from '../../../domain/time-series.ts';
import {bytesOfBytes, bytesToShortText} from '../../../format/bytes.ts';
import {gpuToKey, type ResourceSeriesName, type Resources} from '../../../run/resources.ts';
import {verdictOf, type gaugeLimits} from '../../draw/gauge.ts';
import {wordsIn, type Language} from '../../../words/words.ts';
import type {Token} from '../../theme/token.ts';
import {percent, percentOfWhole} from '../../../words/percent.ts';

/** One figure of the machine. */
export type Figure = {
	readonly id: 'busy' | 'memory' | 'cpu' | 'ram' | 'shm' | 'disk';
	readonly label: string;
	/** 0 to 1; undefined where there is no whole. */
	readonly share?: number | undefined;
	readonly text: string;
	/** The same in as few columns as it goes. */
	readonly short: string;
	readonly token: Token;
	/** What its verdict follows. */
	readonly limits?: keyof typeof gaugeLimits;
	readonly series?: TimeSeries | undefined;
	/** What is the top of the curve; its highest value where undefined. */
	readonly top?: number | undefined;
};

/** The least disk that a checkpoint and its copies need. */
const littleDisk = 2 ** 30;

/** Everything that is measured, the most important first; of several GPUs each one is a row. */
export function figuresOf(resources: Resources, language: Language): readonly Figure[] {
	const {rows: labels, diskFree} = wordsIn(language).overview;
	const {gpus, container, sharedMemory, host, outputDiskFreeBytes: free, outputDiskSizeBytes: size, series} = resources;
	const recent = (name: ResourceSeriesName) => series[name]?.recent;
	const figure = (one: Figure): readonly Figure[] => [one];
	const cores = container?.cpuCount ?? host?.cpuCount;
	const wholeCpu = cores === undefined ? undefined : cores * 100;
	const hostUsed = host?.memoryTotalBytes === undefined || host.memoryAvailableBytes === undefined ? undefined : host.memoryTotalBytes - host.memoryAvailableBytes;
	const ramUsed = container === undefined ? hostUsed : container.memoryUsedBytes;
	const ramTotal = container?.memoryLimitBytes ?? host?.memoryTotalBytes;
	const cpu = container === undefined ? (cores === undefined || host?.cpuPercent === undefined ? undefined : host.cpuPercent * cores) : container.cpuPercent;
	return [
		...gpus.flatMap((gpu): readonly Figure[] => gpu.utilisationPercent === undefined
			? []
			: figure({
				id: 'busy', label: gpus.length === 1 ? labels.busy : `GPU ${gpu.index ?? ''}`, share: gpu.utilisationPercent / 100, text: percent(gpu.utilisationPercent / 100, language), short: percent(gpu.utilisationPercent / 100, language), token: 'machine1', series: recent(`gpu-utilisation:${gpuToKey(gpu)}`), top: 100,
			})),
		...gpus.slice(0, 1).flatMap((gpu): readonly Figure[] => gpu.memoryUsedBytes === undefined || gpu.memoryTotalBytes === undefined
			? []
			: figure({
				id: 'memory', label: labels.memory, ...amount(gpu.memoryUsedBytes, gpu.memoryTotalBytes), token: 'machine1', limits: 'memory', series: recent(`gpu-memory:${gpuToKey(gpu)}`), top: gpu.memoryTotalBytes,
			})),
		...(cpu === undefined
			? []
			: figure({
				id: 'cpu', label: labels.cpu, share: wholeCpu === undefined ? undefined : cpu / wholeCpu, text: percentOfWhole(cpu, wholeCpu, language), short: percentOfWhole(cpu, wholeCpu, language, '/'), token: 'machine2', series: recent(container === undefined ? 'host-cpu' : 'container-cpu'), top: cores === undefined || container === undefined ? 100 : cores * 100,
			})),
		...(ramUsed === undefined || ramTotal === undefined
			? []
			: figure({
				id: 'ram', label: labels.ram, ...amount(ramUsed, ramTotal), token: 'machine2', limits: 'memory', series: recent(container === undefined ? 'host-memory' : 'container-memory'), top: ramTotal,
			})),
		...(sharedMemory?.usedBytes === undefined || sharedMemory.sizeBytes === undefined
			? []
			: figure({
				id: 'shm', label: labels.shm, ...amount(sharedMemory.usedBytes, sharedMemory.sizeBytes), token: 'machine2', limits: 'sharedMemory', series: recent('shared-memory'), top: sharedMemory.sizeBytes,
			})),
		...(free === undefined
			? []
			: figure({
				id: 'disk', label: labels.disk, ...(size !== undefined && size > 0 && {share: (size - free) / size}), limits: 'disk', text: diskFree(bytesToShortText(free)), short: diskFree(bytesToShortText(free)), token: free < littleDisk ? 'bad' : 'machine2',
			})),
	];
}

/** A part of a whole: its share, and both sizes with the unit once. */
export function amount(used: number, total: number): Pick<Figure, 'share' | 'text' | 'short'> {
	const text = bytesOfBytes(used, total);
	return {share: total > 0 ? used / total : undefined, text, short: text.replace(' / ', '/').replace(/ ([GM])iB$/, '$1')};
}

/** The colour of a figure: plain until it nears its limit. */
export function toneOf({share, limits, token}: Figure): Token {
	return token === 'bad' ? 'bad' : (limits === undefined ? undefined : verdictOf(share, limits)) ?? 'text';
}

