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

/** What is the same for every command of a host: no terminal, no question, a limit for a host that is away and for a link that is dead. */
const quietWords = ['-T', '-o', 'BatchMode=yes', '-o', `ConnectTimeout=${connectSeconds}`, '-o', `ServerAliveInterval=${aliveSeconds}`];

/**
The command that runs a line of the host's shell. `host` is as ssh knows it, also `user@host`; `control` is the socket of a connection that is there. A connection
that has broken is no failure: ssh makes its own then.
*/
export function sshRunCommand(host: string, line: string, control?: string): readonly string[] {
	return ['ssh', ...quietWords, ...(control === undefined ? [] : ['-S', control, '-o', 'ControlMaster=no']), '--', host, line];
}

/** The command that holds a connection for others. */
export function sshHolderCommand(host: string, control: string): readonly string[] {
	return ['ssh', '-nN', '-M', '-S', control, '-o', 'ControlPersist=no', ...quietWords, '--', host];
}

/** The command that prints what the person's configuration says of a host; it connects nothing. */
export function sshSettingsCommand(host: string): readonly string[] {
	return ['ssh', '-G', '--', host];
}
