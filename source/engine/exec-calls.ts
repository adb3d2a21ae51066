/* eslint-disable @typescript-eslint/naming-convention -- the names of the Docker Engine API */
import {Duplex, type Readable} from 'node:stream';
import {UserError} from '../domain/user-error.ts';
import {parseExecDetails} from './container-details.ts';
import {checkContainerName} from './container-name.ts';
import type {Engine} from './engine.ts';
import {slowCallLimitMs} from './engine-call.ts';
import {captureOutput} from './exec-output.ts';
import type {TerminalSize} from './exec.ts';
import {isTrueAt, numberAt} from './json-value.ts';
import type {CallParts} from './launch-calls.ts';

export type ExecCalls = Pick<Engine, 'exec' | 'inspectExec' | 'startExec' | 'resizeCreated'>;

const maxExecBytes = 1024 * 1024;

/** The calls that start programs in a container that runs, and give a terminal its size. */
export function createExecCalls({docker, call, opener}: CallParts): ExecCalls {
	async function resize(kind: 'containers' | 'exec', id: string, {columns, rows}: TerminalSize, signal?: AbortSignal): Promise<void> {
		const query = {w: columns, h: rows};
		await call({operation: 'resize', signal}, async abortSignal => {
			const target = kind === 'exec' ? docker.getExec(id) : docker.getContainer(id);
			await target.resize({...query, abortSignal} as {w: number; h: number});
		});
	}

	return {
		async exec(container, command, {maxBytes = maxExecBytes, user, ...options} = {}) {
			const target = docker.getContainer(checkContainerName(container));
			return call({
				operation: 'exec',
				container,
				defaultLimitMs: slowCallLimitMs,
				...options,
			}, async abortSignal => {
				const exec = await target.exec({
					Cmd: [...command],
					AttachStdout: true,
					AttachStderr: true,
					...(user !== undefined && {User: user}),
					abortSignal,
				});
				const output = await captureOutput(await exec.start({Detach: false, Tty: false, abortSignal}), maxBytes, abortSignal);
				const answer: unknown = await exec.inspect({abortSignal});
				return {...output, exitCode: isTrueAt(answer, 'Running') ? undefined : numberAt(answer, 'ExitCode')};
			}).catch((error: unknown) => {
				throw explainExecError(error, container);
			});
		},

		async inspectExec(id, options) {
			const name = checkContainerName(id);
			return call({operation: 'inspect exec', ...options}, async abortSignal => parseExecDetails(await docker.getExec(name).inspect({abortSignal})));
		},

		async startExec(container, {command, workingDirectory, user, environment, terminal, hasInput = false}, options) {
			const target = docker.getContainer(checkContainerName(container));
			const id = await call({operation: 'exec', container, ...options}, async abortSignal => {
				const exec = await target.exec({
					Cmd: [...command],
					AttachStdin: hasInput,
					AttachStdout: true,
					AttachStderr: true,
					Tty: terminal !== undefined,
					...(workingDirectory !== undefined && {WorkingDir: workingDirectory}),
					...(user !== undefined && {User: user}),
					...(environment !== undefined && {Env: [...environment]}),
					abortSignal,
				});
				return exec.id;
			}).catch((error: unknown) => {
				throw explainExecError(error, container);
			});
			const output: Readable = await opener.open({operation: 'exec', container, ...options}, {
				method: 'POST', path: `/exec/${id}/start`, isUpgrade: true, body: {Detach: false, Tty: terminal !== undefined},
			});
			if (terminal !== undefined) {
				// A program that has ended already has no terminal any more.
				await resize('exec', id, terminal, options?.signal).catch(() => undefined);
			}

			return {id, output, ...(hasInput && output instanceof Duplex && {input: output})};
		},

		async resizeCreated(container, size, options) {
			await resize('containers', checkContainerName(container), size, options?.signal);
		},
	};
}

/** A program cannot be started in a container that is stopped or paused. Source: 409 of POST /containers/ID/exec, 500 where it ends at that moment. */
export function explainExecError(error: unknown, container: string): unknown {
	const reason = error instanceof UserError && error.code === 'engine-failed' ? error.values.reason ?? '' : '';
	if (/is paused\b/.test(reason)) {
		return new UserError('container-is-paused', {name: container}, {cause: error});
	}

	return /is not running\b/.test(reason) ? new UserError('container-not-running', {name: container}, {cause: error}) : error;
}
