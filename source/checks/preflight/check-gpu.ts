import type {PreflightFacts} from './facts.ts';
import {warning, type PreflightFinding} from './finding.ts';

/**
A GPU that is asked for has to be there, and one that is there should be asked for. All are warnings, because nothing is certain
before the start: `--gpus` is served by a program that the engine looks for in a path of its own when it starts, or by CDI, and the
runtimes that it lists prove neither; the nodes of a GPU may be made by the start itself; and a start without a GPU is a choice.
Source: moby, daemon/nvidia_linux.go; tried with a stand-in for the program and no runtime.
*/
export function checkGpu({plan, training, isShell, hasGpuSupport, hasGpu, missingDevices = []}: PreflightFacts): PreflightFinding[] {
	const isRequested = plan.gpus !== undefined || plan.runtime === 'nvidia' || plan.devices.some(({hostPath}) => hostPath.startsWith('nvidia.com/') || hostPath.startsWith('/dev/nvidia'));
	if (isRequested) {
		return hasGpuSupport === false ? warning('gpu-unsupported', {}) : (hasGpu === false && missingDevices.length === 0 ? warning('gpu-absent', {}) : []);
	}

	const isOnProcessor = training?.options.device === 'cpu';
	return !isOnProcessor && hasGpu === true && (isShell || training !== undefined) ? warning('gpu-not-requested', {}) : [];
}
