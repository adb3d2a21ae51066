import type {DoctorFacts} from './facts.ts';
import type {Finding} from './finding.ts';

const check = 'gpu-toolkit';

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
export function checkGpuToolkit(facts: DoctorFacts): Finding {
	const {engine, host, container} = facts;
	if (engine.kind === 'unreachable') {
		return {
			check, level: 'unknown', code: 'permission-unknown', values: {}, commands: [],
		};
	}

	const {info, identity} = engine;
	const isRootless = info?.isRootless ?? false;
	const install = [...installCommands, ...(isRootless ? rootlessCommands : configureCommands)];
	const error = container?.details.state.error;
	if (error !== undefined && refusal.test(error)) {
		return {
			check, level: 'problem', code: 'toolkit-refused', values: {error}, commands: install,
		};
	}

	const proof = container?.gpu?.kind === 'found' ? container.details.name : facts.gpuContainer;
	if (proof !== undefined) {
		return {
			check, level: 'ok', code: 'toolkit-proven', values: {container: proof}, commands: [],
		};
	}

	const devices = info?.cdiDevices?.filter(device => device.startsWith('nvidia.com/gpu='));
	if (devices !== undefined && devices.length > 0) {
		return {
			check, level: 'ok', code: 'toolkit-cdi', values: {devices: devices.slice(0, 4).join(', ')}, commands: [],
		};
	}

	if (info?.runtimes.includes('nvidia')) {
		return {
			check, level: 'ok', code: 'toolkit-runtime', values: {}, commands: [],
		};
	}

	if (host.gpu?.kind === 'failed') {
		return {
			check, level: 'unknown', code: 'toolkit-not-needed', values: {}, commands: [],
		};
	}

	if (identity.isPodman) {
		return {
			check, level: 'warning', code: 'toolkit-podman', values: {}, commands: ['sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml', 'podman run --device nvidia.com/gpu=all IMAGE nvidia-smi -L'],
		};
	}

	if (info?.isDesktop) {
		return {
			check, level: 'ok', code: 'toolkit-desktop', values: {}, commands: [],
		};
	}

	if (host.gpu === undefined) {
		return {
			check, level: 'unknown', code: 'toolkit-unknown', values: {}, commands: [],
		};
	}

	return host.hasToolkitProgram
		? {
			check, level: 'warning', code: 'toolkit-installed', values: {}, commands: isRootless ? rootlessCommands : configureCommands,
		}
		: {
			check, level: 'problem', code: 'toolkit-missing', values: {}, commands: install,
		};
}
