
import {bytesToShortText} from '../../format/bytes.ts';
import {carryOver} from '../hardware.ts';
import {cacheMemory, minimumSharedMemory} from '../shared-memory.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import {percentOf} from '../../words/percent.ts';
import {halve, optionText, workersOf} from './option-value.ts';
import type {AdviceContext, Recommendation} from './recommendation.ts';

const gibibyte = 2 ** 30;
/** The training process itself, its libraries and the system. */
const baseBytes = 3 * gibibyte;
/** A worker process of PyTorch with OpenCV, when it was not measured. */
const workerBytes = gibibyte;
/** The least that is taken for a worker, whatever was measured. */
const minWorkerBytes = gibibyte / 4;
/** Memory above it leaves no room for a burst. */
const tightShare = 0.85;
/** A GPU that is fed well is busier. */
const idlePercent = 60;
const fullCpuShare = 0.9;
const maxWorkers = 16;

type Choice = Pick<Recommendation, 'value' | 'reasons'>;

/** The number of workers: what the machine's class allows, or what the run needs, within cores, memory and /dev/shm. */
export function adviseWorkers(context: AdviceContext & {readonly batchSize: number}, language: Language): Recommendation {
	const {facts: {run}} = context;
	const current = run === undefined ? undefined : workersOf(run);
	const gpuCount = Math.max(1, context.hardware.gpuMemoryBytes?.length ?? 1);
	// The frameworks start one process for each GPU, and each has this number of workers.
	const chosen = current === undefined ? perProcess(fromTable(context, language), gpuCount, language) : fromRun(context, current, language);
	const {value, reasons} = limit(chosen, context, gpuCount, language);
	const unchanged = wordsIn(language).advice.asNow();
	return {
		name: 'workers', value, option: optionText({framework: run?.framework}, 'workers', value), reasons: value === current ? reasons : reasons.filter(reason => reason !== unchanged), ...(current !== undefined && {current}),
	};
}

function fromTable({hardware: {memoryBytes}, hardwareClass}: AdviceContext, language: Language): Choice {
	const texts = wordsIn(language).advice;
	if (hardwareClass === undefined) {
		return {value: 2, reasons: [texts.unknownHardware]};
	}

	const value = memoryBytes === undefined
		? hardwareClass.workers[0]
		: Math.floor(carryOver(memoryBytes / gibibyte, hardwareClass.memoryGibibytes, hardwareClass.workers));
	return {value, reasons: [texts.byClass(texts.hardwareClasses[hardwareClass.id], hardwareClass.batchSizes.join('-'), hardwareClass.workers.join('-'))]};
}

function perProcess({value, reasons}: Choice, gpuCount: number, language: Language): Choice {
	return gpuCount === 1 ? {value, reasons} : {value: Math.max(1, Math.floor(value / gpuCount)), reasons: [...reasons, wordsIn(language).advice.workersPerGpu(String(gpuCount))]};
}

/** Fewer when memory is tight, more when the GPU waits and the CPU has room, else as it is. */
function fromRun({facts: {memory, load}, hardware: {memoryBytes, cpuCount}}: AdviceContext, current: number, language: Language): Choice {
	const texts = wordsIn(language).advice;
	const used = memory?.usedBytes;
	if (used !== undefined && memoryBytes !== undefined && used > tightShare * memoryBytes) {
		return {value: current <= 1 ? 0 : halve(current), reasons: [texts.memoryTight(bytesToShortText(used), bytesToShortText(memoryBytes))]};
	}

	if (load?.gpuPercent === undefined || load.gpuPercent >= idlePercent) {
		return {value: current, reasons: [texts.asNow()]};
	}

	const slow = texts.loaderSlow(percentOf(load.gpuPercent, language));
	const isCpuFull = load.cpuPercent !== undefined && cpuCount !== undefined && load.cpuPercent >= fullCpuShare * 100 * cpuCount;
	return isCpuFull ? {value: current, reasons: [slow, texts.loaderFull()]} : {value: Math.max(2, 2 * current), reasons: [slow]};
}

/** Never more than the cores, the memory and half of it as /dev/shm can carry. */
function limit({value, reasons}: Choice, context: AdviceContext & {readonly batchSize: number}, gpuCount: number, language: Language): Choice {
	const {hardware: {memoryBytes, cpuCount}, batchSize, imageSize, facts: {memory, run}} = context;
	const current = run === undefined ? undefined : workersOf(run);
	// Cached images are there once however many workers there are, or once more for each.
	const cache = run === undefined ? {bytes: 0, perWorkerBytes: 0} : cacheMemory(run);
	const measured = current === undefined || memory?.usedBytes === undefined ? undefined : Math.max(0, memory.usedBytes - cache.bytes) / (current + 1);
	const each = Math.max(minWorkerBytes, measured ?? (workerBytes + cache.perWorkerBytes));
	const base = (measured ?? baseBytes) + cache.bytes;
	const byCores = cpuCount ?? maxWorkers;
	const byMemory = memoryBytes === undefined ? maxWorkers : Math.max(0, Math.floor((memoryBytes - base) / each));
	const oneWorkerHolds = minimumSharedMemory({batchSize, imageSize, workers: 1});
	const bySharedMemory = memoryBytes === undefined ? maxWorkers : Math.floor(memoryBytes / 2 / oneWorkerHolds);
	const max = Math.floor(Math.min(byCores, byMemory, bySharedMemory, maxWorkers * gpuCount) / gpuCount);
	if (value <= max) {
		return {value, reasons};
	}

	const texts = wordsIn(language).advice;
	return {
		value: max,
		reasons: [
			...reasons,
			...(Math.floor(byCores / gpuCount) === max ? [texts.coresLimit(String(byCores))] : []),
			...(memoryBytes !== undefined && Math.floor(Math.min(byMemory, bySharedMemory) / gpuCount) === max ? [texts.memoryLimit(bytesToShortText(memoryBytes), bytesToShortText(each))] : []),
		],
	};
}
