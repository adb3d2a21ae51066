import type {GpuSample} from '../../../domain/sample.ts';
import {bytesToBinaryText} from '../../../format/bytes.ts';
import {unknownSign} from '../../../format/number.ts';
import {verdictOf} from '../../draw/gauge.ts';
import type {Segment} from '../../draw/line.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import {percentOf} from '../../../words/percent.ts';

type Group = readonly Segment[];

/** Processes that are named for each GPU. */
const mostProcesses = 3;

/** Temperature, power, clock, fan and state, as far as the driver tells them. */
export function figureGroups({temperatureCelsius, powerWatts, powerLimitWatts, smClockMhz, maxSmClockMhz, fanPercent, performanceState, pcieGeneration, pcieWidth}: GpuSample, {ui}: Pick<ScreenModel, 'ui'>): readonly Group[] {
	const figure = (value: number | undefined, unit: string, of?: number): Group => value === undefined ? [] : [['text', String(Math.round(value))], ['dim', `${of === undefined ? '' : `/${Math.round(of)}`} ${unit}`]];
	return [
		temperatureCelsius === undefined ? [] : [[verdictOf(temperatureCelsius, 'temperature') ?? 'text', `${Math.round(temperatureCelsius)} °C`]],
		figure(powerWatts, 'W', powerLimitWatts),
		figure(smClockMhz, 'MHz', maxSmClockMhz),
		performanceState === undefined ? [] : [['text', performanceState]],
		fanPercent === undefined ? [] : [['dim', `${wordsIn(ui.language).resource.labels.fan} `], ['text', percentOf(fanPercent, ui.language)]],
		pcieGeneration === undefined || pcieWidth === undefined ? [] : [['dim', 'PCIe '], ['text', `${pcieGeneration}.0 x${pcieWidth}`]],
	];
}

/** An idle GPU is not held back. */
export function throttleSegments({throttleReasons}: GpuSample, {ui}: ScreenModel): Group {
	const texts = wordsIn(ui.language).resource;
	const reasons = throttleReasons?.filter(reason => reason !== 'gpu-idle') ?? [];
	const isHeat = reasons.some(reason => reason.includes('thermal') || reason === 'hardware-slowdown');
	return reasons.length === 0 ? [] : [['label', `${texts.labels.throttle} `], [isHeat ? 'bad' : 'warning', reasons.map(reason => texts.throttleReasons[reason]).join(', ')]];
}

export function migLines({isMigEnabled, migDevices = []}: GpuSample, {ui}: ScreenModel): readonly Group[] {
	const texts = wordsIn(ui.language).resource;
	return isMigEnabled === true
		? [
			...(migDevices.length === 0 ? [] : [[['label', `${texts.labels.mig} `], ['text', migDevices.map(({profile}) => profile).join(', ')]] as const]),
			[['dim', texts.migHidesUtilisation]],
		]
		: [];
}

/** Who holds the memory of the GPU, the largest first, and how busy its video encoder is; of one of several only where it is in use. */
export function useGroups(gpu: GpuSample, model: ScreenModel): readonly Group[] {
	const {labels} = wordsIn(model.ui.language).resource;
	const {encoderPercent: encoder} = gpu;
	const isTold = encoder !== undefined && (encoder > 0 || model.resources.gpus.length === 1);
	return [...processGroups(gpu, model), isTold ? [['dim', `${labels.encoder} `], ['text', percentOf(encoder, model.ui.language)]] : []];
}

/** Where the driver does not say who holds the memory, that. */
function processGroups(gpu: GpuSample, {resources, ui, look}: ScreenModel): readonly Group[] {
	const texts = wordsIn(ui.language).resource;
	const all = resources.gpuProcesses;
	const processes = all?.[gpu.uuid ?? ''] ?? [];
	if (all !== undefined && processes.length === 0 && resources.host?.isWsl === true) {
		return [[['dim', texts.wslHidesProcesses]]];
	}

	const sorted = processes.toSorted((one, other) => (other.memoryUsedBytes ?? 0) - (one.memoryUsedBytes ?? 0));
	const isAlone = resources.gpus.length === 1 && sorted.length > 0 && sorted.every(({isInContainer}) => isInContainer === true);
	const named = sorted.slice(0, mostProcesses).map(({pid, name, memoryUsedBytes, isInContainer, otherContainer}, index): Group => [
		['label', index === 0 ? `${texts.onGpu}  ` : ''],
		[isInContainer === true ? 'strong' : 'text', name?.split('/').at(-1) ?? unknownSign],
		['dim', ` ${pid ?? unknownSign}  `],
		['text', bytesToBinaryText(memoryUsedBytes)],
		['dim', otherContainer === undefined ? (isInContainer === undefined ? '' : ` ${isInContainer ? texts.inContainer : texts.elsewhere}`) : ''],
		['warning', otherContainer === undefined ? '' : ` ${texts.inOther(otherContainer)}`],
	]);
	return [...named, isAlone ? [['good', `${look.glyphs.marks.good} `], ['text', texts.alone]] : []];
}
