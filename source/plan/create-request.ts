/* eslint-disable @typescript-eslint/naming-convention -- The field names of the Docker Engine API. */
import type {TerminalSize} from '../engine/exec.ts';
import {maskNamedValue} from '../domain/secrets.ts';
import {maskCommand, maskEnvironment} from '../domain/mask-command.ts';
import {
	isCdiName,
	type GpuRequest,
	type LaunchPlan,
	type MountPlan,
} from './launch-plan.ts';
import {nameOf, shownProbeVariables} from './probe-environment.ts';

/** Of the terminals that yolotop makes: the longest bars of the frameworks have about 150 columns. */
export const terminalSize: TerminalSize = {columns: 200, rows: 50};

/** The body of POST /containers/create; plain JSON. */
export type CreateRequest = Readonly<Record<string, unknown>> & {
	readonly Image: string;
	readonly Env?: readonly string[];
	readonly HostConfig: Readonly<Record<string, unknown>>;
};

/**
The engine request that creates what the plan says. Binds become mounts, so that a missing source is an error and not a
new directory of root's; GPUs become CDI devices for Podman, which ignores device requests silently.
Source: Docker Engine API 1.41, measured on engine 20.10 and Podman 4.3.
*/
export function planToCreateRequest(plan: LaunchPlan, engine: {readonly isPodman: boolean}): CreateRequest {
	const exposed = [...plan.exposedPorts, ...plan.ports.map(port => `${port.containerPort}/${port.protocol}`)];
	return withoutUndefined({
		Image: plan.image,
		Cmd: plan.command.length === 0 ? undefined : plan.command,
		Entrypoint: plan.entrypoint,
		Env: plan.environment.length === 0 ? undefined : plan.environment,
		WorkingDir: plan.workingDirectory,
		User: plan.user,
		Hostname: plan.hostname,
		Labels: Object.keys(plan.labels).length === 0 ? undefined : plan.labels,
		Tty: plan.hasTerminal,
		OpenStdin: plan.isInteractive,
		ExposedPorts: exposed.length === 0 ? undefined : Object.fromEntries(exposed.map(port => [port, {}])),
		StopSignal: plan.stopSignal,
		StopTimeout: plan.stopTimeoutSeconds,
		HostConfig: hostConfig(plan, engine.isPodman),
		NetworkingConfig: plan.networkAliases.length === 0 || plan.networkMode === undefined
			? undefined
			: {EndpointsConfig: {[plan.networkMode]: {Aliases: plan.networkAliases}}},
	}) as CreateRequest;
}

function hostConfig(plan: LaunchPlan, isPodman: boolean): Record<string, unknown> {
	const gpuDevices = isPodman ? podmanGpuDevices(plan.gpus) : [];
	// Docker takes CDI names as requests, Podman as devices.
	const cdiNames = isPodman ? [] : plan.devices.map(({hostPath}) => hostPath).filter(name => isCdiName(name));
	const devices = [...plan.devices.filter(({hostPath}) => !cdiNames.includes(hostPath)).map(device => ({PathOnHost: device.hostPath, PathInContainer: device.containerPath, CgroupPermissions: device.permissions})), ...gpuDevices];
	const requests = [
		...(isPodman || plan.gpus === undefined ? [] : [deviceRequest(plan.gpus)]),
		...(cdiNames.length === 0 ? [] : [{Driver: 'cdi', DeviceIDs: cdiNames}]),
	];
	const mounts = plan.mounts.flatMap(mount => mountRequest(mount));
	const binds = plan.mounts.flatMap(mount => relabelledBind(mount));
	return withoutUndefined({
		Mounts: mounts.length === 0 ? undefined : mounts,
		Binds: binds.length === 0 ? undefined : binds,
		PortBindings: plan.ports.length === 0 ? undefined : portBindings(plan),
		DeviceRequests: requests.length === 0 ? undefined : requests,
		Devices: devices.length === 0 ? undefined : devices,
		Runtime: plan.runtime,
		ShmSize: plan.shmSizeBytes,
		IpcMode: plan.ipcMode,
		PidMode: plan.pidMode,
		NetworkMode: plan.networkMode,
		Dns: plan.dns.length === 0 ? undefined : plan.dns,
		ExtraHosts: plan.extraHosts.length === 0 ? undefined : plan.extraHosts,
		Memory: plan.memoryBytes,
		MemorySwap: plan.memorySwapBytes,
		MemoryReservation: plan.memoryReservationBytes,
		NanoCpus: plan.cpus === undefined ? undefined : Math.round(plan.cpus * 1e9),
		CpusetCpus: plan.cpuset,
		PidsLimit: plan.pidsLimit,
		// Height and width: wide enough that no bar is cut. Engines before API 1.42 ignore it.
		ConsoleSize: plan.hasTerminal ? [terminalSize.rows, terminalSize.columns] : undefined,
		Ulimits: plan.ulimits.length === 0 ? undefined : plan.ulimits.map(limit => ({Name: limit.name, Soft: limit.soft, Hard: limit.hard})),
		Privileged: plan.isPrivileged || undefined,
		ReadonlyRootfs: plan.isReadOnly || undefined,
		CapAdd: plan.addedCapabilities.length === 0 ? undefined : plan.addedCapabilities,
		CapDrop: plan.droppedCapabilities.length === 0 ? undefined : plan.droppedCapabilities,
		SecurityOpt: plan.securityOptions.length === 0 ? undefined : plan.securityOptions,
		GroupAdd: plan.groups.length === 0 ? undefined : plan.groups,
		RestartPolicy: plan.restart === undefined ? undefined : {Name: plan.restart.name, MaximumRetryCount: plan.restart.maximumRetryCount ?? 0},
		AutoRemove: plan.isAutoRemoved || undefined,
		Init: plan.hasInit || undefined,
		LogConfig: plan.logDriver === undefined && Object.keys(plan.logOptions).length === 0
			? undefined
			: {Type: plan.logDriver ?? 'json-file', Config: plan.logOptions},
	});
}

function mountRequest(mount: MountPlan): Array<Record<string, unknown>> {
	if (mount.type === 'tmpfs') {
		return [withoutUndefined({
			Type: 'tmpfs',
			Target: mount.target,
			TmpfsOptions: mount.sizeBytes === undefined && mount.mode === undefined ? undefined : withoutUndefined({SizeBytes: mount.sizeBytes, Mode: mount.mode}),
		})];
	}

	if (mount.type === 'volume') {
		return [withoutUndefined({
			Type: 'volume',
			Source: mount.source,
			Target: mount.target,
			ReadOnly: mount.isReadOnly || undefined,
			VolumeOptions: mount.hasNoCopy === true ? {NoCopy: true} : undefined,
		})];
	}

	return mount.relabel === undefined
		? [withoutUndefined({
			Type: 'bind',
			Source: mount.source,
			Target: mount.target,
			ReadOnly: mount.isReadOnly || undefined,
			BindOptions: mount.propagation === undefined ? undefined : {Propagation: mount.propagation},
		})]
		: [];
}

function relabelledBind(mount: MountPlan): string[] {
	if (mount.type !== 'bind' || mount.relabel === undefined) {
		return [];
	}

	const options = [mount.isReadOnly ? 'ro' : 'rw', mount.relabel, ...(mount.propagation === undefined ? [] : [mount.propagation])];
	return [`${mount.source}:${mount.target}:${options.join(',')}`];
}

function portBindings(plan: LaunchPlan): Record<string, Array<{HostIp: string; HostPort: string}>> {
	const bindings: Record<string, Array<{HostIp: string; HostPort: string}>> = {};
	for (const port of plan.ports) {
		(bindings[`${port.containerPort}/${port.protocol}`] ??= []).push({HostIp: port.hostAddress, HostPort: port.hostPort === undefined ? '' : `${port.hostPort}`});
	}

	return bindings;
}

function deviceRequest(gpus: GpuRequest): Record<string, unknown> {
	return {
		Driver: gpus.driver,
		Count: gpus.deviceIds === undefined ? (gpus.count === 'all' ? -1 : gpus.count ?? 1) : 0,
		...(gpus.deviceIds !== undefined && {DeviceIDs: gpus.deviceIds}),
		Capabilities: [['gpu', ...gpus.capabilities]],
		...(gpus.options !== undefined && {Options: gpus.options}),
	};
}

function podmanGpuDevices(gpus: GpuRequest | undefined): Array<Record<string, string>> {
	if (gpus === undefined) {
		return [];
	}

	const names = gpus.deviceIds ?? (gpus.count === 'all' || gpus.count === undefined ? ['all'] : Array.from({length: gpus.count}, (_, index) => `${index}`));
	return names.map(name => ({PathOnHost: `nvidia.com/gpu=${name}`, PathInContainer: `nvidia.com/gpu=${name}`, CgroupPermissions: 'rwm'}));
}

function withoutUndefined(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** The same request without any environment value but the probe's, or other secret, to be shown by --dry-run. */
export function redactRequest(request: CreateRequest): CreateRequest {
	const labels = request.Labels as Readonly<Record<string, string>> | undefined;
	const command = request.Cmd as readonly string[] | undefined;
	const ofProbe = shownProbeVariables(request.Env ?? []);
	return {
		...request,
		...(request.Env !== undefined && {Env: request.Env.map(entry => ofProbe.find(shown => nameOf(shown) === nameOf(entry)) ?? maskEnvironment(entry))}),
		...(command !== undefined && {Cmd: maskCommand(command)}),
		...(labels !== undefined && {Labels: Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, maskNamedValue(name, value)]))}),
	};
}
