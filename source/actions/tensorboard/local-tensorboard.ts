import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer, type AddressInfo} from 'node:net';
import path from 'node:path';
import {whenAborted} from '../../domain/deferred.ts';
import {UserError} from '../../domain/user-error.ts';
import type {Tensorboard} from './start-tensorboard.ts';

/** A port that nobody uses at the moment. */
async function freePort(): Promise<number> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

/**
Starts TensorBoard over the runs beside a run directory of this machine, for this machine only.

@throws UserError `tensorboard-missing-here`.
*/
export async function startLocalTensorboard({directory, port}: {readonly directory: string; readonly port?: number | undefined}, signal: AbortSignal): Promise<Tensorboard> {
	const logs = path.dirname(path.resolve(directory));
	const chosen = port ?? await freePort();
	const child = spawn('tensorboard', ['--logdir', logs, '--host', '127.0.0.1', '--port', String(chosen)], {stdio: ['ignore', 'pipe', 'pipe'], detached: true});
	let said = '';
	const serving = new Promise<true>(resolve => {
		const listen = (chunk: Uint8Array) => {
			said = (said + new TextDecoder().decode(chunk)).slice(-4000);
			if (said.includes(' at http://')) {
				resolve(true);
			}
		};

		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
	});

	const lastWords = () => said.trim().split('\n').at(-1) ?? '';
	const ended = new Promise<string>(resolve => {
		child.once('error', (error: NodeJS.ErrnoException) => {
			// As a shell says it.
			resolve(error.code === 'ENOENT' ? 'tensorboard: command not found' : error.message);
		});
		child.once('close', () => {
			resolve(lastWords());
		});
	});
	const isServing = await Promise.race([serving, ended.then(() => false), whenAborted(signal)]);
	if (!isServing) {
		child.kill();
		signal.throwIfAborted();
		throw new UserError('tensorboard-missing-here', {reason: await ended});
	}

	return {
		url: `http://127.0.0.1:${chosen}/`,
		by: 'here',
		logs,
		ended,
		async stop() {
			child.kill();
			await ended;
		},
		leave() {
			child.stdout.destroy();
			child.stderr.destroy();
			child.unref();
		},
	};
}
