import {UserError, type ErrorCode} from '../domain/user-error.ts';
import {endpointToText, type SshEndpoint} from './endpoint.ts';
import {sshCommandText} from './ssh-command.ts';

/**
What ssh says when it gives up, the first that fits; ssh has one exit status, 255, for all of them.

Source: printed by OpenSSH 9.2; its own messages are not translated.
*/
const reasons: ReadonlyArray<readonly [RegExp, ErrorCode]> = [
	[/HOST IDENTIFICATION HAS CHANGED|^Host key for .* has changed/m, 'ssh-host-key-changed'],
	[/^Host key verification failed/m, 'ssh-host-key-unknown'],
	[/Permission denied \(|Too many authentication failures|^No supported authentication methods/m, 'ssh-permission-denied'],
	[/open failed: /, 'ssh-socket-unreachable'],
];

/** The last line that is not a frame of asterisks or a hint, without control characters. */
function lastWords(text: string): string {
	const lines = text
		.split('\n')
		.map(line => line.replaceAll(/[\s\p{Control}]+/gu, ' ').trim())
		.filter(line => line !== '' && !line.startsWith('@'));
	return (lines.at(-1) ?? '').slice(0, 300);
}

/** Why a tunnel to the host does not work, from what ssh has written to standard error. */
export function sshFailure(endpoint: SshEndpoint, stderr: string): UserError {
	const code = reasons.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'ssh-unreachable';
	return new UserError(code, {
		host: endpointToText(endpoint), reason: lastWords(stderr), command: sshCommandText(endpoint), path: endpoint.socketPath,
	});
}

/** Whether a person at the terminal can help: by a password, or by a yes to a host that is not known yet. */
export function canBeAnswered({code}: Pick<UserError, 'code'>): boolean {
	return code === 'ssh-host-key-unknown' || code === 'ssh-permission-denied';
}

/** Whether trying again without a person is of no use, and may lock the person out. */
export function isFinal({code}: Pick<UserError, 'code'>): boolean {
	return canBeAnswered({code}) || code === 'ssh-host-key-changed' || code === 'ssh-missing';
}
