import type {Engine} from '../engine/engine.ts';
import {UserError} from '../domain/user-error.ts';

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

/** The docker command for a shell in a container; `engine` are the words that name the engine, such as `--context x`. */
export function shellCommand(name: string, shell: string, engine: readonly string[] = []): readonly string[] {
	return ['docker', ...engine, 'exec', '--interactive', '--tty', name, shell];
}
