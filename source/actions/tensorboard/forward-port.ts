import {once} from 'node:events';
import {createServer, type AddressInfo, type Socket} from 'node:net';
import type {Engine} from '../../engine/engine.ts';
import {createDemultiplexer} from '../../stream/demultiplex.ts';

export type Forward = {
	/** On this machine, for this machine only. */
	readonly port: number;
	close(): void;
};

/** Standard input and output to a port of the container. It ends with either side. */
const relay = `
import os, socket, sys, threading
peer = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
def send():
    while True:
        data = os.read(0, 65536)
        if not data:
            break
        peer.sendall(data)
    peer.shutdown(socket.SHUT_WR)
threading.Thread(target=send, daemon=True).start()
while True:
    data = peer.recv(65536)
    if not data:
        break
    while data:
        data = data[os.write(1, data):]
os._exit(0)
`;

/**
Makes a port of a container reachable that was never published: each connection is carried by a short Python program in the container,
over the engine, so that it works for engines on other hosts too. Needs Python there, which every training has.
*/
export async function forwardPort(engine: Engine, container: string, containerPort: number, {python = 'python3', port = 0}: {readonly python?: string; readonly port?: number} = {}): Promise<Forward> {
	const sockets = new Set<Socket>();

	async function carry(socket: Socket): Promise<void> {
		const {output, input} = await engine.startExec(container, {command: [python, '-c', relay, String(containerPort)], hasInput: true});
		const demultiplexer = createDemultiplexer();
		const finish = () => {
			socket.end();
		};

		output.on('data', (chunk: Uint8Array) => {
			for (const {channel, bytes} of demultiplexer.push(chunk)) {
				if (channel === 'stdout' && !socket.write(bytes)) {
					output.pause();
				}
			}
		});
		output.once('end', finish);
		output.once('close', finish);
		socket.on('drain', () => {
			output.resume();
		});
		socket.once('close', () => {
			output.destroy();
		});
		if (socket.destroyed) {
			output.destroy();
		} else if (input) {
			socket.pipe(input);
		}
	}

	const server = createServer({allowHalfOpen: true}, socket => {
		sockets.add(socket);
		socket.once('close', () => {
			sockets.delete(socket);
		});
		socket.on('error', () => undefined);
		carry(socket).catch(() => {
			socket.destroy();
		});
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		close() {
			server.close();
			for (const socket of sockets) {
				socket.destroy();
			}
		},
	};
}
