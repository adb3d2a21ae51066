import {mkdtemp, rm} from 'node:fs/promises';
import {createServer, connect, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';

export type EngineProxy = {readonly socketPath: string; close(): Promise<void>};

/** A socket in front of an engine; `join` says how the bytes of a client and of the engine get to each other. */
export async function createEngineProxy(engineSocket: string, join: (client: Socket, upstream: Socket) => void): Promise<EngineProxy> {
	const directory = await mkdtemp(path.join(tmpdir(), 'proxy-'));
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

		client.on('close', () => {
			upstream.destroy();
		});
		join(client, upstream);
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
