import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type ServerResponse} from 'node:http';
import type {Socket} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** An engine with one container that has a terminal, whose output and faults the soak run decides. */
export type SoakEngine = {
	readonly host: string;
	/** Prints: shown at once to those that are attached, and recorded when the line ends. */
	print(text: string): void;
	/** Breaks every connection. */
	cut(): void;
	/** The container ends. */
	stop(exitCode: number): void;
	start(): void;
	close(): Promise<void>;
};

const id = 'f'.repeat(64);

/** The record is bounded as that of an engine that rotates: older messages are dropped. */
const keptMessages = 4000;

export async function startSoakEngine(): Promise<SoakEngine> {
	const directory = mkdtempSync(path.join(tmpdir(), 'yolotop-soak-'));
	const socketPath = path.join(directory, 'docker.sock');
	const record: string[] = [];
	const followers = new Set<ServerResponse>();
	const attached = new Set<Socket>();
	const watchers = new Set<ServerResponse>();
	let open = '';
	let isRunning = true;
	let exitCode = 0;
	let clock = Date.now();

	/** Unique, as a real engine's nanoseconds nearly are. */
	function timestamp(): string {
		clock = Math.max(clock + 1, Date.now());
		return new Date(clock).toISOString().replace('Z', '000000Z');
	}

	function tell(action: string): void {
		const event = `{"Type":"container","Action":"${action}","Actor":{"ID":"${id}","Attributes":{"name":"soak","exitCode":"${exitCode}"}},"time":${Math.floor(Date.now() / 1000)}}\n`;
		for (const watcher of watchers) {
			watcher.write(event);
		}
	}

	const details = () => `{"Id":"${id}","Name":"/soak","State":{"Status":"${isRunning ? 'running' : 'exited'}","ExitCode":${exitCode}},"Config":{"Image":"yolov5","Tty":true,"Cmd":["python","train.py"]},"HostConfig":{"LogConfig":{"Type":"json-file"}},"Mounts":[]}`;
	const bodies: Readonly<Record<string, () => string>> = {
		'/version': () => '{"Version":"28.2.0","ApiVersion":"1.50","Os":"linux","Arch":"amd64"}',
		'/containers/json': () => `[{"Id":"${id}","Names":["/soak"],"Image":"yolov5","State":"running","Command":"python train.py","Created":1700000000,"Labels":{}}]`,
		[`/containers/${id}/json`]: details,
		'/containers/soak/json': details,
		[`/containers/${id}/top`]: () => '{"Titles":["PID","PPID","COMMAND"],"Processes":[["1","0","python train.py"]]}',
	};
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '', 'http://docker');
		const route = url.pathname.replace(/^\/v[\d.]+/, '');
		if (route.endsWith('/logs')) {
			response.writeHead(200, {'content-type': 'application/octet-stream'});
			const tail = url.searchParams.get('tail');
			response.write(record.slice(tail === null ? 0 : -Number(tail)).join(''));
			if (isRunning && url.searchParams.get('follow') === '1') {
				followers.add(response);
				response.on('close', () => {
					followers.delete(response);
				});
			} else {
				response.end();
			}
		} else if (route === '/events') {
			response.writeHead(200, {'content-type': 'application/json'});
			response.flushHeaders();
			watchers.add(response);
			response.on('close', () => {
				watchers.delete(response);
			});
		} else {
			const body = bodies[route];
			response.writeHead(body ? 200 : 404, {'content-type': 'application/json'});
			response.end(body?.() ?? '{"message":"No such container"}');
		}
	});
	server.on('upgrade', (_request, socket: Socket) => {
		socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
		attached.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => {
			attached.delete(socket);
		});
	});
	await new Promise<void>(resolve => {
		server.listen(socketPath, resolve);
	});

	function cut(): void {
		server.closeAllConnections();
		for (const socket of attached) {
			socket.destroy();
		}
	}

	return {
		host: `unix://${socketPath}`,
		print(text) {
			for (const socket of attached) {
				socket.write(text);
			}

			const lines = (open + text).split('\n');
			open = lines.pop()!;
			for (const line of lines) {
				const message = `${timestamp()} ${line}\n`;
				record.push(message);
				for (const follower of followers) {
					follower.write(message);
				}
			}

			record.splice(0, record.length - keptMessages);
		},
		cut,
		stop(code) {
			isRunning = false;
			exitCode = code;
			tell('die');
			for (const follower of followers) {
				follower.end();
			}

			for (const socket of attached) {
				socket.end();
			}
		},
		start() {
			isRunning = true;
			open = '';
			tell('start');
		},
		async close() {
			cut();
			await new Promise(resolve => {
				server.close(resolve);
			});
			rmSync(directory, {recursive: true, force: true});
		},
	};
}
