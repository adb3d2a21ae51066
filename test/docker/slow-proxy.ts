import {mkdtemp, rm} from 'node:fs/promises';
import {createServer, connect, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';

export type SlowProxy = {
	readonly host: string;
	/** How many bytes came from the engine so far. */
	received(): number;
	close(): Promise<void>;
};

export type Link = {
	/** Of all connections together, in each direction. */
	readonly bytesPerSecond?: number;
	/** There and back. */
	readonly latencyMs?: number;
};

/** More than this on its way in one connection, and its sender waits. */
const windowBytes = 64 * 1024;

/** A socket in front of an engine like a link over the internet: narrow, and far. */
export async function createSlowProxy(engineSocket: string, {bytesPerSecond = 1_000_000, latencyMs = 200}: Link = {}): Promise<SlowProxy> {
	const directory = await mkdtemp(path.join(tmpdir(), 'slow-'));
	const socketPath = path.join(directory, 'docker.sock');
	const sockets = new Set<Socket>();
	const timers = new Set<NodeJS.Timeout>();
	let received = 0;

	/** Does things in their order, each when it is due. */
	function createQueue() {
		const items: Array<{readonly dueAt: number; work(): void}> = [];
		let timer: NodeJS.Timeout | undefined;
		const schedule = (): void => {
			if (timer !== undefined || items.length === 0) {
				return;
			}

			timer = setTimeout(() => {
				timers.delete(timer!);
				timer = undefined;
				while (items.length > 0 && items[0]!.dueAt <= performance.now() + 1) {
					items.shift()!.work();
				}

				schedule();
			}, Math.max(0, items[0]!.dueAt - performance.now()));
			timers.add(timer);
		};

		return (dueAt: number, work: () => void): void => {
			items.push({dueAt, work});
			schedule();
		};
	}

	/** One direction of the link: what is sent by whichever connection comes one after the other. */
	function createDirection(onBytes: (count: number) => void) {
		let freeAt = 0;
		return (from: Socket, to: Socket): void => {
			const later = createQueue();
			let pending = 0;
			const arrivalOf = (bytes: number): number => {
				freeAt = Math.max(freeAt, performance.now()) + (bytes / bytesPerSecond * 1000);
				return freeAt + (latencyMs / 2);
			};

			from.on('data', chunk => {
				pending += chunk.length;
				if (pending > windowBytes) {
					from.pause();
				}

				later(arrivalOf(chunk.length), () => {
					pending -= chunk.length;
					onBytes(chunk.length);
					to.write(chunk);
					if (pending <= windowBytes) {
						from.resume();
					}
				});
			});
			from.on('end', () => {
				later(arrivalOf(0), () => {
					to.end();
				});
			});
			from.on('close', () => {
				later(arrivalOf(0), () => {
					if (!from.readableEnded) {
						to.destroy();
					}
				});
			});
			from.on('error', () => undefined);
		};
	}

	const toEngine = createDirection(() => undefined);
	const fromEngine = createDirection(count => {
		received += count;
	});
	const server = createServer({allowHalfOpen: true}, client => {
		const upstream = connect({path: engineSocket, allowHalfOpen: true});
		for (const socket of [client, upstream]) {
			sockets.add(socket);
			socket.once('close', () => {
				sockets.delete(socket);
			});
		}

		toEngine(client, upstream);
		fromEngine(upstream, client);
		// What a client does not read any more is not sent: it would keep the link busy for nobody.
		client.once('close', () => {
			upstream.destroy();
		});
	});
	await new Promise<void>(resolve => {
		server.listen(socketPath, resolve);
	});
	return {
		host: `unix://${socketPath}`,
		received: () => received,
		async close() {
			const closed = new Promise(resolve => {
				server.close(resolve);
			});
			for (const timer of timers) {
				clearTimeout(timer);
			}

			for (const socket of sockets) {
				socket.destroy();
			}

			await closed;
			await rm(directory, {recursive: true, force: true});
		},
	};
}
