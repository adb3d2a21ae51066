import {Buffer} from 'node:buffer';
import {createServer, connect, type Socket} from 'node:net';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** No name in an answer is cut in two pieces that come further apart. */
const pieceMs = 20;

/**
A socket in front of an engine whose answers call directories of the machine by other names, as an engine in a virtual machine does.
A name must not be longer than what it stands for, because the answer keeps its length: blanks behind a JSON text change nothing.
*/
export async function createRenamingProxy(engineSocket: string, names: ReadonlyMap<string, string>): Promise<{readonly socketPath: string; close(): Promise<void>}> {
	const directory = await mkdtemp(path.join(tmpdir(), 'rename-'));
	const socketPath = path.join(directory, 'docker.sock');
	const sockets = new Set<Socket>();

	/** A path alone, as the source of a mount, or with a colon and more behind it, as a bind. */
	function rename(text: string): string {
		let renamed = text;
		for (const [place, name] of names) {
			const pattern = new RegExp(`"${place}(:[^"]*)?"`, 'g');
			renamed = renamed.replaceAll(pattern, (found, rest: string | undefined) => `"${JSON.stringify(name).slice(1, -1)}${rest ?? ''}"`.padEnd(found.length));
		}

		return renamed;
	}

	const server = createServer(client => {
		const upstream = connect(engineSocket);
		let pieces: Uint8Array[] = [];
		let timer: NodeJS.Timeout | undefined;
		const pass = () => {
			clearTimeout(timer);
			timer = undefined;
			client.write(Buffer.from(rename(Buffer.concat(pieces).toString('latin1')), 'latin1'));
			pieces = [];
		};

		for (const socket of [client, upstream]) {
			sockets.add(socket);
			socket.on('error', () => {
				client.destroy();
				upstream.destroy();
			});
		}

		client.pipe(upstream);
		upstream.on('data', chunk => {
			pieces.push(chunk);
			timer ??= setTimeout(pass, pieceMs);
		});
		upstream.on('end', () => {
			pass();
			client.end();
		});
		client.on('close', () => {
			clearTimeout(timer);
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
