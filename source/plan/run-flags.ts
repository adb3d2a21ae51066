import {posix} from 'node:path';
import {splitKeyValue} from './csv-fields.ts';
import {
	type FlagContext,
	integerValue,
	invalidFlagValue,
	sizeValue,
} from './flag-context.ts';
import {parseGpuSpec} from './gpu-spec.ts';
import type {LaunchPlan} from './launch-plan.ts';
import {parseMountSpec} from './mount-spec.ts';
import {parsePortSpec} from './port-spec.ts';
import {
	deviceValue,
	environmentFileValue,
	environmentValue,
	restartValue,
	ulimitValue,
} from './run-flag-values.ts';
import {parseVolumeSpec} from './volume-spec.ts';

type Common = {
	/** Without the leading dashes, as docker run calls it. */
	readonly name: string;
	readonly short?: string;
	/** Other names that docker accepts for the same. */
	readonly aliases?: readonly string[];
};

/** One flag of docker run: how its value changes the plan. */
export type RunFlag = Common & (
	| {readonly kind: 'switch'; readonly apply: (plan: LaunchPlan, isOn: boolean) => LaunchPlan}
	| {readonly kind: 'value'; readonly example: string; readonly apply: (plan: LaunchPlan, value: string, context: FlagContext) => LaunchPlan}
);

/** THE table of docker run's flags that yolotop understands. Source: docker run --help of docker CLI 28. */
export const runFlags: readonly RunFlag[] = [
	{
		name: 'gpus', kind: 'value', example: 'all', apply: (plan, value) => ({...plan, gpus: parseGpuSpec(value) ?? invalidFlagValue('--gpus', value, 'all')}),
	},
	{
		name: 'shm-size', kind: 'value', example: '16g', apply: (plan, value) => ({...plan, shmSizeBytes: sizeValue('--shm-size', value)}),
	},
	{
		name: 'volume', short: 'v', kind: 'value', example: '/data:/mnt/data', apply: (plan, value, context) => ({...plan, mounts: [...plan.mounts, parseVolumeSpec(value, context.directory, context.home)]}),
	},
	{
		name: 'mount', kind: 'value', example: 'type=bind,src=/data,dst=/mnt/data', apply: (plan, value, context) => ({...plan, mounts: [...plan.mounts, parseMountSpec(value, context.directory, context.home)]}),
	},
	{
		name: 'tmpfs', kind: 'value', example: '/tmp', apply: (plan, value) => ({...plan, mounts: [...plan.mounts, tmpfsValue(value)]}),
	},
	{
		name: 'workdir', short: 'w', kind: 'value', example: '/workspace', apply: (plan, value) => ({...plan, workingDirectory: value.startsWith('/') ? posix.normalize(value) : invalidFlagValue('--workdir', value, '/workspace')}),
	},
	{
		name: 'env', short: 'e', kind: 'value', example: 'NAME=value', apply: (plan, value, context) => ({...plan, environment: [...plan.environment, ...environmentValue('--env', value, context)]}),
	},
	{
		name: 'env-file', kind: 'value', example: 'training.env', apply: (plan, value, context) => ({...plan, environment: [...environmentFileValue('--env-file', value, context), ...plan.environment]}),
	},
	{
		name: 'publish', short: 'p', kind: 'value', example: '6006:6006', apply: (plan, value) => ({...plan, ports: [...plan.ports, ...parsePortSpec(value) ?? invalidFlagValue('--publish', value, '6006:6006')]}),
	},
	{
		name: 'expose', kind: 'value', example: '6006', apply: (plan, value) => ({...plan, exposedPorts: [...plan.exposedPorts, exposeValue(value)]}),
	},
	{
		name: 'name', kind: 'value', example: 'yolo', apply: (plan, value) => ({...plan, name: /^[0-9a-z][\w\-.]+$/i.test(value) ? value : invalidFlagValue('--name', value, 'yolo')}),
	},
	{
		name: 'ipc', kind: 'value', example: 'host', apply: (plan, value) => ({...plan, ipcMode: value}),
	},
	{
		name: 'pid', kind: 'value', example: 'host', apply: (plan, value) => ({...plan, pidMode: value}),
	},
	{
		name: 'network', aliases: ['net'], kind: 'value', example: 'host', apply: (plan, value) => ({...plan, networkMode: value}),
	},
	{
		name: 'network-alias', aliases: ['net-alias'], kind: 'value', example: 'trainer', apply: (plan, value) => ({...plan, networkAliases: [...plan.networkAliases, value]}),
	},
	{
		name: 'dns', kind: 'value', example: '1.1.1.1', apply: (plan, value) => ({...plan, dns: [...plan.dns, value]}),
	},
	{
		name: 'add-host', kind: 'value', example: 'host.docker.internal:host-gateway', apply: (plan, value) => ({...plan, extraHosts: [...plan.extraHosts, /^[^:=]+[:=].+$/.test(value) ? value.replace('=', ':') : invalidFlagValue('--add-host', value, 'host.docker.internal:host-gateway')]}),
	},
	{
		name: 'memory', short: 'm', kind: 'value', example: '12g', apply: (plan, value) => ({...plan, memoryBytes: sizeValue('--memory', value, '12g')}),
	},
	{
		name: 'memory-swap', kind: 'value', example: '16g', apply: (plan, value) => ({...plan, memorySwapBytes: value === '-1' ? -1 : sizeValue('--memory-swap', value)}),
	},
	{
		name: 'memory-reservation', kind: 'value', example: '8g', apply: (plan, value) => ({...plan, memoryReservationBytes: sizeValue('--memory-reservation', value, '8g')}),
	},
	{
		name: 'cpus', kind: 'value', example: '4', apply: (plan, value) => ({...plan, cpus: /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : invalidFlagValue('--cpus', value, '4')}),
	},
	{
		name: 'cpuset-cpus', kind: 'value', example: '0-3', apply: (plan, value) => ({...plan, cpuset: value}),
	},
	{
		name: 'pids-limit', kind: 'value', example: '4096', apply: (plan, value) => ({...plan, pidsLimit: integerValue('--pids-limit', value, -1, '4096')}),
	},
	{
		name: 'ulimit', kind: 'value', example: 'stack=67108864', apply: (plan, value) => ({...plan, ulimits: [...plan.ulimits, ulimitValue('--ulimit', value)]}),
	},
	{
		name: 'user', short: 'u', kind: 'value', example: '1000:1000', apply: (plan, value) => ({...plan, user: value}),
	},
	{
		name: 'group-add', kind: 'value', example: 'video', apply: (plan, value) => ({...plan, groups: [...plan.groups, value]}),
	},
	{
		name: 'hostname', short: 'h', kind: 'value', example: 'trainer', apply: (plan, value) => ({...plan, hostname: value}),
	},
	{
		name: 'platform', kind: 'value', example: 'linux/amd64', apply: (plan, value) => ({...plan, platform: value}),
	},
	{
		name: 'entrypoint', kind: 'value', example: 'python', apply: (plan, value) => ({...plan, entrypoint: value === '' ? [] : [value]}),
	},
	{
		name: 'label', short: 'l', kind: 'value', example: 'project=vest', apply: (plan, value) => ({...plan, labels: {...plan.labels, ...labelValue(value)}}),
	},
	{
		name: 'runtime', kind: 'value', example: 'nvidia', apply: (plan, value) => ({...plan, runtime: value}),
	},
	{
		name: 'device', kind: 'value', example: '/dev/video0', apply: (plan, value) => ({...plan, devices: [...plan.devices, deviceValue('--device', value)]}),
	},
	{
		name: 'cap-add', kind: 'value', example: 'SYS_NICE', apply: (plan, value) => ({...plan, addedCapabilities: [...plan.addedCapabilities, value]}),
	},
	{
		name: 'cap-drop', kind: 'value', example: 'NET_RAW', apply: (plan, value) => ({...plan, droppedCapabilities: [...plan.droppedCapabilities, value]}),
	},
	{
		name: 'security-opt', kind: 'value', example: 'label=disable', apply: (plan, value) => ({...plan, securityOptions: [...plan.securityOptions, value]}),
	},
	{
		name: 'restart', kind: 'value', example: 'unless-stopped', apply: (plan, value) => ({...plan, restart: restartValue('--restart', value)}),
	},
	{
		name: 'stop-signal', kind: 'value', example: 'SIGINT', apply: (plan, value) => ({...plan, stopSignal: value}),
	},
	{
		name: 'stop-timeout', kind: 'value', example: '60', apply: (plan, value) => ({...plan, stopTimeoutSeconds: integerValue('--stop-timeout', value, -1, '60')}),
	},
	{
		name: 'log-driver', kind: 'value', example: 'json-file', apply: (plan, value) => ({...plan, logDriver: value}),
	},
	{
		name: 'log-opt', kind: 'value', example: 'max-size=50m', apply: (plan, value) => ({...plan, logOptions: {...plan.logOptions, ...labelValue(value)}}),
	},
	{name: 'rm', kind: 'switch', apply: (plan, isOn) => ({...plan, isAutoRemoved: isOn})},
	{name: 'init', kind: 'switch', apply: (plan, isOn) => ({...plan, hasInit: isOn})},
	{
		name: 'tty', short: 't', kind: 'switch', apply: (plan, isOn) => ({...plan, hasTerminal: isOn}),
	},
	{
		name: 'interactive', short: 'i', kind: 'switch', apply: (plan, isOn) => ({...plan, isInteractive: isOn}),
	},
	{name: 'privileged', kind: 'switch', apply: (plan, isOn) => ({...plan, isPrivileged: isOn})},
	{name: 'read-only', kind: 'switch', apply: (plan, isOn) => ({...plan, isReadOnly: isOn})},
	// The container outlives yolotop in any case, so this changes nothing.
	{
		name: 'detach', short: 'd', kind: 'switch', apply: plan => plan,
	},
];

function tmpfsValue(value: string): LaunchPlan['mounts'][number] {
	const [target = '', options] = value.split(':', 2);
	const size = /(?:^|,)size=(\w+)/.exec(options ?? '')?.[1];
	return target.startsWith('/')
		? {type: 'tmpfs', target: posix.normalize(target), sizeBytes: size === undefined ? undefined : sizeValue('--tmpfs', size)}
		: invalidFlagValue('--tmpfs', value, '/tmp');
}

function exposeValue(value: string): string {
	const match = /^(\d{1,5})(\/(?:tcp|udp|sctp))?$/.exec(value);
	return match === null ? invalidFlagValue('--expose', value, '6006') : `${match[1]!}${match[2] ?? '/tcp'}`;
}

function labelValue(value: string): Record<string, string> {
	const [key, text = ''] = splitKeyValue(value);
	return {[key]: text};
}
