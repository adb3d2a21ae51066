import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	expect,
	test,
} from 'vitest';
import {UserError} from '../../source/domain/user-error.ts';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {describeError} from '../../source/words/errors.ts';

type Recorded = {readonly kind: string; readonly label: string; readonly request?: string; readonly request_body?: Readonly<Record<string, unknown>>; readonly status?: number; readonly body?: string};

const recorded = JSON.parse(readFileSync(path.join(import.meta.dirname, '../recordings/docker-errors/errors.json'), 'utf8')) as readonly Recorded[];

/** What yolotop never asks for: it names the streams of a log, and gives a size only to what it has made itself. */
const isNeverAsked = ({request = ''}: Recorded): boolean => /\/logs$|\/resize\?/.test(request);
const refusals = recorded.filter(answer => answer.kind === 'http' && answer.status !== undefined && answer.status >= 300 && !isNeverAsked(answer));

/** The call of yolotop's port that asks the engine the same, by the request. */
async function ask(engine: Engine, {request = '', request_body: body = {}}: Recorded): Promise<unknown> {
	const [method = '', target = ''] = request.split(' ', 2);
	const [, container = '', verb = ''] = /\/containers\/([^/?]+)(?:\/([a-z]+))?/.exec(target)!;
	const name = /[&?]name=([^&]+)/.exec(target)?.[1];
	const calls: Readonly<Record<string, () => Promise<unknown>>> = {
		'POST create': async () => engine.createContainer(body, {name}),
		'POST start': async () => engine.startContainer(container),
		'POST stop': async () => engine.stopContainer(container, {timeoutSeconds: 1}),
		'POST kill': async () => engine.killContainer(container, 'SIGINT'),
		'POST pause': async () => engine.pauseContainer(container),
		'POST unpause': async () => engine.unpauseContainer(container),
		'POST exec': async () => engine.exec(container, ['true']),
		'POST attach': async () => engine.openAttach(container),
		'GET json': async () => engine.inspectContainer(container),
		'GET logs': async () => engine.openLogs(container, {isFollowing: false, tail: 1}),
		'GET top': async () => engine.topProcesses(container),
		'DELETE ': async () => engine.removeContainer(container),
	};
	return calls[`${method} ${container === 'create' ? 'create' : verb}`]!();
}

/** How the container is, which yolotop asks to tell refusals apart. */
function statusOf({body = ''}: Recorded): string {
	return /is (?:already )?paused/.test(body) ? 'paused' : (body.includes('is not running') ? 'exited' : 'running');
}

const directory = mkdtempSync(path.join(tmpdir(), 'refusals-'));
const socket = path.join(directory, 'docker.sock');
let current: Recorded | undefined;
let server: Server;
let engine: Engine;

beforeAll(async () => {
	server = createServer((request, response) => {
		const isPing = request.url!.includes('_ping') || request.url!.includes('/version') || request.url!.includes('/info');
		const isState = current !== undefined && request.method === 'GET' && /\/json(?:\?|$)/.test(request.url!) && !current.request!.includes('/json');
		request.resume();
		if (isPing) {
			response.end(request.url!.includes('_ping') ? 'OK' : JSON.stringify({ApiVersion: '1.41', Version: '20.10.24', ServerVersion: '20.10.24'}));
		} else if (isState && !/no such container/i.test(current?.body ?? '')) {
			response.setHeader('Content-Type', 'application/json');
			response.end(JSON.stringify({
				Id: 'dcd225bc0c9d', Name: '/yolo-rec-e1', State: {Status: statusOf(current!)}, Config: {}, HostConfig: {},
			}));
		} else {
			response.statusCode = current!.status!;
			response.setHeader('Content-Type', 'application/json');
			response.end(current!.body);
		}
	});
	await new Promise<void>(resolve => {
		server.listen(socket, resolve);
	});
	engine = await connectEngine({host: `unix://${socket}`});
});

afterAll(() => {
	engine.close();
	server.close();
	rmSync(directory, {recursive: true, force: true});
});

/** What already is as it shall be is no failure, and a container that has ended has no processes. */
const isAsWanted = ({status, body = '', request = ''}: Recorded): boolean => status === 304 || request.endsWith('/top') || (body.includes('is already paused') && request.endsWith('/pause')) || (body.includes('is not paused') && request.endsWith('/unpause'));

async function failureOf(work: Promise<unknown>): Promise<unknown> {
	try {
		await work;
		return undefined;
	} catch (error) {
		return error;
	}
}

test('there are refusals of every kind', () => {
	expect(refusals.length).toBeGreaterThan(15);
});

test.each(refusals)('$label: $status', async refusal => {
	current = refusal;
	if (isAsWanted(refusal)) {
		await expect(ask(engine, refusal)).resolves.not.toThrow();
		return;
	}

	const error: unknown = await failureOf(ask(engine, refusal));
	expect(error).toBeInstanceOf(UserError);
	const {code} = error as UserError;
	expect(code).not.toMatch(/^(?:internal|engine-failed)$/);
	for (const language of ['en', 'zh'] as const) {
		const {message, hint} = describeError(error as UserError, language);
		expect(`${message} ${hint}`).not.toMatch(/[{}]|undefined|HTTP code/);
		expect([message, hint].every(text => text.length > 4)).toBe(true);
	}
});

test('a container that ends while its processes are asked for has none', async () => {
	// Measured on Docker 20.10 right after an interrupt: the shim of the container is gone, its state is not changed yet.
	current = {
		kind: 'http', label: 'top of a container that ends', request: 'GET /containers/c/top', status: 500, body: '{"message":"ttrpc: closed: unknown"}',
	};
	await expect(engine.topProcesses('c')).resolves.toEqual([]);
});
