import {usualSocket, type SshEndpoint} from './endpoint.ts';

/** What a tunnel keeps in its folder. */
export type TunnelFiles = {
	/** The engine's socket, forwarded. */
	readonly socket: string;
	/** Of the connection, for further sessions over it. */
	readonly control: string;
};

/** Reaching a host takes longer than this only when nobody is there. */
const connectSeconds = 10;

/** A connection over which nothing comes three times this long is taken as dead. */
const aliveSeconds = 5;

function destination({host, user, port}: SshEndpoint): string[] {
	return [...(user === undefined ? [] : ['-l', user]), ...(port === undefined ? [] : ['-p', String(port)]), '--', host];
}

/**
The command that forwards the engine's socket. A control socket of its own keeps it apart from a shared connection that the
person's configuration may keep, in which the forward would outlive it. Keys, agent, jump hosts and the check of the host key
are ssh's own.

Source: ssh(1) and ssh_config(5) of OpenSSH 9.2.
*/
export function sshForwardCommand(endpoint: SshEndpoint, {socket, control}: TunnelFiles, {mayAsk}: {readonly mayAsk: boolean}): readonly string[] {
	return [
		'ssh',
		'-nNT',
		'-M',
		'-S',
		control,
		'-o',
		'ControlPersist=no',
		'-o',
		'ExitOnForwardFailure=yes',
		'-o',
		'StreamLocalBindUnlink=yes',
		'-o',
		`ServerAliveInterval=${aliveSeconds}`,
		'-o',
		`ConnectTimeout=${connectSeconds}`,
		'-o',
		`BatchMode=${mayAsk ? 'no' : 'yes'}`,
		'-L',
		`${socket}:${endpoint.socketPath}`,
		...destination(endpoint),
	];
}

/** The command that carries one connection to the engine over standard input and output, through the docker command of the host. */
export function sshDialCommand(endpoint: SshEndpoint, {control}: TunnelFiles): readonly string[] {
	return ['ssh', '-T', '-S', control, '-o', 'ControlMaster=no', '-o', 'BatchMode=yes', '-o', `ConnectTimeout=${connectSeconds}`, ...destination(endpoint), ...dockerCommand(endpoint)];
}

/** A shell of the host reads these words: the path has plain characters only. */
function dockerCommand({socketPath}: SshEndpoint): string[] {
	return ['docker', ...(socketPath === usualSocket ? [] : ['-H', `unix://${socketPath}`]), 'system', 'dial-stdio'];
}

/** What a person types to try it by hand. */
export function sshCommandText({host, user, port}: SshEndpoint): string {
	return `ssh ${port === undefined ? '' : `-p ${port} `}${user === undefined ? '' : `${user}@`}${host}`;
}

/**
The command that runs a line of the host's shell, without a terminal and without a question. `host` is as ssh knows it, also `user@host`.
*/
export function sshRunCommand(host: string, line: string): readonly string[] {
	return ['ssh', '-T', '-o', 'BatchMode=yes', '-o', `ConnectTimeout=${connectSeconds}`, '-o', `ServerAliveInterval=${aliveSeconds}`, '--', host, line];
}
