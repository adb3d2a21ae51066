import type {ContainerState} from '../domain/container-state.ts';
import type {
	ContainerDetails,
	ContainerMount,
	ContainerSummary,
	DeviceRequest,
	ProcessRow,
	PublishedPort,
} from './container.ts';
import type {ExecDetails} from './exec.ts';
import {
	arrayAt,
	isTrueAt,
	numberAt,
	positiveAt,
	stringAt,
	stringsAt,
	textsAt,
	timeAt,
	valueAt,
} from './json-value.ts';

/** By the engine's word; the last ones are Podman's. */
const statusByWord: Readonly<Record<string, ContainerState['status']>> = {
	created: 'created',
	running: 'running',
	paused: 'paused',
	restarting: 'restarting',
	removing: 'removed',
	exited: 'exited',
	dead: 'dead',
	configured: 'created',
	initialized: 'created',
	stopping: 'running',
	stopped: 'exited',
};

const stoppedStatuses: ReadonlySet<ContainerState['status']> = new Set(['exited', 'dead', 'removed']);

const mountKinds: ReadonlySet<string> = new Set(['bind', 'volume', 'tmpfs']);

/** Reads the answer of `GET /containers/ID/json`. */
export function parseContainerDetails(answer: unknown): ContainerDetails {
	const hasTerminal = isTrueAt(answer, 'Config', 'Tty');
	const shmSizeBytes = positiveAt(answer, 'HostConfig', 'ShmSize');
	const memoryLimitBytes = positiveAt(answer, 'HostConfig', 'Memory');
	const id = stringAt(answer, 'Id') ?? '';
	const executable = stringAt(answer, 'Path');
	const hasProbe = stringsAt(answer, 'Config', 'Env').some(variable => variable.startsWith('YOLOTOP_PROBE='));
	return {
		id,
		name: (stringAt(answer, 'Name') ?? id.slice(0, 12)).replace(/^\//, ''),
		image: stringAt(answer, 'Config', 'Image') ?? stringAt(answer, 'Image') ?? '',
		imageId: stringAt(answer, 'Image') ?? '',
		createdAt: timeAt(answer, 'Created'),
		state: parseState(answer, {
			hasTerminal, shmSizeBytes, memoryLimitBytes, ...(hasProbe && {hasProbe}),
		}),
		pid: positiveAt(answer, 'State', 'Pid'),
		hasTerminal,
		hasOpenStdin: isTrueAt(answer, 'Config', 'OpenStdin'),
		workingDirectory: stringAt(answer, 'Config', 'WorkingDir') ?? '/',
		command: [...(executable === undefined ? [] : [executable]), ...stringsAt(answer, 'Args')],
		labels: textsAt(answer, 'Config', 'Labels'),
		shmSizeBytes,
		ipcMode: stringAt(answer, 'HostConfig', 'IpcMode'),
		memoryLimitBytes,
		deviceRequests: arrayAt(answer, 'HostConfig', 'DeviceRequests').map(request => parseDeviceRequest(request)),
		devicePaths: arrayAt(answer, 'HostConfig', 'Devices').flatMap(device => stringAt(device, 'PathOnHost') ?? []),
		isPrivileged: isTrueAt(answer, 'HostConfig', 'Privileged'),
		runtime: stringAt(answer, 'HostConfig', 'Runtime'),
		logDriver: stringAt(answer, 'HostConfig', 'LogConfig', 'Type'),
		isAutoRemoved: isTrueAt(answer, 'HostConfig', 'AutoRemove'),
		restartPolicy: stringAt(answer, 'HostConfig', 'RestartPolicy', 'Name'),
		mounts: arrayAt(answer, 'Mounts').map(mount => parseMount(mount)),
		execIds: stringsAt(answer, 'ExecIDs'),
		networkMode: stringAt(answer, 'HostConfig', 'NetworkMode'),
		addresses: Object.values(valueAt(answer, 'NetworkSettings', 'Networks') ?? {}).map(network => stringAt(network, 'IPAddress') ?? '').filter(address => address !== ''),
		ports: Object.entries(valueAt(answer, 'NetworkSettings', 'Ports') ?? {}).flatMap(([name, bindings]) => parsePorts(name, bindings)),
	};
}

function parseState(answer: unknown, setting: Pick<ContainerState, 'hasTerminal' | 'shmSizeBytes' | 'memoryLimitBytes' | 'hasProbe'>): ContainerState {
	const status = statusByWord[stringAt(answer, 'State', 'Status') ?? ''] ?? (isTrueAt(answer, 'State', 'Running') ? 'running' : 'exited');
	const hasStopped = stoppedStatuses.has(status);
	return {
		status,
		// While it runs the engine says 0, or what the run before ended with.
		exitCode: hasStopped ? numberAt(answer, 'State', 'ExitCode') : undefined,
		// Docker 20.10 keeps it from the run before until the end of this one.
		isOutOfMemoryKilled: hasStopped && isTrueAt(answer, 'State', 'OOMKilled'),
		error: stringAt(answer, 'State', 'Error'),
		startedAt: timeAt(answer, 'State', 'StartedAt'),
		finishedAt: hasStopped ? timeAt(answer, 'State', 'FinishedAt') : undefined,
		...setting,
	};
}

function parseDeviceRequest(request: unknown): DeviceRequest {
	return {
		driver: stringAt(request, 'Driver'),
		count: numberAt(request, 'Count'),
		deviceIds: stringsAt(request, 'DeviceIDs'),
		capabilities: arrayAt(request, 'Capabilities').map(set => Array.isArray(set) ? set.map(String) : []),
	};
}

/** `6006/tcp` with the addresses of the host that lead to it; null where it is only exposed. */
function parsePorts(name: string, bindings: unknown): PublishedPort[] {
	const containerPort = Number(/^(\d+)\/tcp$/.exec(name)?.[1]);
	return Number.isNaN(containerPort) || !Array.isArray(bindings)
		? []
		: bindings.flatMap(binding => {
			const hostPort = Number(stringAt(binding, 'HostPort'));
			return Number.isSafeInteger(hostPort) && hostPort > 0 ? [{containerPort, hostAddress: stringAt(binding, 'HostIp') ?? '', hostPort}] : [];
		});
}

function parseMount(mount: unknown): ContainerMount {
	const kind = stringAt(mount, 'Type') ?? '';
	return {
		kind: mountKinds.has(kind) ? kind as ContainerMount['kind'] : 'other',
		source: stringAt(mount, 'Source'),
		destination: stringAt(mount, 'Destination') ?? '',
		volume: stringAt(mount, 'Name'),
		isReadOnly: !isTrueAt(mount, 'RW'),
	};
}

/** Reads one entry of `GET /containers/json`. */
export function parseContainerSummary(entry: unknown): ContainerSummary {
	const id = stringAt(entry, 'Id') ?? '';
	const createdSeconds = positiveAt(entry, 'Created');
	// A link of another container to this one gives a second name with two slashes.
	const name = stringsAt(entry, 'Names').find(candidate => candidate.lastIndexOf('/') <= 0) ?? id.slice(0, 12);
	return {
		id,
		name: name.replace(/^\//, ''),
		image: stringAt(entry, 'Image') ?? '',
		command: stringAt(entry, 'Command') ?? '',
		status: statusByWord[stringAt(entry, 'State') ?? ''] ?? 'exited',
		createdAt: createdSeconds === undefined ? undefined : createdSeconds * 1000,
		labels: textsAt(entry, 'Labels'),
		mounts: arrayAt(entry, 'Mounts').map(mount => parseMount(mount)),
	};
}

/** Reads the answer of `GET /exec/ID/json`. */
export function parseExecDetails(answer: unknown): ExecDetails {
	const isRunning = isTrueAt(answer, 'Running');
	const entrypoint = stringAt(answer, 'ProcessConfig', 'entrypoint');
	return {
		id: stringAt(answer, 'ID') ?? '',
		command: [...(entrypoint === undefined ? [] : [entrypoint]), ...stringsAt(answer, 'ProcessConfig', 'arguments')],
		isRunning,
		exitCode: isRunning ? undefined : numberAt(answer, 'ExitCode'),
		pid: isRunning ? positiveAt(answer, 'Pid') : undefined,
	};
}

/** Reads the answer of `GET /containers/ID/top`, whose columns are named by `Titles`. */
export function parseProcessRows(answer: unknown): readonly ProcessRow[] {
	const titles = stringsAt(answer, 'Titles').map(title => title.trim().toUpperCase());
	const pidColumn = titles.indexOf('PID');
	const parentColumn = titles.indexOf('PPID');
	const commandColumn = titles.findIndex(title => ['COMMAND', 'CMD', 'ARGS'].includes(title));
	return arrayAt(answer, 'Processes').flatMap(row => {
		const cells = Array.isArray(row) ? row.map(String) : [];
		const pid = Number(cells[pidColumn]);
		const parentPid = Number(cells[parentColumn]);
		const command = cells[commandColumn];
		return command === undefined || !Number.isSafeInteger(pid) ? [] : [{pid, parentPid: Number.isSafeInteger(parentPid) ? parentPid : undefined, command}];
	});
}
