import type {PreflightFacts} from './facts.ts';
import {warning, type PreflightFinding} from './finding.ts';

/**
A GPU that is asked for has to be there, and one that is there should be asked for. Both are warnings: the engine offers no
sure answer, and a start without a GPU is a choice.
*/
export function checkGpu({plan, training, isShell, hasGpuSupport, hasGpu}: PreflightFacts): PreflightFinding[] {
	const isRequested = plan.gpus !== undefined || plan.runtime === 'nvidia' || plan.devices.some(({hostPath}) => hostPath.startsWith('nvidia.com/') || hostPath.startsWith('/dev/nvidia'));
	if (isRequested) {
		return hasGpuSupport === false ? warning('gpu-unsupported', {}) : [];
	}

	const isOnProcessor = training?.options.device === 'cpu';
	return !isOnProcessor && hasGpu === true && (isShell || training !== undefined) ? warning('gpu-not-requested', {}) : [];
}
