import type {SamplerFailureCode} from '../../domain/sample.ts';
import {quoteWord} from '../../domain/shell-quote.ts';
import type {AdvisedContainer, DoctorFacts, DriverFacts} from './doctor-facts.ts';
import {
	cannotAsk,
	inContainer,
	ok,
	problem,
	remark,
	unknown,
	warning,
	type ContainerContext,
	type MachineChecks,
	type MachineFinding,
} from './finding.ts';
import {recreateCommands} from './recreate-command.ts';

/** Whether the driver of the machine works. Under WSL it is the driver of Windows. */
function checkGpuDriver({host}: DoctorFacts): MachineFinding {
	const {gpu, isWsl} = host;
	if (gpu === undefined) {
		return unknown('gpu-elsewhere', {});
	}

	if (gpu.kind === 'found') {
		return ok('gpu-found', {names: gpuNames(gpu), driver: gpu.gpus[0]?.driverVersion ?? '?', cuda: gpu.cudaVersion ?? '?'});
	}

	if (!isWsl && host.hasGpu === false) {
		return warning('gpu-none', {});
	}

	const {code: failure, detail = ''} = gpu.failure;
	return problem('gpu-failed', {failure, detail}, driverRemedies(failure, isWsl));
}

/** The names of the GPUs, equal ones counted. */
function gpuNames({gpus}: DriverFacts & {readonly kind: 'found'}): string {
	const counts = new Map<string, number>();
	for (const {name = 'GPU'} of gpus) {
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}

	return [...counts].map(([name, count]) => count === 1 ? name : `${count} x ${name}`).join(', ');
}

function driverRemedies(failure: SamplerFailureCode, isWsl: boolean): readonly string[] {
	if (isWsl) {
		return [remark('windows-driver-first'), 'wsl --update', 'wsl --shutdown', remark('then-wsl'), '/usr/lib/wsl/lib/nvidia-smi'];
	}

	switch (failure) {
		case 'tool-missing':
		case 'driver-library-missing': {
			return [`sudo ubuntu-drivers install  ${remark('ubuntu-or-debian')}`, 'sudo reboot'];
		}

		case 'driver-not-loaded':
		case 'no-devices': {
			return ['lspci | grep -i nvidia', 'sudo modprobe nvidia', 'sudo dmesg | grep -i -e nvrm -e nvidia | tail'];
		}

		case 'driver-library-mismatch':
		case 'blocked-by-system':
		case 'gpu-lost': {
			return ['sudo reboot'];
		}

		case 'needs-reset': {
			return ['sudo nvidia-smi --gpu-reset', remark('or'), 'sudo reboot'];
		}

		case 'no-permission': {
			return ['ls -l /dev/nvidia*'];
		}

		case 'no-answer':
		case 'device-access-lost':
		case 'container-not-running':
		case 'program-missing':
		case 'other': {
			return ['nvidia-smi', 'sudo dmesg | grep -i -e nvrm -e xid | tail'];
		}
	}
}

/** Source: NVIDIA's install guide of the container toolkit. The package's repository comes first where apt does not know it. */
const installCommands: readonly string[] = [
	'curl -fsSL https://nvidia.github.io/libnvidia-container/gpgkey | sudo gpg --dearmor -o /usr/share/keyrings/nvidia-container-toolkit-keyring.gpg',
	'curl -sL https://nvidia.github.io/libnvidia-container/stable/deb/nvidia-container-toolkit.list | sed \'s#deb https://#deb [signed-by=/usr/share/keyrings/nvidia-container-toolkit-keyring.gpg] https://#g\' | sudo tee /etc/apt/sources.list.d/nvidia-container-toolkit.list',
	'sudo apt-get update && sudo apt-get install -y nvidia-container-toolkit',
];

const configureCommands: readonly string[] = ['sudo nvidia-ctk runtime configure --runtime=docker', 'sudo systemctl restart docker'];

/** Rootless engines have a configuration of their own and may not use control groups for devices. */
const rootlessCommands: readonly string[] = [
	'nvidia-ctk runtime configure --runtime=docker --config="$HOME/.config/docker/daemon.json"',
	'sudo nvidia-ctk config --set nvidia-container-cli.no-cgroups --in-place',
	'systemctl --user restart docker',
];

/** A driver that docker could not select is refused in these words at the start of the container. */
const refusal = /could not select device driver|unknown runtime specified nvidia/i;

/**
Whether containers get a GPU. The engine offers no sure answer: `--gpus` works without a runtime called nvidia, and that
runtime proves nothing. A container that runs with one does.
*/
function checkGpuToolkit(facts: DoctorFacts): MachineFinding {
	const {engine, host, container} = facts;
	if (engine.kind === 'unreachable') {
		return unknown('permission-unknown', {});
	}

	const {info, identity} = engine;
	const isRootless = info?.isRootless ?? false;
	const install = [...installCommands, ...(isRootless ? rootlessCommands : configureCommands)];
	const error = container?.error;
	if (error !== undefined && refusal.test(error)) {
		return problem('toolkit-refused', {error}, install);
	}

	const proof = container?.gpu?.kind === 'found' ? container.name : facts.gpuContainer;
	if (proof !== undefined) {
		return ok('toolkit-proven', {container: proof});
	}

	const devices = info?.cdiDevices?.filter(device => device.startsWith('nvidia.com/gpu='));
	if (devices !== undefined && devices.length > 0) {
		return ok('toolkit-cdi', {devices: devices.slice(0, 4).join(', ')});
	}

	if (info?.runtimes.includes('nvidia')) {
		return ok('toolkit-runtime', {});
	}

	if (host.gpu?.kind === 'failed') {
		return unknown('toolkit-not-needed', {});
	}

	if (identity.isPodman) {
		return warning('toolkit-podman', {}, ['sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml', 'podman run --device nvidia.com/gpu=all IMAGE nvidia-smi -L']);
	}

	if (info?.isDesktop) {
		return ok('toolkit-desktop', {});
	}

	if (host.gpu === undefined) {
		return unknown('toolkit-unknown', {});
	}

	return host.hasToolkitProgram
		? warning('toolkit-installed', {}, isRootless ? rootlessCommands : configureCommands)
		: problem('toolkit-missing', {}, install);
}

/** Whether the container was created with a GPU. */
function checkContainerGpuRequest(container: AdvisedContainer, facts: ContainerContext): MachineFinding {
	if (container.gpuRequest !== undefined) {
		return ok('request-ok', {request: container.gpuRequest});
	}

	if (container.gpu?.kind === 'found') {
		return ok('request-other-way', {});
	}

	const {host} = facts;
	return host.hasGpu === false || (host.gpu?.kind === 'failed' && host.hasNvidiaBoard !== true)
		? ok('request-not-needed', {})
		: problem('request-missing', {}, recreateCommands(facts, {isWithGpu: true}));
}

/** Whether nvidia-smi works inside the container. Undefined for one that was not given a GPU. */
function checkContainerGpu(container: AdvisedContainer, {host}: DoctorFacts): MachineFinding | undefined {
	const {gpu, name, gpuRequest} = container;
	if (gpu === undefined) {
		return cannotAsk(container);
	}

	if (gpu.kind === 'found') {
		return ok('container-gpu-ok', {names: gpuNames(gpu)});
	}

	const {code: failure, detail = ''} = gpu.failure;
	if (failure === 'tool-missing') {
		// Without a GPU there is nothing that should have brought it in.
		return gpuRequest === undefined ? undefined : warning('container-gpu-no-tool', {});
	}

	const isLostHere = host.gpu?.kind === 'found' && ['device-access-lost', 'no-devices', 'driver-library-mismatch', 'other'].includes(failure);
	return problem('container-gpu-failed', {failure, detail}, isLostHere ? [remark('ends-training'), `docker restart ${quoteWord(name)}`] : []);
}

export const gpuChecks = {
	'gpu-driver': checkGpuDriver,
	'gpu-toolkit': checkGpuToolkit,
	'container-gpu-request': inContainer(checkContainerGpuRequest),
	'container-gpu': inContainer(checkContainerGpu),
} satisfies MachineChecks;
