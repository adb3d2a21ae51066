
import {bytesToShortText} from '../../format/bytes.ts';
import {carryOver, smallestGpu, type Hardware} from '../hardware.ts';
import {cudaOutOfMemory} from '../rules/cuda-out-of-memory.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import {halve, optionText, optionValue} from './option-value.ts';
import type {AdviceContext, AdviceFacts, Recommendation} from './recommendation.ts';

const gibibyte = 2 ** 30;
/** The table's figures are for it. */
const tableImageSize = 640;
/** What is left free: pictures of other sizes, fragmentation, the validation. */
const usableShare = 0.85;
/** CUDA's own context in the process, which PyTorch's figure does not hold, when nvidia-smi does not say. */
const contextBytes = gibibyte / 2;
/** One step at a time: the estimate is an upper bound, but the gain of more is small. */
const maxGrowth = 4;
const maxPerGpu = 64;

/**
The batch size for the machine; with a run that printed its GPU memory, the largest power of two that surely fits. What a
batch reserves is a fixed part and one part for each image, so k times the batch needs at most k times the memory.
*/
export function adviseBatchSize(context: AdviceContext, language: Language): Recommendation {
	const {facts, hardware} = context;
	const {run} = facts;
	const current = run === undefined ? undefined : optionValue(run, 'batchSize');
	const {value, reasons} = fromRun(context, current, language) ?? withoutGain(context, current, language) ?? fromTable(context, language);
	const texts = wordsIn(language).advice;
	const gpuCount = hardware.gpuMemoryBytes?.length ?? 0;
	return {
		name: 'batchSize',
		value,
		option: optionText({framework: run?.framework}, 'batchSize', value),
		...(current !== undefined && {current}),
		reasons: [...reasons, ...(gpuCount > 1 ? [texts.perGpu(String(gpuCount))] : [])],
	};
}

/** Without a GPU a larger batch gains nothing, so one that a run has used, and that is not too large, is kept. */
function withoutGain(context: AdviceContext, current: number | undefined, language: Language): Choice | undefined {
	const texts = wordsIn(language).advice;
	return current !== undefined && current > 0 && context.hardware.gpuMemoryBytes?.length === 0 && current <= fromTable(context, language).value
		? {value: current, reasons: [texts.asNow(), texts.cpuMemory()]}
		: undefined;
}

type Choice = Pick<Recommendation, 'value' | 'reasons'>;

function fromTable({hardware, hardwareClass, imageSize}: AdviceContext, language: Language): Choice {
	const texts = wordsIn(language).advice;
	const gpu = smallestGpu(hardware.gpuMemoryBytes);
	const basis = hardwareClass === undefined
		? 2
		: (gpu === undefined
			? carryOver((hardware.memoryBytes ?? 0) / gibibyte, hardwareClass.memoryGibibytes, hardwareClass.batchSizes)
			: carryOver(gpu, hardwareClass.gpuMemoryGibibytes, hardwareClass.batchSizes));
	// Larger pictures need more of the memory; smaller ones are no reason to go beyond what is known to work.
	const area = Math.min(1, (tableImageSize / imageSize) ** 2);
	return {
		value: toPowerOfTwo(basis * area),
		reasons: [
			gpu === undefined ? texts.cpuMemory() : texts.gpuMemory(bytesToShortText(gpu * gibibyte)),
			...(area < 1 ? [texts.imageArea(String(imageSize))] : []),
		],
	};
}

/** Undefined when the run says nothing about the GPU's memory. */
function fromRun({facts, hardware}: AdviceContext, current: number | undefined, language: Language): Choice | undefined {
	const {run} = facts;
	if (run === undefined || current === undefined || current === 0) {
		return undefined;
	}

	const texts = wordsIn(language).advice;
	if (cudaOutOfMemory.find({run}, language) !== undefined) {
		return {value: halve(current), reasons: [texts.outOfMemory(String(current))]};
	}

	const total = smallestGpu(hardware.gpuMemoryBytes);
	const reserved = peakReserved(facts);
	if (total === undefined || reserved === undefined || reserved === 0) {
		return undefined;
	}

	const usable = usableBytes(facts, hardware, reserved, total * gibibyte);
	const value = Math.min(toPowerOfTwo(current * usable / reserved), current * maxGrowth, maxPerGpu * hardware.gpuMemoryBytes!.length);
	const measured = texts.measuredFits(bytesToShortText(reserved), String(current), bytesToShortText(total * gibibyte));
	if (value > current) {
		return {value, reasons: [measured, texts.roomForMore(bytesToShortText(reserved * value / current))]};
	}

	return usable < reserved ? {value: Math.min(value, halve(current)), reasons: [measured, texts.tooTight()]} : {value: current, reasons: [measured, texts.asNow()]};
}

/** The highest figure of the GPU_mem column in this run; undefined when it printed none. */
function peakReserved({run}: AdviceFacts): number | undefined {
	const figures = [...run?.history ?? [], run?.progress].map(record => record?.reservedGpuMemoryBytes).filter(bytes => bytes !== undefined);
	return figures.length === 0 ? undefined : Math.max(...figures);
}

/** What the run may reserve: without CUDA's context and other programs, which nvidia-smi counts. */
function usableBytes({gpus, run}: AdviceFacts, {gpuMemoryBytes}: Hardware, reserved: number, total: number): number {
	const isRunning = run?.phase.kind === 'training' || run?.phase.kind === 'validating';
	const used = isRunning && gpuMemoryBytes?.length === 1 ? gpus?.[0]?.memoryUsedBytes : undefined;
	const others = used === undefined ? contextBytes : Math.max(contextBytes, used - reserved);
	return (total * usableShare) - others;
}

function toPowerOfTwo(value: number): number {
	return 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, value))));
}
