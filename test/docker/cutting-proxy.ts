import {createServer, connect, type Socket} from 'node:net';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';

export type CuttingProxy = {
	readonly socketPath: string;
	/** How many connections were cut. */
	readonly cuts: () => number;
	/** Cuts every connection that is open. */
	cut(): void;
	/** Cuts each new connection after that many bytes of its answer; undefined for none. */
	cutAfter(bytes: (() => number) | undefined): void;
	/** From now on nothing passes, without any connection being closed, until `release`. */
	stall(): void;
	/** Passes on what came meanwhile, and all that follows. */
	release(): void;
	/** Takes the socket away with all its connections, as the end of an engine does. */
	goAway(): Promise<void>;
	comeBack(): Promise<void>;
	close(): Promise<void>;
};

/** A socket in front of an engine, whose connections break. */
export async function createCuttingProxy(engineSocket: string): Promise<CuttingProxy> {
	const directory = await mkdtemp(path.join(tmpdir(), 'proxy-'));
	const socketPath = path.join(directory, 'docker.sock');
	const open = new Set<Socket>();
	let cuts = 0;
	let drawBytes: (() => number) | undefined;
	let isStalled = false;
	/** Both ends of each connection. */
	const sockets = new Set<Socket>();

	const server = createServer(client => {
		const upstream = connect(engineSocket);
		let remaining = drawBytes?.() ?? Infinity;
		open.add(client);
		const end = () => {
			open.delete(client);
			client.destroy();
			upstream.destroy();
		};

		client.on('data', chunk => {
			upstream.write(chunk);
		});
		upstream.on('data', chunk => {
			client.write(chunk.subarray(0, remaining));
			remaining -= chunk.length;
			if (!(remaining <= 0)) {
				return;
			}

			cuts++;
			// What was written still arrives.
			client.end();
			end();
		});
		for (const socket of [client, upstream]) {
			socket.on('error', end);
			sockets.add(socket);
			socket.on('close', () => {
				sockets.delete(socket);
			});
			if (isStalled) {
				socket.pause();
			}
		}

		client.on('close', end);
		upstream.on('end', () => {
			client.end();
		});
		upstream.on('close', () => {
			client.end();
		});
	});
	async function listen(): Promise<void> {
		await new Promise<void>(resolve => {
			server.listen(socketPath, resolve);
		});
	}

	async function goAway(): Promise<void> {
		const closed = new Promise(resolve => {
			server.close(resolve);
		});
		for (const socket of sockets) {
			socket.destroy();
		}

		await closed;
	}

	await listen();
	return {
		socketPath,
		cuts: () => cuts,
		cut() {
			for (const socket of open) {
				cuts++;
				socket.destroy();
			}
		},
		cutAfter(bytes) {
			drawBytes = bytes;
		},
		stall() {
			isStalled = true;
			for (const socket of sockets) {
				socket.pause();
			}
		},
		release() {
			isStalled = false;
			for (const socket of sockets) {
				socket.resume();
			}
		},
		goAway,
		comeBack: listen,
		async close() {
			await goAway();
			await rm(directory, {recursive: true, force: true});
		},
	};
}
