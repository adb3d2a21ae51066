
import {byteSizeToFlag} from '../../domain/byte-size.ts';
import {bytesToShortText} from '../../format/bytes.ts';
import {
	boardMemories,
	classifyHardware,
	smallestGpu,
	type Hardware,
	type HardwareClassId,
} from '../hardware.ts';
import {isWithoutContainer} from '../without-container.ts';
import {commandNotes} from '../../words/command-notes.ts';
import {shmNeedText} from '../../words/shared-memory.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import {adviseBatchSize} from './advise-batch-size.ts';
import {adviseWorkers} from './advise-workers.ts';
import {imageSizeOf, optionText} from './option-value.ts';
import type {AdviceFacts, Recommendation} from './recommendation.ts';
import {launchCommand} from './launch-command.ts';
import {adviseSharedMemory, type SharedMemoryAdvice} from './shared-memory-advice.ts';

/** Settings that fit, with reasons. */
export type Advice = {
	/** Undefined when the hardware is not known. */
	readonly hardwareClass?: HardwareClassId;
	/** Batch size, workers, image size, and for a container shared memory, in this order. */
	readonly recommendations: readonly Recommendation[];
	/** The last of them in figures. */
	readonly sharedMemory: SharedMemoryAdvice;
	/** Further sentences that belong to no single setting. */
	readonly notes: readonly string[];
	/** One line for a shell; words in capitals are to be filled in. */
	readonly command: string;
};

const defaultImageSize = 640;
const smallImageSize = 416;

/**
Recommends batch size, workers, image size and shared memory for a machine, from the hardware table, and where a run is there
from what it used. It never recommends what would not fit in what is known.
*/
export function advise(facts: AdviceFacts, language: Language): Advice {
	const texts = wordsIn(language).advice;
	const hardware = toHardware(facts);
	const hardwareClass = classifyHardware(hardware);
	const imageSize = adviseImageSize(facts, hardware, language);
	const batchSize = adviseBatchSize({
		facts, hardware, hardwareClass, imageSize: imageSize.value,
	}, language);
	const workers = adviseWorkers({
		facts, hardware, hardwareClass, imageSize: imageSize.value, batchSize: batchSize.value,
	}, language);
	const loader = {batchSize: batchSize.value, workers: workers.value, imageSize: imageSize.value};
	const sharedMemory = adviseSharedMemory(facts, hardware.memoryBytes, loader, language);
	const shmSize = sharedMemoryRecommendation(facts, sharedMemory, language);
	// A plain process has the machine's /dev/shm: there is no option for it.
	const recommendations = [batchSize, workers, imageSize, ...(facts.run !== undefined && isWithoutContainer(facts.run) ? [] : [shmSize])];
	const classWords = hardwareClass === undefined
		? texts.unknownHardware
		: texts.byClass(texts.hardwareClasses[hardwareClass.id], hardwareClass.batchSizes.join('-'), hardwareClass.workers.join('-'));
	const command = facts.rebuild?.({...loader, shmSizeBytes: sharedMemory.sizeBytes, gpuCount: gpuCount(facts)})
		?? launchCommand(facts.run, {...loader, shmSize: shmSize.option, gpuCount: gpuCount(facts)});
	return {
		...(hardwareClass !== undefined && {hardwareClass: hardwareClass.id}),
		recommendations,
		sharedMemory,
		notes: [
			classWords,
			...(facts.host?.isWsl === true && facts.host.memoryTotalBytes !== undefined ? [texts.wsl(bytesToShortText(facts.host.memoryTotalBytes))] : []),
			...(smallestGpu(hardware.gpuMemoryBytes) === undefined ? [] : [texts.halfPrecision()]),
			...commandNotes([command], language),
		],
		command,
	};
}

/** Also of boards whose memory the driver does not report. */
function gpuCount({gpus, run}: AdviceFacts): number {
	return gpus?.length ?? run?.devices.filter(({kind}) => kind === 'cuda').length ?? 0;
}

/** The limit of the container counts where it is less than the machine has. GPUs of the banner stand in for sampled ones. */
function toHardware({host, container, memory, gpus, run}: AdviceFacts): Hardware {
	const limits = [host?.memoryTotalBytes, run?.container?.memoryLimitBytes ?? container?.memoryLimitBytes, memory?.limitBytes].filter(bytes => bytes !== undefined);
	const announced = run?.devices.filter(({kind}) => kind === 'cuda');
	const asked = gpus && boardMemories(gpus);
	const printed = announced === undefined || announced.length === 0 ? undefined : announced.map(({memoryBytes}) => memoryBytes);
	// PyTorch's banner knows the part that it was given, and memory that is shared with the processor.
	const boards = asked === undefined || (printed !== undefined && asked.includes(undefined)) ? printed : asked;
	const known = boards?.filter(bytes => bytes !== undefined);
	return {
		memoryBytes: limits.length === 0 ? undefined : Math.min(...limits),
		cpuCount: host?.cpuCount,
		// A GPU whose memory the driver does not report is there all the same, but nothing can be said of what fits.
		gpuMemoryBytes: known?.length === boards?.length ? known : undefined,
	};
}

function adviseImageSize({run}: AdviceFacts, {gpuMemoryBytes}: Hardware, language: Language): Recommendation {
	const texts = wordsIn(language).advice;
	const current = run === undefined ? undefined : imageSizeOf(run);
	const gpu = smallestGpu(gpuMemoryBytes);
	const isSmallGpu = gpu !== undefined && gpu < 2 * 0.9;
	const choose = (value: number, reason: string): Recommendation => ({
		name: 'imageSize', value, option: optionText({framework: run?.framework}, 'imageSize', value), reasons: [reason], ...(current !== undefined && {current}),
	});
	if (current !== undefined) {
		return choose(current, texts.imageOfRun());
	}

	if (isSmallGpu) {
		return choose(smallImageSize, texts.imageSmallGpu());
	}

	return gpuMemoryBytes?.length === 0 ? choose(smallImageSize, texts.imageCpu()) : choose(defaultImageSize, texts.imageDefault());
}

function sharedMemoryRecommendation({run, sharedMemory}: AdviceFacts, {sizeBytes, needBytes, hasFailed}: SharedMemoryAdvice, language: Language): Recommendation {
	const texts = wordsIn(language).advice;
	const current = sharedMemory?.sizeBytes ?? run?.container?.shmSizeBytes;
	return {
		name: 'shmSize',
		value: sizeBytes,
		option: `--shm-size=${byteSizeToFlag(sizeBytes)}`,
		...(current !== undefined && {current}),
		reasons: [
			...(hasFailed ? [texts.shmFailed()] : []),
			needBytes === 0 ? texts.shmNone() : shmNeedText(bytesToShortText(needBytes), language),
		],
	};
}
