import {byteSizeToFlag} from '../domain/byte-size.ts';
import {quoteCommand} from '../domain/shell-quote.ts';
import {maskNamedValue} from '../domain/secrets.ts';
import {maskCommand} from '../domain/mask-command.ts';
import {gpuRequestToFlag} from './gpu-spec.ts';
import {isCdiName, type LaunchPlan, type MountPlan} from './launch-plan.ts';
import {portToFlag} from './port-spec.ts';
import {nameOf, shownProbeVariables} from './probe-environment.ts';

function mountFlags(mount: MountPlan): string[] {
	if (mount.type === 'tmpfs') {
		return ['--mount', ['type=tmpfs', `dst=${mount.target}`, ...(mount.sizeBytes === undefined ? [] : [`tmpfs-size=${mount.sizeBytes}`]), ...(mount.mode === undefined ? [] : [`tmpfs-mode=${mount.mode.toString(8)}`])].join(',')];
	}

	if (mount.type === 'bind' && mount.relabel !== undefined) {
		return ['-v', `${mount.source}:${mount.target}:${mount.isReadOnly ? 'ro' : 'rw'},${mount.relabel}`];
	}

	const fields = [
		`type=${mount.type}`,
		...(mount.source === undefined ? [] : [`src=${mount.source}`]),
		`dst=${mount.target}`,
		...(mount.isReadOnly ? ['readonly'] : []),
		...(mount.type === 'bind' && mount.propagation !== undefined ? [`bind-propagation=${mount.propagation}`] : []),
		...(mount.type === 'volume' && mount.hasNoCopy === true ? ['volume-nocopy'] : []),
	];
	return ['--mount', fields.map(field => field.includes(',') ? `"${field}"` : field).join(',')];
}

function optional(flag: string, value: number | string | undefined): string[] {
	return value === undefined ? [] : [flag, `${value}`];
}

function repeated(flag: string, values: readonly string[]): string[] {
	return values.flatMap(value => [flag, value]);
}

function size(flag: string, bytes: number | undefined): string[] {
	return bytes === undefined ? [] : [flag, bytes < 0 ? '-1' : byteSizeToFlag(bytes)];
}

/** In the foreground for whoever stays attached, else in the background. */
function interaction({isAttached, isInteractive, hasTerminal}: LaunchPlan): string[] {
	return isAttached && (isInteractive || hasTerminal) ? [`-${isInteractive ? 'i' : ''}${hasTerminal ? 't' : ''}`] : [...(isAttached ? [] : ['-d']), ...(hasTerminal ? ['-t'] : []), ...(isInteractive ? ['-i'] : [])];
}

/** Names alone, for which docker takes the values of the shell: none is shown but the probe's. PATH of the shell would be wrong in any container. */
function shownVariables({environment}: LaunchPlan): string[] {
	const ofProbe = shownProbeVariables(environment);
	const own = new Set(ofProbe.map(entry => nameOf(entry)));
	return [...environment.map(entry => nameOf(entry)).filter(name => name !== 'PATH' && !own.has(name)), ...ofProbe];
}

/**
The docker command that would create and start the same container. For showing only: yolotop speaks to the engine itself,
and nothing executes this. It holds no value of the environment but the probe's: `-e NAME` takes it from the shell.
*/
export function planToDockerCommand(plan: LaunchPlan): string[] {
	return [
		'docker',
		'run',
		...interaction(plan),
		...optional('--name', plan.name),
		...(plan.gpus === undefined ? [] : ['--gpus', gpuRequestToFlag(plan.gpus)]),
		...optional('--runtime', plan.runtime),
		...size('--shm-size', plan.shmSizeBytes),
		...optional('--ipc', plan.ipcMode),
		...optional('--pid', plan.pidMode),
		...size('--memory', plan.memoryBytes),
		...size('--memory-swap', plan.memorySwapBytes),
		...size('--memory-reservation', plan.memoryReservationBytes),
		...optional('--cpus', plan.cpus),
		...optional('--cpuset-cpus', plan.cpuset),
		...optional('--pids-limit', plan.pidsLimit),
		...plan.mounts.flatMap(mount => mountFlags(mount)),
		...plan.ports.flatMap(port => ['-p', portToFlag(port)]),
		...repeated('--expose', plan.exposedPorts),
		...optional('--network', plan.networkMode),
		...repeated('--network-alias', plan.networkAliases),
		...repeated('--dns', plan.dns),
		...repeated('--add-host', plan.extraHosts),
		...repeated('-e', shownVariables(plan)),
		...Object.entries(plan.labels).flatMap(([name, value]) => maskNamedValue(name, value) === value ? ['--label', `${name}=${value}`] : []),
		...optional('-w', plan.workingDirectory),
		...optional('-u', plan.user),
		...optional('--hostname', plan.hostname),
		...optional('--platform', plan.platform),
		...repeated('--group-add', plan.groups),
		...plan.devices.flatMap(({hostPath, containerPath, permissions}) => ['--device', isCdiName(hostPath) ? hostPath : `${hostPath}:${containerPath}:${permissions}`]),
		...plan.ulimits.flatMap(limit => ['--ulimit', `${limit.name}=${limit.soft}:${limit.hard}`]),
		...(plan.isPrivileged ? ['--privileged'] : []),
		...(plan.isReadOnly ? ['--read-only'] : []),
		...repeated('--cap-add', plan.addedCapabilities),
		...repeated('--cap-drop', plan.droppedCapabilities),
		...repeated('--security-opt', plan.securityOptions),
		...(plan.restart === undefined ? [] : ['--restart', plan.restart.maximumRetryCount === undefined || plan.restart.name !== 'on-failure' ? plan.restart.name : `on-failure:${plan.restart.maximumRetryCount}`]),
		...(plan.isAutoRemoved ? ['--rm'] : []),
		...(plan.hasInit ? ['--init'] : []),
		...optional('--stop-signal', plan.stopSignal),
		...optional('--stop-timeout', plan.stopTimeoutSeconds),
		...optional('--log-driver', plan.logDriver),
		...Object.entries(plan.logOptions).flatMap(([name, value]) => ['--log-opt', `${name}=${maskNamedValue(name, value)}`]),
		...(plan.entrypoint === undefined ? [] : ['--entrypoint', plan.entrypoint[0] ?? '']),
		plan.image,
		// Docker takes one word as the entrypoint; the rest of it comes first in the command.
		...maskCommand([...(plan.entrypoint?.slice(1) ?? []), ...plan.command]),
	];
}

/** The same as one line that a person can read and paste. */
export function planToDockerText(plan: LaunchPlan): string {
	return quoteCommand(planToDockerCommand(plan));
}
