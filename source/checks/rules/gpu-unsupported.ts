import {gpuDiagnoses} from '../../text/diagnoses/gpu.ts';
import {findGpuWords, supersededByWords} from '../engine-error.ts';
import type {Rule} from '../rule.ts';

/** Source: torch/cuda/__init__.py (warning about the capability), CUDA's error text. */
const forms = /no kernel image is available for execution on the device|with cuda capability sm_\d+ is not compatible with the current pytorch installation|found gpu\d* .* which is of (?:cuda|compute) capability/i;

export const gpuUnsupported: Rule = {
	id: 'gpu-unsupported',
	level: 'error',
	find(facts, language) {
		const line = findGpuWords(facts, forms);
		if (line === undefined || facts.run.phase.kind === 'finished') {
			return undefined;
		}

		const texts = gpuDiagnoses(language)['gpu-unsupported'];
		return {
			what: texts.what(), why: texts.why(), action: texts.action(), evidence: [line], supersedes: supersededByWords(facts, line, []), ...(facts.run.phase.kind !== 'failed' && {level: 'warning' as const}),
		};
	},
};
