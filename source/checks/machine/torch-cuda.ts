import {quoteWord} from '../../domain/shell-quote.ts';
import type {DoctorFacts, TorchFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {cannotAsk} from './cannot-ask.ts';

const check = 'torch-cuda';

/** On a machine that has no GPU the CPU is no fault. */
function withoutGpu(finding: Finding, {host}: DoctorFacts): Finding {
	const isNone = host.gpu?.kind === 'failed' && host.hasGpu === false;
	return isNone && finding.level === 'problem' ? {...finding, level: 'warning', commands: []} : finding;
}

/** Whether the training can use the GPU: what it has said itself, else what PyTorch says. Undefined without a container. */
export function checkTorchCuda(facts: DoctorFacts): Finding | undefined {
	const finding = findTorch(facts);
	return finding && withoutGpu(finding, facts);
}

function findTorch({container, host}: DoctorFacts): Finding | undefined {
	if (container === undefined) {
		return undefined;
	}

	const {trainingDevices, torch, details} = container;
	const cuda = trainingDevices.filter(device => device.kind === 'cuda');
	if (cuda.length > 0) {
		return {
			check, level: 'ok', code: 'torch-in-use', values: {devices: cuda.map(({label, name}) => [label, name].filter(Boolean).join(' ')).join(', ')}, commands: [],
		};
	}

	if (trainingDevices.length > 0 && (torch === undefined || torch.kind === 'memory-short')) {
		return {
			check, level: 'problem', code: 'torch-on-cpu', values: {devices: trainingDevices.map(({label}) => label).join(', ')}, commands: [],
		};
	}

	return torch === undefined
		? cannotAsk(check, details)
		: torchFinding(torch, details.name, host.gpu?.kind === 'found' ? host.gpu.cudaVersion : undefined);
}

function torchFinding(torch: TorchFacts, container: string, driverCuda: string | undefined): Finding {
	switch (torch.kind) {
		case 'told': {
			return toldFinding(torch, container, driverCuda);
		}

		case 'no-python':
		case 'no-torch': {
			return {
				check, level: 'warning', code: 'torch-missing', values: {}, commands: [],
			};
		}

		case 'memory-short': {
			return {
				check, level: 'unknown', code: 'torch-not-asked', values: {}, commands: [],
			};
		}

		case 'no-answer': {
			return {
				check, level: 'unknown', code: 'torch-unknown', values: {detail: ''}, commands: [],
			};
		}

		case 'failed': {
			return {
				check, level: 'unknown', code: 'torch-unknown', values: {detail: torch.detail}, commands: [],
			};
		}
	}
}

function toldFinding({version, cudaVersion, isAvailable, deviceCount, warning = ''}: TorchFacts & {readonly kind: 'told'}, container: string, driverCuda: string | undefined): Finding {
	if (cudaVersion === undefined) {
		return {
			check,
			level: 'problem',
			code: 'torch-cpu-build',
			values: {version},
			commands: [`docker exec ${quoteWord(container)} pip install --force-reinstall torch torchvision --index-url https://download.pytorch.org/whl/${driverCuda?.startsWith('11.') ? 'cu118' : 'cu126'}`],
		};
	}

	return isAvailable
		? {
			check, level: 'ok', code: 'torch-ok', values: {version, cuda: cudaVersion, devices: String(deviceCount ?? 1)}, commands: [],
		}
		: {
			check, level: 'problem', code: 'torch-unavailable', values: {version, warning}, commands: [`docker exec ${quoteWord(container)} nvidia-smi`],
		};
}
