import {spawnSync} from 'node:child_process';
import {
	readdir,
	readFile,
	stat,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	describe,
	expect,
	test,
} from 'vitest';
import {connectEngines} from '../../source/engine/connect-several.ts';
import {connectEngine} from '../../source/engine/connect.ts';
import {createLogFollower} from '../../source/engine/log-follower.ts';
import type {Connection} from '../../source/domain/run.ts';
import {describeWithEngine, until} from './engine-fixture.ts';
import {openSshBed} from './ssh-bed.ts';
import {startSshServer} from './ssh-server.ts';
import {createTestContainer} from './test-container.ts';

/** Folders of tunnels with a socket in them. */
async function tunnels(): Promise<string[]> {
	const names = await readdir(tmpdir());
	const folders = names.filter(name => name.startsWith('yolotop-ssh-')).map(name => path.join(tmpdir(), name));
	const entries = await Promise.all(folders.map(async folder => readdir(folder).catch((): string[] => [])));
	return folders.filter((_, index) => entries[index]!.includes('docker.sock'));
}

describeWithEngine('an engine behind ssh', await openSshBed(), bed => {
	const {server} = bed;
	const {facts} = server;

	afterAll(async () => {
		await bed.close();
	});

	test('keeps its socket where only the person can enter, and takes it away', async () => {
		const before = await tunnels();
		const engine = await connectEngine({host: bed.host, facts});
		const current = await tunnels();
		const made = current.find(folder => !before.includes(folder))!;
		const {mode} = await stat(made);
		expect((mode % 0o1000).toString(8)).toBe('700');
		engine.close();
		expect(await tunnels()).toEqual(before);
		await until('the end of ssh', () => spawnSync('pgrep', ['-f', made]).status === 1);
	});

	test('reads on after the connection broke, each line once', async () => {
		const container = await createTestContainer(bed, {command: ['sh', '-c', 'for i in $(seq 1 60); do echo $i; sleep 0.1; done']});
		const engine = await connectEngine({host: bed.host, facts});
		try {
			let text = '';
			const connections: Connection[] = [];
			const follower = createLogFollower({engine, container: container.id, hasTerminal: false}, {
				onMessages(messages) {
					text += messages.map(({body}) => new TextDecoder().decode(body)).join('');
				},
				onConnection(connection) {
					connections.push(connection);
				},
			});
			const end = follower.read({signal: new AbortController().signal, isFollowing: true});
			await until('ten lines', () => text.includes('10\n'));
			server.cut();
			expect(await end).toBe('stopped');
			expect(text).toBe(Array.from({length: 60}, (_, index) => `${index + 1}\n`).join(''));
			expect(connections.map(({kind}) => kind)).toContain('reconnecting');
			expect(connections.at(-1)).toEqual({kind: 'open'});
		} finally {
			engine.close();
			await container.remove();
		}
	});

	test.skipIf(spawnSync('docker', ['--version']).status !== 0)('goes through the docker command of the host where sockets may not be forwarded', async () => {
		const strict = await startSshServer({settings: ['AllowStreamLocalForwarding no', `SetEnv DOCKER_HOST=unix://${bed.socketPath}`]});
		const engine = await connectEngine({host: 'ssh://yolotop-bed', facts: strict!.facts});
		try {
			expect(await engine.identify()).toMatchObject({endpoint: 'ssh://yolotop-bed'});
			const container = await createTestContainer(bed, {command: ['sleep', '100']});
			expect(await engine.exec(container.id, ['echo', 'hello'])).toMatchObject({stdout: 'hello\n', exitCode: 0});
			await container.remove();
		} finally {
			engine.close();
			await strict!.close();
		}
	});

	test('trusts no host that is not known, and none with another key', async () => {
		const known = path.join(server.directory, 'known');
		const right = await readFile(known, 'utf8');
		await writeFile(known, '');
		await expect(connectEngine({host: bed.host, facts})).rejects.toMatchObject({code: 'ssh-host-key-unknown'});
		await writeFile(known, `${right.split(' ', 1)[0]!} ${await readFile(path.join(server.directory, 'id.pub'), 'utf8')}`);
		await expect(connectEngine({host: bed.host, facts})).rejects.toMatchObject({code: 'ssh-host-key-changed'});
		await writeFile(known, right);
	});

	test.each([
		['ssh://no-such-user@yolotop-bed', 'ssh-permission-denied'],
		['ssh://yolotop-bed/nowhere/docker.sock', 'ssh-socket-unreachable'],
		['ssh://127.0.0.1:1', 'ssh-unreachable'],
	])('says what is wrong with %s', async (host, code) => {
		await expect(connectEngine({host, facts})).rejects.toMatchObject({code, values: {reason: expect.stringMatching(/\w/) as string}});
	});

	test('says when there is no ssh', async () => {
		await expect(connectEngine({host: bed.host, facts: {...facts, environment: {PATH: '/nowhere'}}})).rejects.toMatchObject({code: 'ssh-missing'});
	});

	test('connects several engines, and one that is away costs the others nothing', async () => {
		const away = 'tcp://192.0.2.1:2375';
		const attempts = connectEngines([bed.host, away, `unix://${bed.socketPath}`, 'ssh://127.0.0.1:1'].map(host => ({host})), {facts, timeLimitMs: 5000});
		const first = performance.now();
		const local = await attempts[2]!.outcome;
		expect(local.kind).toBe('connected');
		expect(performance.now() - first).toBeLessThan(4000);
		const outcomes = await Promise.all(attempts.map(async ({outcome}) => outcome));
		expect(outcomes.map(({kind}) => kind)).toEqual(['connected', 'failed', 'connected', 'failed']);
		for (const outcome of outcomes) {
			if (outcome.kind === 'connected') {
				outcome.engine.close();
			}
		}
	});
});

describe('an address of ssh', () => {
	test.each(['ssh://', 'ssh://-oProxyCommand=x', 'ssh://-l@host', 'ssh://user:word@host', 'ssh://host:0', 'ssh://host:99999', 'ssh://host/a;b', 'ssh://host/$(x)'])('%s is refused', async host => {
		await expect(connectEngine({host})).rejects.toMatchObject({code: 'engine-host-invalid'});
	});
});
