import type {DoctorFacts, GpuFacts, TorchFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {remark} from './remark.ts';

const check = 'torch-driver';

/**
Whether the driver is new enough for PyTorch's CUDA, and PyTorch new enough for the GPU. Undefined without a container.

Source: CUDA's minor version compatibility: a program built for 12.x runs with every driver for 12.0 or later.
*/
export function checkTorchDriver({container, host}: DoctorFacts): Finding | undefined {
	if (container === undefined) {
		return undefined;
	}

	const {torch} = container;
	const gpu = container.gpu?.kind === 'found' ? container.gpu : host.gpu;
	if (torch?.kind !== 'told' || torch.cudaVersion === undefined || gpu?.kind !== 'found' || gpu.cudaVersion === undefined) {
		return {
			check, level: 'unknown', code: 'cuda-unknown', values: {}, commands: [],
		};
	}

	const values = {torch: torch.cudaVersion, driver: gpu.cudaVersion};
	if (major(values.torch) > major(values.driver)) {
		return {
			check, level: 'problem', code: 'cuda-too-new', values, commands: host.isWsl ? [remark('windows-driver'), 'wsl --shutdown'] : ['sudo ubuntu-drivers install', 'sudo reboot'],
		};
	}

	return unknownGpu(torch, gpu) ?? {
		check, level: 'ok', code: 'cuda-fits', values, commands: [],
	};
}

function major(version: string): number {
	return Number(version.split('.', 1)[0]);
}

/** The first GPU that no part of this PyTorch was built for. */
function unknownGpu({architectures}: TorchFacts & {readonly kind: 'told'}, {gpus, computeCapabilities}: GpuFacts & {readonly kind: 'found'}): Finding | undefined {
	const index = architectures.length === 0 ? -1 : computeCapabilities.findIndex(capability => !canRunOn(capability, architectures));
	return index === -1
		? undefined
		: {
			check,
			level: 'problem',
			code: 'gpu-too-new',
			values: {gpu: gpus[index]?.name ?? `GPU ${index}`, capability: computeCapabilities[index]!, architectures: architectures.join(' ')},
			commands: [remark('newest-torch'), 'pip install --upgrade torch torchvision'],
		};
}

/**
Machine code (`sm_86`) runs on boards of the same generation, equal or newer; intermediate code (`compute_90`) is translated
for every newer one.
*/
function canRunOn(capability: string, architectures: readonly string[]): boolean {
	const [generation, revision] = capability.split('.').map(Number);
	if (generation === undefined || revision === undefined || Number.isNaN(generation + revision)) {
		return true;
	}

	return architectures.some(architecture => {
		const match = /^(sm|compute)_(\d+)(\d)[a-z]?$/.exec(architecture);
		if (match === null) {
			return false;
		}

		const [wantedGeneration, wantedRevision] = [Number(match[2]), Number(match[3])];
		return match[1] === 'sm'
			? wantedGeneration === generation && wantedRevision <= revision
			: (wantedGeneration * 10) + wantedRevision <= (generation * 10) + revision;
	});
}
