import {Buffer} from 'node:buffer';
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type ServerResponse} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {demoTraining} from '../../source/demo/training.ts';
import {exactTime, frame, logsAnswer} from '../stream/docker-framing.ts';

/** What a terminal obeys, hides or turns round, a line that a name would forge, and marks to find it by. */
export const hostile = 'evil\u{1B}]0;owned\u{7}\u{1B}]52;c;ZXZpbA==\u{1B}\\\u{1B}[2J\u{9B}31m\u{9D}0;x\u{9C}\u{90}q\u{9C}\u{85}\u{7F}\u{8}\u{0}\u{202E}\u{2066}\u{200B}\u{200F}\u{2060}\u{FEFF}\u{61C}\u{2028}\u{E0041}\u{AD}\u{D800}\r\nFORGED\ttail';

/** The same as a name of the file system, which can hold neither. */
export const hostileName = hostile.replaceAll(/[\0/\u{D800}]/gu, '');

/** Of a running and of an ended container. */
export const ids = {running: 'a'.repeat(64), ended: 'b'.repeat(64)} as const;

const second = 1e9;

const summary = (id: string, state: string) => ({
	Id: id, Names: [`/${state}${hostile}`], Image: hostile, State: state, Status: hostile, Command: hostile, Created: 1_700_000_000, Labels: {[hostile]: hostile},
});

const details = (id: string, status: string) => ({
	Id: id,
	Name: `/${status}${hostile}`,
	Image: hostile,
	Path: 'python',
	Args: ['train.py', '--data', hostile, '--name', hostile],
	State: {
		Status: status, Running: status === 'running', ExitCode: status === 'running' ? 0 : 1, Error: hostile, StartedAt: '2026-11-23T21:16:11Z', FinishedAt: '2026-11-23T21:20:11Z',
	},
	Config: {
		Image: hostile, Cmd: [hostile], Env: [`SECRET=${hostile}`, `A${hostile}=b`], Labels: {[hostile]: hostile}, WorkingDir: `/w/${hostile}`, User: hostile, Hostname: hostile,
	},
	HostConfig: {
		ShmSize: 67_108_864, Binds: [`/host/${hostile}:/w/${hostile}`], Runtime: hostile, IpcMode: hostile, NetworkMode: hostile, LogConfig: {Type: hostile}, RestartPolicy: {Name: hostile}, Devices: [{PathOnHost: hostile}], DeviceRequests: [{Driver: hostile, DeviceIDs: [hostile]}],
	},
	Mounts: [{
		Type: 'bind', Source: `/host/${hostile}`, Destination: `/w/${hostile}`, RW: false, Mode: hostile,
	}],
	NetworkSettings: {Networks: {[hostile]: {IPAddress: hostile}}, Ports: {'6006/tcp': [{HostIp: hostile, HostPort: '6006'}]}},
});

function logs(): Uint8Array {
	const lines = [...demoTraining({epochs: 2, speed: 1, seed: 1})].map(({text}) => text).join('').split('\n');
	const all = [hostile, `Logging results to runs/train/${hostile}`, ...lines.slice(0, -3), hostile, 'Traceback (most recent call last):', `  File "${hostile}", line 3, in ${hostile}`, `RuntimeError: ${hostile}`];
	return logsAnswer(all.map((line, index) => ({channel: 'stderr' as const, time: exactTime(index * second), body: Buffer.from(`${line}\n`)})));
}

/** Answers of the programs that yolotop runs in a container. */
function printed(command: readonly string[]): string {
	const words = command.join(' ');
	if (words.includes('nvidia-smi')) {
		return `0, ${hostile}, 550.1, ${hostile}, 10, 20\n${hostile}\n`;
	}

	if (words.includes('/proc/')) {
		const argv = ['python', 'train.py', '--data', hostile, '--name', hostile].map(word => word.replaceAll(/[\t\n]/g, '')).join('\u{1}');
		return `btime\t1700000000\n1\t0\tS\t0\t2\t1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 100 0\t/w/${hostileName.replaceAll(/[\t\n\r]/g, '')}\t/dev/pts/0\t${argv}\u{1}\n== open\n== files\nbase\t/w\n1700000000\t100\t/w/runs/train/${hostileName.replaceAll(/[\t\n\r]/g, '')}/opt.yaml\n1700000000\t100\t/w/runs/train/${hostileName.replaceAll(/[\t\n\r]/g, '')}/results.csv\n`;
	}

	return `${hostile}\n`;
}

/** By the last part of the route, or for what is of no container by all of it. */
const answers = (id: string, status: string): Readonly<Record<string, unknown>> => ({
	'/version': {
		Version: `20.10.24${hostile}`, ApiVersion: '1.41', Os: hostile, Arch: hostile,
	},
	'/info': {
		Name: hostile, OperatingSystem: hostile, KernelVersion: hostile, Runtimes: {[hostile]: {}}, NCPU: 2, MemTotal: 8_000_000_000, Warnings: [hostile], DockerRootDir: hostile, DefaultRuntime: hostile, SecurityOptions: [hostile], CDISpecDirs: [hostile],
	},
	'/containers/json': [summary(ids.running, 'running'), summary(ids.ended, 'exited')],
	'/networks': [{Name: hostile}],
	json: details(id, status),
	top: {Titles: ['PID', 'PPID', 'COMMAND'], Processes: [['1', '0', `python train.py --data ${hostile} --name ${hostile}`]]},
	changes: [{Path: `/w/runs/train/${hostile}/opt.yaml`, Kind: 1}, {Path: `/w/runs/train/${hostile}/results.csv`, Kind: 1}],
	stats: {memory_stats: {usage: 5}, [hostile]: hostile},
});

function answerOf(route: string, method: string, commands: Map<string, readonly string[]>, body: string): unknown {
	const [, id = '', part = ''] = /^\/containers\/([^/]+)\/(.+)$/.exec(route) ?? [];
	if (part === 'exec' && method === 'POST') {
		commands.set(String(commands.size), (JSON.parse(body) as {readonly Cmd: readonly string[]}).Cmd);
		return {Id: String(commands.size - 1)};
	}

	if (method !== 'GET') {
		return undefined;
	}

	if (/^\/exec\/[^/]+\/json$/.test(route)) {
		return {ID: '1', Running: false, ExitCode: 0};
	}

	return /^\/images\/.+\/json$/.test(route)
		? {Id: hostile, Config: {WorkingDir: `/w/${hostile}`, Cmd: [hostile]}}
		: (id === ids.ended ? answers(id, 'exited') : answers(ids.running, 'running'))[part === '' ? route : part];
}

function isStreamed(route: string, response: ServerResponse, commands: ReadonlyMap<string, readonly string[]>): boolean {
	const [, exec] = /^\/exec\/(\d+)\/start$/.exec(route) ?? [];
	if (exec !== undefined) {
		response.writeHead(200).end(frame('stdout', Buffer.from(printed(commands.get(exec) ?? []))));
	} else if (route.endsWith('/logs')) {
		response.writeHead(200).end(logs());
	} else if (route === '/events' || route.endsWith('/attach')) {
		response.writeHead(200).end();
	} else {
		return false;
	}

	return true;
}

function refuse(method: string | undefined, response: ServerResponse): void {
	response.writeHead(method === 'HEAD' ? 404 : 500, {'content-type': 'application/json'}).end(JSON.stringify({message: `${hostile} ${hostile}`}));
}

export type HostileEngineOptions = {
	/** Whether it answers each question but that for its version with an error in hostile words. */
	readonly isRefusing?: boolean;
	/** The questions, by their route, that it never answers. */
	readonly hangs?: RegExp;
};

/** An engine whose every text is hostile. */
export async function startHostileEngine({isRefusing = false, hangs}: HostileEngineOptions = {}) {
	const directory = mkdtempSync(path.join(tmpdir(), 'yolotop-hostile-'));
	const socket = path.join(directory, 'docker.sock');
	const commands = new Map<string, readonly string[]>();
	const hung = new Set<string>();
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (text: string) => {
			body += text;
		}).on('end', () => {
			const [route = ''] = (request.url ?? '').replace(/^\/v[\d.]+(?=\/)/, '').split('?', 1);
			if (hangs?.test(route)) {
				hung.add(route);
				return;
			}

			if (isRefusing && route !== '/version') {
				refuse(request.method, response);
				return;
			}

			if (isStreamed(route, response, commands)) {
				return;
			}

			const answer = answerOf(route, request.method ?? '', commands, body);
			if (answer === undefined) {
				refuse(request.method, response);
				return;
			}

			response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify(answer));
		});
	});
	await new Promise<void>(resolve => {
		server.listen(socket, resolve);
	});
	return {
		host: `unix://${socket}`,
		/** The questions that were asked and not answered. */
		hung,
		async close() {
			server.closeAllConnections();
			await new Promise(resolve => {
				server.close(resolve);
			});
			rmSync(directory, {recursive: true, force: true});
		},
	};
}
