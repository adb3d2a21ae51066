import {createServer, connect, type Socket} from 'node:net';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** A socket in front of an engine to which each request comes so late. */
export async function createDelayingProxy(engineSocket: string, delayMs: number): Promise<{readonly socketPath: string; close(): Promise<void>}> {
	const directory = await mkdtemp(path.join(tmpdir(), 'delay-'));
	const socketPath = path.join(directory, 'docker.sock');
	const sockets = new Set<Socket>();
	const server = createServer(client => {
		const upstream = connect(engineSocket);
		for (const socket of [client, upstream]) {
			sockets.add(socket);
			socket.on('error', () => {
				client.destroy();
				upstream.destroy();
			});
		}

		upstream.pipe(client);
		client.on('data', chunk => {
			setTimeout(() => {
				upstream.write(chunk);
			}, delayMs);
		});
		client.on('close', () => {
			upstream.destroy();
		});
	});
	await new Promise<void>(resolve => {
		server.listen(socketPath, resolve);
	});
	return {
		socketPath,
		async close() {
			for (const socket of sockets) {
				socket.destroy();
			}

			await new Promise(resolve => {
				server.close(resolve);
			});
			await rm(directory, {recursive: true, force: true});
		},
	};
}
