import {Buffer} from 'node:buffer';
import {
	afterAll,
	beforeAll,
	expect,
	test,
} from 'vitest';
import type {ErrorCode} from '../../source/domain/user-error.ts';
import type {ContainerEvent} from '../../source/engine/container.ts';
import {createLogMessages} from '../../source/stream/log-messages.ts';
import {describeWithEngines, openEngineBeds} from './engine-beds.ts';
import {testImage, until} from './engine-fixture.ts';
import {createTestContainer, type TestContainer} from './test-container.ts';

const anyNumber = expect.any(Number) as number;
const anyString = expect.any(String) as string;
const isAnyBoolean = expect.any(Boolean) as boolean;
const textWith = (text: string) => expect.stringContaining(text) as string;

describeWithEngines('the engine', await openEngineBeds(), bed => {
	let running: TestContainer;
	let ended: TestContainer;

	beforeAll(async () => {
		running = await createTestContainer(bed, {
			command: ['sh', '-c', 'echo "to out"; echo "to err" >&2; while :; do echo tick; sleep 0.1; done'],
			workingDirectory: '/tmp',
			hostConfig: {ShmSize: 2 ** 20, Memory: 2 ** 28},
		});
		ended = await createTestContainer(bed, {command: ['sh', '-c', 'mkdir -p /made; echo content >/made/file; ln -s file /made/link; ln -s /made /other; echo done; exit 3'], hasTerminal: true});
		await ended.container.wait();
	});

	afterAll(async () => {
		await running.remove();
		await ended.remove();
		await bed.close();
	});

	test('says what it is', async () => {
		expect(await bed.engine.identify()).toMatchObject({
			version: anyString, apiVersion: anyString, isPodman: isAnyBoolean, endpoint: bed.host,
		});
	});

	test('lists running containers, or all', async () => {
		const names = async (isAll: boolean) => {
			const containers = await bed.engine.listContainers({isAll});
			return containers.map(({name}) => name);
		};

		expect(await names(false)).toContain(running.name);
		expect(await names(false)).not.toContain(ended.name);
		expect(await names(true)).toEqual(expect.arrayContaining([running.name, ended.name]));
	});

	test('inspects a running container', async () => {
		const details = await bed.engine.inspectContainer(running.name);
		expect(details).toMatchObject({
			id: running.id,
			name: running.name,
			image: textWith(testImage),
			state: {
				status: 'running', startedAt: anyNumber, hasTerminal: false, shmSizeBytes: 2 ** 20,
			},
			pid: anyNumber,
			hasTerminal: false,
			workingDirectory: '/tmp',
			command: ['sh', '-c', anyString],
			shmSizeBytes: 2 ** 20,
			memoryLimitBytes: 2 ** 28,
			mounts: expect.arrayContaining([expect.objectContaining({kind: 'bind', destination: '/shared', isReadOnly: false})]) as unknown,
		});
		expect(details.state.exitCode).toBeUndefined();
	});

	test('inspects an ended container by a prefix of its id', async () => {
		const {state, hasTerminal} = await bed.engine.inspectContainer(ended.id.slice(0, 12));
		expect(state).toMatchObject({status: 'exited', exitCode: 3, finishedAt: anyNumber});
		expect(hasTerminal).toBe(true);
	});

	test('keeps the environment to itself', async () => {
		expect(JSON.stringify(await bed.engine.inspectContainer(running.name))).not.toContain('/usr/local/sbin');
	});

	test('lists processes, and none of an ended container', async () => {
		expect(await bed.engine.topProcesses(running.id)).toEqual(expect.arrayContaining([expect.objectContaining({pid: anyNumber, command: textWith('while :')})]));
		expect(await bed.engine.topProcesses(ended.id)).toEqual([]);
	});

	test('gives the record to its end', async () => {
		const messages = createLogMessages({hasTerminal: true});
		const bodies: string[] = [];
		for await (const chunk of await bed.engine.openLogs(ended.id, {isFollowing: false})) {
			bodies.push(...messages.push(chunk as Uint8Array).map(({body}) => Buffer.from(body).toString()));
		}

		expect(bodies).toEqual(['done\r\n']);
	});

	test('gives both streams apart, and follows', async () => {
		const messages = createLogMessages({hasTerminal: false});
		const seen: string[] = [];
		const controller = new AbortController();
		const stream = await bed.engine.openLogs(running.id, {isFollowing: true, signal: controller.signal});
		stream.on('data', (chunk: Uint8Array) => {
			seen.push(...messages.push(chunk).map(({channel, body}) => `${channel} ${Buffer.from(body).toString().trim()}`));
		});
		await until('five ticks', () => seen.filter(line => line === 'stdout tick').length >= 5);
		controller.abort();
		expect(seen).toEqual(expect.arrayContaining(['stdout to out', 'stderr to err']));
		await until('the end of the stream', () => stream.destroyed);
	});

	test('attaches from now on', async () => {
		const stream = await bed.engine.openAttach(running.id);
		let text = '';
		stream.on('data', (chunk: Uint8Array) => {
			text += Buffer.from(chunk).toString('latin1');
		});
		await until('ticks', () => text.split('tick').length > 3);
		expect(text).not.toContain('to out');
		stream.destroy();
	});

	test('looks at files of running and of ended containers', async () => {
		expect(await bed.engine.statFile(ended.id, '/made/file')).toMatchObject({kind: 'file', sizeBytes: 8, modifiedAt: anyNumber});
		expect(await bed.engine.statFile(ended.id, '/made')).toMatchObject({kind: 'directory'});
		expect(await bed.engine.statFile(ended.id, '/made/link')).toMatchObject({kind: 'link', linkTarget: textWith('file')});
		expect(await bed.engine.statFile(running.id, '/programs/counter.py')).toMatchObject({kind: 'file'});
		expect(await bed.engine.statFile(running.id, '/none')).toBeUndefined();
	});

	test.each(['/made/file', '/made/link', '/other/link'])('reads %s', async file => {
		expect(Buffer.from(await bed.engine.readFile(ended.id, file) ?? []).toString()).toBe('content\n');
	});

	test('reads no directory, nothing that is missing and nothing that is too large', async () => {
		expect(await bed.engine.readFile(ended.id, '/made')).toBeUndefined();
		expect(await bed.engine.readFile(ended.id, '/none')).toBeUndefined();
		expect(await bed.engine.readFile(ended.id, '/made/file', {maxBytes: 7})).toBeUndefined();
	});

	test('lists what a container has changed', async () => {
		expect(await bed.engine.listChangedPaths(ended.id)).toContain('/made/file');
	});

	test('runs a program', async () => {
		expect(await bed.engine.exec(running.id, ['sh', '-c', 'echo "$1"; echo err >&2; exit 5', 'sh', 'a "b" $c'])).toEqual({
			exitCode: 5, stdout: 'a "b" $c\n', stderr: 'err\n', isTruncated: false,
		});
	});

	test('bounds what a program prints', async () => {
		expect(await bed.engine.exec(running.id, ['sh', '-c', 'yes | head -c 300000'], {maxBytes: 1000})).toMatchObject({exitCode: 0, stdout: 'y\n'.repeat(500), isTruncated: true});
	});

	test('tells of the processes that were started by exec', async () => {
		const exec = await running.container.exec({Cmd: ['sleep', '100']});
		await exec.start({Detach: true});
		const {execIds} = await bed.engine.inspectContainer(running.id);
		expect(execIds).toContain(exec.id);
		expect(await bed.engine.inspectExec(exec.id)).toMatchObject({command: ['sleep', '100'], isRunning: true});
	});

	test('tells of changes', async () => {
		const container = await createTestContainer(bed, {command: ['sleep', '100']});
		const controller = new AbortController();
		const seen: ContainerEvent[] = [];
		const events = await bed.engine.openEvents({container: container.id, signal: controller.signal});
		const reading = (async () => {
			for await (const event of events) {
				seen.push(event);
			}
		})();
		await container.container.pause();
		await container.container.unpause();
		await container.container.kill();
		await container.remove();
		await until('destroy', () => seen.some(({action}) => action === 'destroy'));
		// Podman also tells of its own tidying.
		// Docker tells of a pause again when it hears of it late from below; the kill and the death come from two places of its own.
		const actions = new Set(seen.map(({action}) => action).filter(action => action !== 'cleanup'));
		expect([...actions].toSorted()).toEqual(['destroy', 'die', 'kill', 'pause', 'unpause']);
		expect([...actions].slice(0, 2)).toEqual(['pause', 'unpause']);
		expect(seen.at(-1)?.action).toMatch(/^(?:destroy|cleanup)$/);
		expect(seen.find(({action}) => action === 'die')).toMatchObject({containerId: container.id, attributes: {exitCode: '137'}, at: anyNumber});
		controller.abort();
		await expect(reading).rejects.toThrow();
	});

	test.each<[string, ErrorCode]>([
		['nobody-has-this-name', 'container-not-found'],
		['../images/json', 'container-name-invalid'],
		['', 'container-name-invalid'],
	])('refuses the name “%s”', async (name, code) => {
		const {engine} = bed;
		const calls = [
			async () => engine.inspectContainer(name),
			async () => engine.openLogs(name, {isFollowing: true}),
			async () => engine.openAttach(name),
			async () => engine.topProcesses(name),
		];
		for (const call of calls) {
			await expect(call()).rejects.toMatchObject({code});
		}
	});

	test('names the containers that a short id fits', async () => {
		const containers = await Promise.all(Array.from({length: 17}, async () => createTestContainer(bed, {command: ['true'], isStarted: false})));
		// Of seventeen ids two begin with the same digit.
		const digit = containers.map(({id}) => id[0]!).find((first, index, all) => all.indexOf(first) !== index)!;
		await expect(bed.engine.inspectContainer(digit)).rejects.toMatchObject({code: 'container-ambiguous'});
		await Promise.all(containers.map(async container => container.remove()));
	});

	test('says when a log driver keeps no record', async () => {
		const container = await createTestContainer(bed, {command: ['sleep', '100'], hostConfig: {LogConfig: {Type: 'none', Config: {}}}});
		await expect(bed.engine.openLogs(container.id, {isFollowing: true})).rejects.toMatchObject({code: 'logs-unreadable'});
		await container.remove();
	});

	test('gives up after the time limit', async () => {
		await expect(bed.engine.exec(running.id, ['sleep', '3'], {timeLimitMs: 200})).rejects.toMatchObject({code: 'engine-timeout'});
	});

	test('gives up when it is told to', async () => {
		await expect(bed.engine.exec(running.id, ['sleep', '3'], {signal: AbortSignal.timeout(200)})).rejects.toMatchObject({name: 'TimeoutError'});
	});
});
