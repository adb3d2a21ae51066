import {traitsOf} from '../../domain/framework.ts';
import type {RunState} from '../../domain/run.ts';
import {isResumeWanted} from '../../run/settings.ts';
import type {Facts} from '../diagnosis-facts.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Finding, Rule} from '../rule.ts';
import {isWithoutContainer} from '../without-container.ts';
import {wordsIn} from '../../words/words.ts';

/**
Source: select_device of YOLOv5 and Ultralytics; torch/cuda/__init__.py; c10/cuda/CUDAFunctions.cpp, with the numbers of cudaError (2 is
memory, 803 and 804 are the driver's).
*/
const refusals = /^cuda unavailable, invalid device \S+ requested|^invalid cuda '(?:--)?device[ =][^']*' requested|^torch not compiled with cuda enabled|^no cuda gpus are available|^cuda error: (?:no cuda-capable device is detected|invalid device ordinal)|^cuda driver initialization failed\b|^cuda unknown error\b|^unexpected error from cudagetdevicecount\(\)\..*\berror (?:3|46|100|101|304|802|999): |^attempting to deserialize object on a cuda device but torch\.cuda\.is_available\(\) is false/i;
const refusingExceptions = ['AssertionError', 'ValueError', 'RuntimeError', 'AcceleratorError'];
/** What a person writes who wants the CPU; `mps` and other accelerators are no oversight either. */
const chosenDevices = /^(?:cpu|mps|npu|xpu|intel|tpu)\b/i;

export const gpuNotUsed: Rule = {
	id: 'gpu-not-used',
	level: 'warning',
	supersedes: ['python-traceback'],
	find(facts, language) {
		const {run, container, gpus} = facts;
		const texts = wordsIn(language).gpuDiagnoses['gpu-not-used'];
		const found = findState(facts);
		if (found === undefined) {
			return undefined;
		}

		const {kind, evidence} = found;
		const what = {cpu: texts.whatCpu, idle: texts.whatIdle, refused: texts.whatRefused}[kind]();
		const form = kind === 'refused' ? {level: 'error'} as const : {supersedes: []};
		const isCpuTorch = /\+cpu\b/.test(run.torch ?? '') || evidence.some(line => /not compiled with cuda/i.test(line));
		let reason: Pick<Finding, 'why' | 'action' | 'remedy'> = isWithoutContainer(run) ? {why: texts.whyUnknownHere(), action: texts.actionCheckHere()} : {why: texts.whyUnknown(), action: texts.actionCheck()};
		const isWithoutGres = run.job !== undefined && run.job.gres === undefined;
		if (isWithoutGres) {
			reason = {why: texts.whyNoGres(), action: texts.actionGres()};
		} else if (gpus?.length === 0 && run.job === undefined) {
			reason = {why: isWithoutContainer(run) ? texts.whyNoneHere() : texts.whyNone(), action: texts.actionProcessor(`${traitsOf(run.framework?.name).options.device}cpu`)};
		} else if (isCpuTorch) {
			reason = {why: texts.whyCpuTorch(run.torch ?? 'torch'), action: isWithoutContainer(run) ? texts.actionTorchHere() : texts.actionTorch()};
		} else if (container?.hasGpuRequest === false) {
			reason = {why: texts.whyNoRequest(), action: texts.actionRequest(), remedy: {kind: 'relaunch', gpus: 'all'}};
		}

		return {
			...reason,
			...form,
			what,
			evidence: [...evidence, run.torch === undefined ? '' : `torch-${run.torch}`, container?.hasGpuRequest === false ? wordsIn(language).evidence.noGpuRequest : ''],
		};
	},
};

/** Which of the three forms it is, with its evidence; undefined when the GPU is used or nobody wanted one. */
function findState({run, container, gpus}: Facts): {readonly kind: 'cpu' | 'idle' | 'refused'; readonly evidence: readonly string[]} | undefined {
	const refused = findError(run, {exceptions: refusingExceptions, message: refusals});
	if (refused !== undefined) {
		return {kind: 'refused', evidence: [toEvidence(refused.error.text)]};
	}

	const {devices} = run;
	if (devices.some(({kind}) => kind === 'cuda')) {
		const isIdle = isWithoutGpuMemory(run) && !chosenDevices.test(run.settings.device ?? '');
		return isIdle ? {kind: 'idle', evidence: [...devices.map(({label, name}) => `${label} ${name ?? ''}`.trim()), 'GPU_mem 0G']} : undefined;
	}

	const isOnCpu = devices.length > 0 && devices.every(({kind}) => kind === 'cpu');
	// A machine without any GPU has nothing to use, unless the container was made for one.
	const hasNone = gpus?.length === 0 && container?.hasGpuRequest !== true;
	return isOnCpu && !hasNone && isGpuWanted(run, container?.hasGpuRequest)
		? {kind: 'cpu', evidence: [...devices.map(({label, name}) => `${label} ${name ?? ''}`.trim()), `device=${run.settings.device ?? ''}`]}
		: undefined;
}

/**
Without the settings in force it is not known whether the CPU was chosen, unless the container was made with a GPU. Beside
--resume YOLOv5 prints the command line, while the device comes from opt.yaml.
*/
function isGpuWanted({settings, framework}: RunState, hasGpuRequest: boolean | undefined): boolean {
	const isCommandLine = traitsOf(framework?.name).resumesWithOldSettings && isResumeWanted(settings);
	const device = isCommandLine ? undefined : settings.device;
	return device === undefined ? hasGpuRequest === true : !chosenDevices.test(device);
}

/** Nothing reserved after at least one whole epoch. */
function isWithoutGpuMemory({history, progress}: RunState): boolean {
	const last = history.at(-1);
	return last !== undefined && (last.reservedGpuMemoryBytes ?? progress?.reservedGpuMemoryBytes) === 0;
}
