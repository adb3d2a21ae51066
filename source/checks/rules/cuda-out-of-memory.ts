import type {RunState} from '../../domain/run.ts';
import {bytesToShortText} from '../../format/bytes.ts';
import {
	halve,
	imageSizeOf,
	optionText,
	optionValue,
} from '../advice/option-value.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import type {Remedy} from '../../domain/remedy.ts';
import {wordsIn} from '../../words/words.ts';

/**
Source: c10/cuda/CUDACachingAllocator.cpp, ATen/cuda/Exceptions.h; before torch 1.13 a RuntimeError with the same text. Without room for its
working memory cuDNN finds no algorithm; an allocator that cannot even ask NVML how much is left fails with an assertion.
*/
const forms = /^(?:cuda (?:error: )?out of memory|cuda error: cublas_status_alloc_failed|cudnn error: cudnn_status_alloc_failed|cuda runtime error \(2\) ?: out of memory|unable to find a valid cudnn algorithm to run convolution|(?:get|find) was unable to find an engine to execute this computation|nvml_success == \S+ internal assert failed|.*\bcudaerrormemoryallocation\b|cuda failure 2 'out of memory')/i;
/** The same, when nobody caught it: the C++ runtime names its type. */
const abortForm = /^(?:c10::\w+error: cuda (?:error: )?out of memory|cuda failure (?:2 )?'out of memory')/i;
const imageStep = 32;

export const cudaOutOfMemory: Rule = {
	id: 'cuda-out-of-memory',
	level: 'error',
	supersedes: ['python-traceback', 'worker-killed', 'ranks-stuck', 'process-crashed'],
	find({run}, language) {
		const found = findError(run, {exceptions: ['OutOfMemoryError']}) ?? findError(run, {exceptions: ['RuntimeError', 'AcceleratorError'], message: forms}) ?? findError(run, {message: abortForm});
		if (found === undefined) {
			return undefined;
		}

		const texts = wordsIn(language).memoryDiagnoses['cuda-out-of-memory'];
		const batchSize = optionValue(run, 'batchSize');
		const gpu = run.devices.find(({kind}) => kind === 'cuda');
		const {remedy, option} = smaller(run, batchSize);
		return {
			what: texts.what(batchSize === undefined ? '' : String(batchSize)),
			why: texts.why([gpu?.name, gpu?.memoryBytes === undefined ? undefined : bytesToShortText(gpu.memoryBytes)].filter(part => part !== undefined).join(', ')),
			action: option === undefined ? texts.actionSmaller() : texts.action(option),
			evidence: [toEvidence(found.error.text), batchSize === undefined ? '' : optionText(run, 'batchSize', batchSize)],
			remedy,
		};
	},
};

/** Half the batch; with a batch of 1 two thirds of the image size, which must be a multiple of 32. */
function smaller(run: RunState, batchSize: number | undefined): {readonly remedy?: Remedy; readonly option?: string} {
	if (batchSize !== 1) {
		// Without a known batch any number would be a guess.
		const next = batchSize === undefined ? undefined : halve(batchSize);
		return next === undefined ? {} : {option: optionText(run, 'batchSize', next), remedy: {kind: 'relaunch', batchSize: next}};
	}

	const imageSize = Math.max(imageStep, Math.floor((imageSizeOf(run) ?? 640) * 2 / 3 / imageStep) * imageStep);
	return {remedy: {kind: 'relaunch', imageSize}, option: optionText(run, 'imageSize', imageSize)};
}
