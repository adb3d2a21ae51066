import {quoteWord} from '../../domain/shell-quote.ts';
import {bytesToBinaryText} from '../../format/bytes.ts';
import type {AdvisedContainer, DoctorFacts} from './doctor-facts.ts';
import {
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

/** What small trainings (batch 4, 2 workers) need beside the system. */
const smallBytes = 7 * (1024 ** 3);

/** From here on every bar of YOLOv5 fits. Source: measured on v6.1 and v7.0. */
const wideColumns = 110;

/** Whether Windows hands the driver into WSL. Undefined elsewhere. */
function checkWslGpuLibrary({host}: DoctorFacts): MachineFinding | undefined {
	if (host.hasWslGpuLibrary === undefined || !host.isWsl) {
		return undefined;
	}

	return host.hasWslGpuLibrary ? ok('wsl-library-ok', {}) : problem('wsl-library-missing', {}, [remark('powershell'), 'wsl --update', 'wsl --shutdown']);
}

/** How much of the laptop's memory the virtual machine has. Undefined elsewhere. */
function checkWslMemory({host: {isWsl, memoryBytes, wslConfig}}: DoctorFacts): MachineFinding | undefined {
	if (!isWsl || memoryBytes === undefined) {
		return undefined;
	}

	const size = bytesToBinaryText(memoryBytes);
	return memoryBytes >= smallBytes
		? ok('wsl-memory-ok', {size})
		: warning('wsl-memory-small', {size, setting: wslConfig?.memory === undefined ? '.wslconfig: -' : `.wslconfig: memory=${wslConfig.memory}`}, [remark('wslconfig'), '[wsl2]', 'memory=12GB', 'swap=8GB', remark('then-powershell'), 'wsl --shutdown']);
}

/** Docker Desktop or an engine in this WSL. Undefined elsewhere. */
function checkWslEngine({host, engine}: DoctorFacts): MachineFinding | undefined {
	if (!host.isWsl || engine.kind === 'unreachable' || !engine.isLocal || engine.info === undefined) {
		return undefined;
	}

	return engine.info.isDesktop ? ok('wsl-desktop', {}) : ok('wsl-engine', {name: engine.info.operatingSystem ?? 'docker-ce'});
}

/** Whether images are read from a drive of Windows. Undefined elsewhere. */
function checkWslDrives({mounts}: AdvisedContainer, {host}: ContainerContext): MachineFinding | undefined {
	if (!host.isWsl) {
		return undefined;
	}

	const source = mounts.map(mount => mount.source).find(directory => directory !== undefined && isWindowsDrive(directory));
	return source === undefined ? ok('wsl-drives-ok', {}) : warning('wsl-drive', {source}, ['mkdir -p ~/datasets', `cp -r ${quoteWord(source)} ~/datasets/`]);
}

/** As WSL mounts a drive, and as Docker Desktop names it on its side. */
function isWindowsDrive(path: string): boolean {
	return /^(?:\/mnt|\/run\/desktop\/mnt\/host|\/host_mnt)\/[a-z](?:\/|$)/.test(path);
}

/** Whether the container's own terminal is wide enough for whole progress bars. */
function checkTerminalWidth({name, hasTerminal, terminal}: AdvisedContainer): MachineFinding {
	if (!hasTerminal) {
		return ok('terminal-none', {});
	}

	if (terminal === undefined) {
		return unknown('terminal-unknown', {});
	}

	const columns = String(terminal.columns);
	const commands = [remark('wide-window'), `docker attach ${quoteWord(name)}`];
	if (terminal.columns === 0) {
		return warning('terminal-without-size', {}, commands);
	}

	return terminal.columns < wideColumns ? warning('terminal-narrow', {columns}, commands) : ok('terminal-ok', {columns});
}

/** Undefined for a container without the probe. */
function checkProbe({hasProbeFiles}: AdvisedContainer): MachineFinding | undefined {
	return hasProbeFiles === undefined ? undefined : (hasProbeFiles ? ok('probe-ready', {}) : warning('probe-missing', {}, []));
}

export const surroundingsChecks = {
	'wsl-gpu-library': checkWslGpuLibrary,
	'wsl-memory': checkWslMemory,
	'wsl-engine': checkWslEngine,
	'wsl-drives': inContainer(checkWslDrives),
	'terminal-width': inContainer(checkTerminalWidth),
	probe: inContainer(checkProbe),
} satisfies MachineChecks;
