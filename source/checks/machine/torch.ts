import {quoteWord} from '../../domain/shell-quote.ts';
import type {
	AdvisedContainer,
	DoctorFacts,
	DriverFacts,
	TorchFacts,
} from './doctor-facts.ts';
import {
	cannotAsk,
	inContainer,
	ok,
	problem,
	remark,
	unknown,
	warning,
	type MachineChecks,
	type MachineFinding,
} from './finding.ts';

/** On a machine that has no GPU the CPU is no fault. */
function withoutGpu(finding: MachineFinding, {host}: DoctorFacts): MachineFinding {
	const isNone = host.gpu?.kind === 'failed' && host.hasGpu === false;
	return isNone && finding.level === 'problem' ? {...finding, level: 'warning', commands: []} : finding;
}

/** Whether the training can use the GPU: what it has said itself, else what PyTorch says. */
function checkTorchCuda(container: AdvisedContainer, facts: DoctorFacts): MachineFinding {
	return withoutGpu(findTorch(container, facts), facts);
}

function findTorch(container: AdvisedContainer, {host}: DoctorFacts): MachineFinding {
	const {trainingDevices, torch} = container;
	const cuda = trainingDevices.filter(device => device.kind === 'cuda');
	if (cuda.length > 0) {
		return ok('torch-in-use', {devices: cuda.map(({label, name}) => [label, name].filter(Boolean).join(' ')).join(', ')});
	}

	if (trainingDevices.length > 0 && (torch === undefined || torch.kind === 'memory-short')) {
		return problem('torch-on-cpu', {devices: trainingDevices.map(({label}) => label).join(', ')});
	}

	return torch === undefined
		? cannotAsk(container)
		: torchFinding(torch, container.name, host.gpu?.kind === 'found' ? host.gpu.cudaVersion : undefined);
}

function torchFinding(torch: TorchFacts, container: string, driverCuda: string | undefined): MachineFinding {
	switch (torch.kind) {
		case 'told': {
			return toldFinding(torch, container, driverCuda);
		}

		case 'no-python':
		case 'no-torch': {
			return warning('torch-missing', {});
		}

		case 'memory-short': {
			return unknown('torch-not-asked', {});
		}

		case 'no-answer': {
			return unknown('torch-unknown', {detail: ''});
		}

		case 'failed': {
			return unknown('torch-unknown', {detail: torch.detail});
		}
	}
}

function toldFinding({version, cudaVersion, isAvailable, deviceCount, warning: complaint = ''}: TorchFacts & {readonly kind: 'told'}, container: string, driverCuda: string | undefined): MachineFinding {
	if (cudaVersion === undefined) {
		return problem('torch-cpu-build', {version}, [`docker exec ${quoteWord(container)} pip install --force-reinstall torch torchvision --index-url https://download.pytorch.org/whl/${driverCuda?.startsWith('11.') ? 'cu118' : 'cu126'}`]);
	}

	return isAvailable
		? ok('torch-ok', {version, cuda: cudaVersion, devices: String(deviceCount ?? 1)})
		: problem('torch-unavailable', {version, warning: complaint}, [`docker exec ${quoteWord(container)} nvidia-smi`]);
}

/**
Whether the driver is new enough for PyTorch's CUDA, and PyTorch new enough for the GPU.

Source: CUDA's minor version compatibility: a program built for 12.x runs with every driver for 12.0 or later.
*/
function checkTorchDriver(container: AdvisedContainer, {host}: DoctorFacts): MachineFinding {
	const {torch} = container;
	const gpu = container.gpu?.kind === 'found' ? container.gpu : host.gpu;
	if (torch?.kind !== 'told' || torch.cudaVersion === undefined || gpu?.kind !== 'found' || gpu.cudaVersion === undefined) {
		return unknown('cuda-unknown', {});
	}

	const values = {torch: torch.cudaVersion, driver: gpu.cudaVersion};
	return major(values.torch) > major(values.driver) ? problem('cuda-too-new', values, host.isWsl ? [remark('windows-driver'), 'wsl --shutdown'] : ['sudo ubuntu-drivers install', 'sudo reboot']) : unknownGpu(torch, gpu) ?? ok('cuda-fits', values);
}

function major(version: string): number {
	return Number(version.split('.', 1)[0]);
}

/** The first GPU that no part of this PyTorch was built for. */
function unknownGpu({architectures}: TorchFacts & {readonly kind: 'told'}, {gpus, computeCapabilities}: DriverFacts & {readonly kind: 'found'}): MachineFinding | undefined {
	const index = architectures.length === 0 ? -1 : computeCapabilities.findIndex(capability => !canRunOn(capability, architectures));
	return index === -1
		? undefined
		: problem('gpu-too-new', {gpu: gpus[index]?.name ?? `GPU ${index}`, capability: computeCapabilities[index]!, architectures: architectures.join(' ')}, [remark('newest-torch'), 'pip install --upgrade torch torchvision']);
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

export const torchChecks = {'torch-cuda': inContainer(checkTorchCuda), 'torch-driver': inContainer(checkTorchDriver)} satisfies MachineChecks;
