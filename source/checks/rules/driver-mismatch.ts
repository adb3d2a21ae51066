
import {findEngineError, findGpuWords, supersededByWords} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** Source: torch/csrc/cuda (driver too old), CUDA errors 803 and 804, libnvidia-container (unsatisfied condition), the first words of NVIDIA's containers. */
const tooOld = /the nvidia driver on your system is too old \(found version|error 80[34]: |cuinit\(0\) returned 80[34]|built for nvidia driver release \S+ or later, but|unsatisfied condition: cuda\s*>=/i;
/** Source: NVML's error text in nvidia-smi, nvidia-container-cli and PyTorch. */
const upgraded = /driver\/library version mismatch/i;

export const driverMismatch: Rule = {
	id: 'driver-mismatch',
	level: 'error',
	find(facts, language) {
		const texts = wordsIn(language).gpuDiagnoses['driver-mismatch'];
		const mismatch = findEngineError(facts, upgraded) ?? findGpuWords(facts, upgraded) ?? (facts.gpuFailure?.code === 'driver-library-mismatch' ? 'NVML: driver/library version mismatch' : undefined);
		const line = mismatch ?? findEngineError(facts, tooOld) ?? findGpuWords(facts, tooOld);
		if (line === undefined) {
			return undefined;
		}

		const words = mismatch === undefined
			? {what: texts.whatOld(), why: texts.whyOld(), action: texts.actionOld()}
			: {what: texts.whatUpgraded(), why: texts.whyUpgraded(), action: texts.actionUpgraded()};
		return {
			...words, evidence: [line], level: levelOf(facts), supersedes: supersededByWords(facts, line, ['container-start-failed', 'gpu-not-used', 'driver-missing']),
		};
	},
};

/** A training that goes on all the same is not ended by it. */
function levelOf({run: {phase}}: Parameters<Rule['find']>[0]): 'warning' | undefined {
	return ['training', 'validating', 'finished'].includes(phase.kind) ? 'warning' : undefined;
}
