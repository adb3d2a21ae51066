import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer, type Socket} from 'node:net';
import type {Environment, SshEndpoint} from './endpoint.ts';
import {sshDialCommand, type TunnelFiles} from './ssh-command.ts';

export type DialServer = {
	/** What the last connection that failed said. */
	lastWords(): string;
	close(): void;
};

/** A program that reads only its end of a pipe may be gone already. */
const ignore = () => undefined;

/**
A socket of which every connection is carried by the docker command of the host: for hosts whose engine has another socket, such
as rootless Docker and Docker Desktop, and for servers that forbid to forward sockets. Each connection is a session over the
ssh connection that is there.
*/
export async function startDialServer(endpoint: SshEndpoint, files: TunnelFiles, path: string, environment: Environment): Promise<DialServer> {
	const sockets = new Set<Socket>();
	let stderr = '';
	const server = createServer({allowHalfOpen: true}, socket => {
		sockets.add(socket);
		const [program, ...words] = sshDialCommand(endpoint, files);
		const child = spawn(program!, words, {stdio: 'pipe', detached: true, env: {...environment}});
		child.stderr.setEncoding('utf8');
		child.stderr.on('data', (text: string) => {
			stderr = (stderr + text).slice(-1000);
		});
		child.on('error', () => {
			socket.destroy();
		});
		child.stdin.on('error', ignore);
		socket.on('error', ignore);
		socket.pipe(child.stdin);
		child.stdout.pipe(socket);
		socket.once('close', () => {
			sockets.delete(socket);
			child.kill();
		});
	});
	server.listen(path);
	await once(server, 'listening');
	return {
		lastWords: () => stderr,
		close() {
			server.close();
			for (const socket of sockets) {
				socket.destroy();
			}
		},
	};
}
