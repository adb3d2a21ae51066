/* eslint-disable @typescript-eslint/naming-convention -- the names of the Docker Engine API */
import {Duplex} from 'node:stream';
import {UserError} from '../domain/user-error.ts';
import {checkContainerName} from './container-name.ts';
import type {Engine} from './engine.ts';
import type {TerminalSize} from './exec.ts';
import {numberAt} from './json-value.ts';
import {explainExecError} from './exec-calls.ts';
import type {CallParts} from './launch-calls.ts';

/** The call that hands a terminal inside a container to a person. */
export function createTerminalCalls({docker, call, opener}: CallParts): Pick<Engine, 'openTerminal'> {
	return {
		async openTerminal(container, command, size, options) {
			const target = docker.getContainer(checkContainerName(container));
			const id = await call({operation: 'exec', container, ...options}, async abortSignal => {
				const exec = await target.exec({
					Cmd: [...command],
					AttachStdin: true,
					AttachStdout: true,
					AttachStderr: true,
					Tty: true,
					abortSignal,
				});
				return exec.id;
			}).catch((error: unknown) => {
				throw explainExecError(error, container);
			});
			const stream = await opener.open({operation: 'exec', container, ...options}, {
				method: 'POST', path: `/exec/${id}/start`, isUpgrade: true, body: {Detach: false, Tty: true},
			});
			if (!(stream instanceof Duplex)) {
				stream.destroy();
				throw new UserError('engine-failed', {operation: 'exec', reason: 'the engine does not take input'});
			}

			const resize = async ({columns, rows}: TerminalSize): Promise<void> => {
				const query = {w: columns, h: rows};
				await call({operation: 'resize', ...options}, async () => {
					await docker.getExec(id).resize(query);
				});
			};

			// A program that has ended already has no terminal any more.
			await resize(size).catch(() => undefined);
			return {
				stream,
				resize,
				readExitCode: async () => call({operation: 'inspect exec', ...options}, async abortSignal => numberAt(await docker.getExec(id).inspect({abortSignal}), 'ExitCode')),
			};
		},
	};
}
