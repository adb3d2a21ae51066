
import {findEngineError, findGpuWords, supersededByWords} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** Source: nvidia-container-cli's error, torch/csrc/cuda (no driver), the dynamic linker (the driver's own library), nvidia-smi exit 9. */
const engineForms = /nvidia-container-cli: initialization error: (?:load library failed: libnvidia-ml|nvml error: driver not loaded|wsl environment detected but no adapters were found)/i;
const outputForms = /^(?:\w+: )?found no nvidia driver on your system|^(?:\w+: )?lib(?:cuda|nvidia-ml)\.so[\d.]*: cannot open shared object file|nvidia-smi has failed because it couldn't communicate with the nvidia driver/i;
const failureCodes: ReadonlySet<string> = new Set(['driver-not-loaded', 'driver-library-missing']);

export const driverMissing: Rule = {
	id: 'driver-missing',
	level: 'error',
	find(facts, language) {
		const {gpuFailure, container} = facts;
		// A machine without a driver is no fault while nobody wants a GPU.
		const failure = gpuFailure !== undefined && failureCodes.has(gpuFailure.code) && container?.hasGpuRequest === true
			? gpuFailure.detail ?? gpuFailure.code
			: undefined;
		const line = findEngineError(facts, engineForms) ?? findGpuWords({...facts, gpuFailure: undefined}, outputForms) ?? failure;
		if (line === undefined) {
			return undefined;
		}

		const texts = wordsIn(language).gpuDiagnoses['driver-missing'];
		return {
			what: texts.what(), why: texts.why(), action: texts.action(), evidence: [line], supersedes: supersededByWords(facts, line, ['container-start-failed', 'gpu-not-used', 'module-missing']),
		};
	},
};
