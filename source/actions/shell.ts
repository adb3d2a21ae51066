import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {UserError} from '../domain/user-error.ts';
import type {ActionWork} from './perform-action.ts';

/** In the order in which a person would want them. */
const shells = ['/bin/bash', '/usr/bin/bash', '/bin/ash', '/bin/sh', '/usr/bin/sh'] as const;

/**
The best shell that a container has.

@throws UserError `shell-missing`.
*/
export async function findShell(engine: Engine, {id, name}: {readonly id: string; readonly name: string}, signal: AbortSignal): Promise<string> {
	for (const shell of shells) {
		if (await engine.statFile(id, shell, {signal}) !== undefined) {
			return shell;
		}
	}

	throw new UserError('shell-missing', {name});
}

/**
Refuses a container in which nothing can be started.

@throws UserError `container-is-paused`, `container-not-running`.
*/
export function requireRunning({name, state: {status}}: Pick<ContainerDetails, 'name' | 'state'>): void {
	if (status !== 'running') {
		throw new UserError(status === 'paused' ? 'container-is-paused' : 'container-not-running', {name});
	}
}

/** A shell in a container as an action: `open` shows it until it ends or is left. */
export function shellWork(name: string, engine: readonly string[], open: () => Promise<void>): ActionWork {
	return {
		action: 'shell',
		command: shellCommand(name, 'sh', engine),
		async run() {
			await open();
			return {kind: 'done'};
		},
	};
}

/** The docker command for a shell in a container; `engine` are the words that name the engine, such as `--context x`. */
export function shellCommand(name: string, shell: string, engine: readonly string[] = []): readonly string[] {
	return ['docker', ...engine, 'exec', '--interactive', '--tty', name, shell];
}
