import {
	arrayAt,
	isTrueAt,
	numberAt,
	stringAt,
	stringsAt,
	textsAt,
	valueAt,
} from '../engine/json-value.ts';
import {parseTrainingCommand} from '../training/command-line.ts';
import {
	emptyPlan,
	type DevicePlan,
	type GpuRequest,
	type LaunchPlan,
	type MountPlan,
} from './launch-plan.ts';
import {podmanDevices} from './podman-devices.ts';
import {withoutProbeVariables} from './probe-environment.ts';

/**
The plan of a container that has the same settings as an existing one: for a resume or relaunch of a container that has
ended. Taken over by content: image by its digest, entrypoint, environment, mounts with their anonymous volumes, devices,
limits. Not taken over: name, host name, port bindings (they may be taken), restart policy, automatic removal.

`answer` is the whole answer of inspect with `ImageConfig`; it holds values of the environment. What the image says itself is left to the
image. `command` is what the new container runs.
*/
export function cloneToPlan(answer: unknown, command: readonly string[]): LaunchPlan {
	const image = stringAt(answer, 'Image') ?? stringAt(answer, 'Config', 'Image') ?? '';
	const network = stringAt(answer, 'HostConfig', 'NetworkMode');
	const ipcMode = stringAt(answer, 'HostConfig', 'IpcMode');
	const runtime = stringAt(answer, 'HostConfig', 'Runtime');
	const imageVariables = new Set(stringsAt(answer, 'ImageConfig', 'Env'));
	const imageLabels = textsAt(answer, 'ImageConfig', 'Labels');
	return {
		...emptyPlan(image),
		command,
		// An entrypoint that prepares the environment is kept; one that is the training itself would come before the command.
		entrypoint: cloneEntrypoint(answer),
		workingDirectory: stringAt(answer, 'Config', 'WorkingDir'),
		user: stringAt(answer, 'Config', 'User'),
		// Podman's own words about the one container are between the person's.
		environment: withoutProbeVariables(stringsAt(answer, 'Config', 'Env')).filter(variable => !imageVariables.has(variable) && (runtime !== 'oci' || !/^(?:container|HOSTNAME)=/.test(variable))),
		labels: Object.fromEntries(Object.entries(textsAt(answer, 'Config', 'Labels')).filter(([name, value]) => imageLabels[name] !== value)),
		exposedPorts: Object.keys(valueAt(answer, 'Config', 'ExposedPorts') ?? {}).filter(port => valueAt(answer, 'ImageConfig', 'ExposedPorts', port) === undefined),
		hasTerminal: isTrueAt(answer, 'Config', 'Tty'),
		mounts: cloneMounts(answer),
		gpus: cloneGpus(answer),
		// Podman says `oci` of each.
		runtime: ['runc', 'oci'].includes(runtime ?? '') ? undefined : runtime,
		shmSizeBytes: positive(numberAt(answer, 'HostConfig', 'ShmSize')),
		// A mode of `container:…` points to another container, `private` is the default.
		ipcMode: ['private', 'shareable'].includes(ipcMode ?? '') ? undefined : ipcMode,
		pidMode: stringAt(answer, 'HostConfig', 'PidMode'),
		networkMode: network === 'default' ? undefined : network,
		dns: stringsAt(answer, 'HostConfig', 'Dns'),
		extraHosts: stringsAt(answer, 'HostConfig', 'ExtraHosts'),
		memoryBytes: positive(numberAt(answer, 'HostConfig', 'Memory')),
		memorySwapBytes: nonZero(numberAt(answer, 'HostConfig', 'MemorySwap')),
		memoryReservationBytes: positive(numberAt(answer, 'HostConfig', 'MemoryReservation')),
		cpus: positive((numberAt(answer, 'HostConfig', 'NanoCpus') ?? 0) / 1e9),
		cpuset: stringAt(answer, 'HostConfig', 'CpusetCpus'),
		pidsLimit: positive(numberAt(answer, 'HostConfig', 'PidsLimit')),
		// Podman tells them by the kernel's names, and takes only the short ones.
		ulimits: arrayAt(answer, 'HostConfig', 'Ulimits').map(limit => ({name: (stringAt(limit, 'Name') ?? '').replace(/^RLIMIT_/, '').toLowerCase(), soft: numberAt(limit, 'Soft') ?? 0, hard: numberAt(limit, 'Hard') ?? 0})),
		devices: podmanDevices(answer) ?? [...arrayAt(answer, 'HostConfig', 'Devices').map(device => ({
			hostPath: stringAt(device, 'PathOnHost') ?? '',
			containerPath: stringAt(device, 'PathInContainer') ?? '',
			permissions: stringAt(device, 'CgroupPermissions') ?? 'rwm',
		})), ...cloneCdiDevices(answer)],
		isPrivileged: isTrueAt(answer, 'HostConfig', 'Privileged'),
		isReadOnly: isTrueAt(answer, 'HostConfig', 'ReadonlyRootfs'),
		addedCapabilities: stringsAt(answer, 'HostConfig', 'CapAdd'),
		droppedCapabilities: stringsAt(answer, 'HostConfig', 'CapDrop'),
		securityOptions: stringsAt(answer, 'HostConfig', 'SecurityOpt'),
		groups: stringsAt(answer, 'HostConfig', 'GroupAdd'),
		hasInit: isTrueAt(answer, 'HostConfig', 'Init'),
		logDriver: stringAt(answer, 'HostConfig', 'LogConfig', 'Type'),
		logOptions: textsAt(answer, 'HostConfig', 'LogConfig', 'Config'),
	};
}

/** Undefined where it is the image's own. */
function cloneEntrypoint(answer: unknown): readonly string[] | undefined {
	const entrypoint = parseTrainingCommand(stringsAt(answer, 'Config', 'Cmd')) === undefined ? [] : stringsAt(answer, 'Config', 'Entrypoint');
	const isOfImage = valueAt(answer, 'ImageConfig') !== undefined && stringsAt(answer, 'ImageConfig', 'Entrypoint').join('\n') === entrypoint.join('\n');
	return isOfImage ? undefined : entrypoint;
}

/**
The plan of a container as a person made it and would make it again by hand: beside what a clone has its image by name, its command, and how
they are attached to it. Ports are left out as in a clone: the container itself may have them.
*/
export function containerToPlan(answer: unknown, command = stringsAt(answer, 'Config', 'Cmd')): LaunchPlan {
	const {stopSignal: _, stopTimeoutSeconds: __, ...clone} = cloneToPlan(answer, command);
	const entrypoint = stringsAt(answer, 'Config', 'Entrypoint');
	const isOfImage = stringsAt(answer, 'ImageConfig', 'Entrypoint').join('\n') === entrypoint.join('\n');
	return {
		...clone,
		image: stringAt(answer, 'Config', 'Image') ?? clone.image,
		entrypoint: isOfImage ? undefined : entrypoint,
		// What the engine takes where nothing is said.
		logDriver: clone.logDriver === 'json-file' && Object.keys(clone.logOptions).length === 0 ? undefined : clone.logDriver,
		isInteractive: isTrueAt(answer, 'Config', 'OpenStdin'),
		isAttached: isTrueAt(answer, 'Config', 'AttachStdin') || isTrueAt(answer, 'Config', 'AttachStdout'),
	};
}

function positive(value: number | undefined): number | undefined {
	return value === undefined || value <= 0 ? undefined : value;
}

function nonZero(value: number | undefined): number | undefined {
	return value === 0 ? undefined : value;
}

function cloneMounts(answer: unknown): MountPlan[] {
	const requested = new Map(arrayAt(answer, 'HostConfig', 'Mounts').map(mount => [stringAt(mount, 'Target') ?? '', mount]));
	const mounts = arrayAt(answer, 'Mounts').flatMap((mount): MountPlan[] => {
		const target = stringAt(mount, 'Destination') ?? '';
		const isReadOnly = !isTrueAt(mount, 'RW');
		const propagation = stringAt(mount, 'Propagation');
		switch (stringAt(mount, 'Type') ?? '') {
			case 'bind': {
				return [{
					type: 'bind', source: stringAt(mount, 'Source') ?? '', target, isReadOnly, propagation: propagation === 'rprivate' || propagation === '' ? undefined : propagation,
				}];
			}

			case 'volume': {
				return [{
					type: 'volume', source: stringAt(mount, 'Name'), target, isReadOnly,
				}];
			}

			case 'tmpfs': {
				return [{type: 'tmpfs', target, sizeBytes: positive(numberAt(requested.get(target), 'TmpfsOptions', 'SizeBytes'))}];
			}

			default: {
				return [];
			}
		}
	});
	const targets = new Set(mounts.map(({target}) => target));
	// The older --tmpfs is listed nowhere but here.
	const temporary = Object.keys(valueAt(answer, 'HostConfig', 'Tmpfs') ?? {}).filter(target => !targets.has(target));
	return [...mounts, ...temporary.map((target): MountPlan => ({type: 'tmpfs', target}))];
}

/** Several requests for GPUs, as a compose file may hold, are one with the devices of all. */
function cloneGpus(answer: unknown): GpuRequest | undefined {
	const requests = arrayAt(answer, 'HostConfig', 'DeviceRequests').map(request => ({
		capabilities: arrayAt(request, 'Capabilities').flatMap(set => Array.isArray(set) ? set.map(String) : []),
		driver: stringAt(request, 'Driver') ?? '',
		deviceIds: stringsAt(request, 'DeviceIDs'),
		count: numberAt(request, 'Count') ?? 0,
		options: textsAt(request, 'Options'),
	})).filter(({driver, capabilities}) => driver === 'nvidia' || capabilities.includes('gpu'));
	const [first] = requests;
	if (first === undefined) {
		return undefined;
	}

	const deviceIds = requests.flatMap(request => request.deviceIds);
	return {
		...(deviceIds.length > 0 && first.count >= 0 ? {deviceIds} : {count: first.count < 0 ? 'all' : first.count}),
		capabilities: first.capabilities.filter(name => name !== 'gpu'),
		driver: first.driver,
		...(Object.keys(first.options).length > 0 && {options: first.options}),
	};
}

/** Docker keeps the CDI names of `--device` as a request; Podman keeps what they became. */
function cloneCdiDevices(answer: unknown): DevicePlan[] {
	return arrayAt(answer, 'HostConfig', 'DeviceRequests')
		.filter(request => stringAt(request, 'Driver') === 'cdi')
		.flatMap(request => stringsAt(request, 'DeviceIDs'))
		.map(name => ({hostPath: name, containerPath: name, permissions: 'rwm'}));
}

/**
The memory of a plan with another limit. The engine refuses a limit above that of memory and swap together: no swap stays no swap and
unlimited swap unlimited; otherwise the engine chooses it again, twice the limit.
*/
export function withMemory({memoryBytes: before, memorySwapBytes: swap, memoryReservationBytes: reservation}: Pick<LaunchPlan, 'memoryBytes' | 'memorySwapBytes' | 'memoryReservationBytes'>, memoryBytes: number): Pick<LaunchPlan, 'memoryBytes' | 'memorySwapBytes' | 'memoryReservationBytes'> {
	return {
		memoryBytes,
		memorySwapBytes: swap === -1 ? swap : (swap !== undefined && swap === before ? memoryBytes : undefined),
		...(reservation !== undefined && {memoryReservationBytes: Math.min(reservation, memoryBytes)}),
	};
}
