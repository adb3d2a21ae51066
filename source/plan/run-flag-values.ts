import {UserError} from '../domain/user-error.ts';
import {splitKeyValue} from './csv-fields.ts';
import {type FlagContext, integerValue, invalidFlagValue} from './flag-context.ts';
import {
	isCdiName,
	type DevicePlan,
	type RestartPlan,
	type Ulimit,
} from './launch-plan.ts';

/** `stack=67108864` or `nofile=1024:2048`; -1 for no limit. */
export function ulimitValue(flag: string, value: string): Ulimit {
	const match = /^([a-z]+)=(-?\d+)(?::(-?\d+))?$/.exec(value);
	if (match === null) {
		invalidFlagValue(flag, value, 'stack=67108864');
	}

	const soft = Number(match[2]);
	return {name: match[1]!, soft, hard: match[3] === undefined ? soft : Number(match[3])};
}

/** `/dev/video0`, `/dev/a:/dev/b`, `/dev/a:/dev/b:rwm`, `/dev/a:rw`, or a CDI name such as `nvidia.com/gpu=all`. */
export function deviceValue(flag: string, value: string): DevicePlan {
	if (isCdiName(value)) {
		return {hostPath: value, containerPath: value, permissions: 'rwm'};
	}

	const [hostPath = '', second, third, ...rest] = value.split(':');
	const isPermission = (text: string): boolean => /^[mrw]{1,3}$/.test(text);
	if (hostPath === '' || rest.length > 0 || (third !== undefined && !isPermission(third))) {
		invalidFlagValue(flag, value, '/dev/video0:/dev/video0:rwm');
	}

	return second !== undefined && third === undefined && isPermission(second) ? {hostPath, containerPath: hostPath, permissions: second} : {hostPath, containerPath: second ?? hostPath, permissions: third ?? 'rwm'};
}

const policies: ReadonlySet<unknown> = new Set(['no', 'always', 'unless-stopped']);

function isPolicy(name: unknown): name is 'no' | 'always' | 'unless-stopped' {
	return policies.has(name);
}

/** What docker does when the container ends. */
export function restartValue(flag: string, value: string): RestartPlan {
	const [name, count] = value.split(':', 2);
	if (name === 'on-failure') {
		return {name, maximumRetryCount: count === undefined ? undefined : integerValue(flag, count, 0, 'on-failure:3')};
	}

	if (count === undefined && isPolicy(name)) {
		return {name};
	}

	invalidFlagValue(flag, value, 'unless-stopped');
}

/**
`NAME=value`, or `NAME` for the value that yolotop itself was given; a name without any value is left out, as docker does.

@throws UserError flag-value-invalid; the value of the variable is never in it.
*/
export function environmentValue(flag: string, value: string, context: FlagContext): string[] {
	const [name, text] = splitKeyValue(value);
	if (name === '' || /\s/.test(name)) {
		invalidFlagValue(flag, `${name}=…`, 'NAME=value');
	}

	const found = text ?? context.environment[name];
	return found === undefined ? [] : [`${name}=${found}`];
}

/** The lines of an --env-file: NAME=value, NAME alone, `#` comments; no quotes, as docker reads it. */
export function environmentFileValue(flag: string, path: string, context: FlagContext): string[] {
	let text: string;
	try {
		text = context.readTextFile(path);
	} catch (error) {
		throw new UserError('file-unreadable', {path, reason: error instanceof Error ? error.message : String(error)}, {cause: error});
	}

	return text
		.replace(/^\u{FEFF}/u, '')
		.split(/\r?\n/)
		.map(line => line.trimStart())
		.filter(line => line !== '' && !line.startsWith('#'))
		.flatMap(line => environmentValue(flag, line, context));
}
