import {bytesToBinaryText} from '../../format/bytes.ts';
import type {DoctorFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {remark} from './remark.ts';

/** What SCENARIO-sized trainings (batch 4, 2 workers) need beside the system. */
const smallBytes = 7 * (1024 ** 3);

/** Whether Windows hands the driver into WSL. Undefined elsewhere. */
export function checkWslGpuLibrary({host}: DoctorFacts): Finding | undefined {
	if (host.hasWslGpuLibrary === undefined || !host.isWsl) {
		return undefined;
	}

	const check = 'wsl-gpu-library';

	return host.hasWslGpuLibrary
		? {
			check, level: 'ok', code: 'wsl-library-ok', values: {}, commands: [],
		}
		: {
			check, level: 'problem', code: 'wsl-library-missing', values: {}, commands: [remark('powershell'), 'wsl --update', 'wsl --shutdown'],
		};
}

/** How much of the laptop's memory the virtual machine has. Undefined elsewhere. */
export function checkWslMemory({host}: DoctorFacts): Finding | undefined {
	if (!host.isWsl || host.memoryBytes === undefined) {
		return undefined;
	}

	const check = 'wsl-memory';

	const size = bytesToBinaryText(host.memoryBytes);
	return host.memoryBytes >= smallBytes
		? {
			check, level: 'ok', code: 'wsl-memory-ok', values: {size}, commands: [],
		}
		: {
			check,
			level: 'warning',
			code: 'wsl-memory-small',
			values: {size, setting: host.wslConfig?.memory === undefined ? '.wslconfig: -' : `.wslconfig: memory=${host.wslConfig.memory}`},
			commands: [remark('wslconfig'), '[wsl2]', 'memory=12GB', 'swap=8GB', remark('then-powershell'), 'wsl --shutdown'],
		};
}

/** Docker Desktop or an engine in this WSL. Undefined elsewhere. */
export function checkWslEngine({host, engine}: DoctorFacts): Finding | undefined {
	if (!host.isWsl || engine.kind === 'unreachable' || !engine.isLocal || engine.info === undefined) {
		return undefined;
	}

	const check = 'wsl-engine';

	return engine.info.isDesktop
		? {
			check, level: 'ok', code: 'wsl-desktop', values: {}, commands: [],
		}
		: {
			check, level: 'ok', code: 'wsl-engine', values: {name: engine.info.operatingSystem ?? 'docker-ce'}, commands: [],
		};
}

/** Whether images are read from a drive of Windows. Undefined elsewhere and without a container. */
export function checkWslDrives({host, container}: DoctorFacts): Finding | undefined {
	if (container === undefined || !host.isWsl) {
		return undefined;
	}

	const check = 'wsl-drives';

	const source = container.details.mounts.flatMap(mount => mount.source ?? []).find(directory => isWindowsDrive(directory));
	return source === undefined
		? {
			check, level: 'ok', code: 'wsl-drives-ok', values: {}, commands: [],
		}
		: {
			check, level: 'warning', code: 'wsl-drive', values: {source}, commands: ['mkdir -p ~/datasets', `cp -r '${source.replaceAll('\'', String.raw`'\''`)}' ~/datasets/`],
		};
}

/** As WSL mounts a drive, and as Docker Desktop names it on its side. */
function isWindowsDrive(path: string): boolean {
	return /^(?:\/mnt|\/run\/desktop\/mnt\/host|\/host_mnt)\/[a-z](?:\/|$)/.test(path);
}
