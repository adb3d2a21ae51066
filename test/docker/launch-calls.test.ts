
import {Buffer} from 'node:buffer';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import {
	afterAll,
	afterEach,
	expect,
	test,
} from 'vitest';
import {UserError} from '../../source/domain/user-error.ts';
import {writeTar} from '../../source/engine/tar-writer.ts';
import {
	describeWithEngine,
	openEngineBed,
	testImage,
	until,
} from './engine-fixture.ts';

let count = 0;

describeWithEngine('making and starting containers', await openEngineBed(), bed => {
	const made: string[] = [];

	afterEach(async () => {
		for (const id of made.splice(0)) {
			await bed.docker.getContainer(id).remove({force: true, v: true}).catch(() => undefined);
		}
	});

	afterAll(async () => {
		await bed.close();
	});

	async function create(command: readonly string[], options: Readonly<Record<string, unknown>> = {}, name = `yolotop-launch-${process.pid}-${++count}`): Promise<string> {
		const {id} = await bed.engine.createContainer({
			Image: testImage, Cmd: command, ...options, HostConfig: {NetworkMode: 'none', ...(options.HostConfig as Readonly<Record<string, unknown>> | undefined)},
		}, {name});
		made.push(id);
		return id;
	}

	async function errorOf(work: Promise<unknown>): Promise<Pick<UserError, 'code' | 'values'>> {
		try {
			await work;
		} catch (error) {
			if (error instanceof UserError) {
				return {code: error.code, values: error.values};
			}

			throw error;
		}

		throw new Error('was expected to fail');
	}

	test('gives every byte from an attach before the start, also of a container that removes itself', async () => {
		const id = await create(['sh', '-c', 'seq 1 20000'], {Tty: true, HostConfig: {AutoRemove: true}});
		const output = text(await bed.engine.openAttach(id));
		const exit = bed.engine.waitForExit(id, {until: 'removed'});
		await bed.engine.startContainer(id);
		expect(await exit).toEqual({exitCode: 0});
		expect(await output).toBe(Array.from({length: 20_000}, (_, index) => `${index + 1}\r\n`).join(''));
	});

	test('starts a container that runs already without an error', async () => {
		const id = await create(['sleep', '60']);
		await bed.engine.startContainer(id);
		await bed.engine.startContainer(id);
		expect(await bed.engine.inspectContainer(id)).toMatchObject({state: {status: 'running'}});
	});

	test('sizes the terminal of a container and of a program in it', async () => {
		const id = await create(['sh', '-c', 'while :; do stty size >/size; sleep 0.05; done'], {Tty: true});
		await bed.engine.startContainer(id);
		await bed.engine.resizeCreated(id, {columns: 180, rows: 50});
		await until('the size', async () => (Buffer.from(await bed.engine.readFile(id, '/size') ?? [])).toString() === '50 180\n');
		const {output} = await bed.engine.startExec(id, {command: ['sh', '-c', 'until stty size 2>/dev/null | grep -q 123; do sleep 0.02; done; stty size; pwd'], workingDirectory: '/tmp', terminal: {columns: 123, rows: 40}});
		expect(await text(output)).toBe('40 123\r\n/tmp\r\n');
	});

	test('leaves a program running when its output is let go', async () => {
		const id = await create(['sleep', '60']);
		await bed.engine.startContainer(id);
		const exec = await bed.engine.startExec(id, {command: ['sh', '-c', 'echo begun; n=0; while :; do n=$((n+1)); echo line $n; echo $n >/count; sleep 0.02; done']});
		await new Promise(resolve => {
			exec.output.once('data', resolve);
		});
		exec.output.destroy();
		const counted = async () => Number(Buffer.from(await bed.engine.readFile(id, '/count') ?? []).toString());
		const before = await counted();
		await until('the program goes on', async () => await counted() > before + 20);
		expect(await bed.engine.inspectExec(exec.id)).toMatchObject({isRunning: true});
	});

	test('carries a directory from an exited container into one that is only made', async () => {
		const source = await create(['sh', '-c', 'mkdir -p /work/runs/exp/weights; head -c 3000000 /dev/urandom >/work/runs/exp/weights/last.pt; sha256sum /work/runs/exp/weights/last.pt >/sum']);
		const exit = bed.engine.waitForExit(source, {until: 'next-exit'});
		await bed.engine.startContainer(source);
		await exit;
		const target = await create(['sh', '-c', 'sha256sum /work/runs/exp/weights/last.pt >/sum']);
		await bed.engine.putArchive(target, '/', writeTar([{kind: 'directory', path: 'work/runs'}]));
		await bed.engine.putArchive(target, '/work/runs', (await bed.engine.openArchive(source, '/work/runs/exp'))!);
		const ended = bed.engine.waitForExit(target, {until: 'next-exit'});
		await bed.engine.startContainer(target);
		await ended;
		const sum = async (id: string) => Buffer.from((await bed.engine.readFile(id, '/sum'))!).toString();
		expect(await sum(target)).toBe(await sum(source));
		let bytes = 0;
		for await (const piece of (await bed.engine.openFile(target, '/work/runs/exp/weights/last.pt'))!) {
			bytes += piece.length;
		}

		expect(bytes).toBe(3_000_000);
		expect(await bed.engine.openArchive(target, '/nothing')).toBeUndefined();
		expect(await bed.engine.openFile(target, '/nothing')).toBeUndefined();
	});

	test('knows images and networks', async () => {
		expect(await bed.engine.inspectImage(testImage)).toMatchObject({workingDirectory: '/', command: ['/bin/bash']});
		expect(await bed.engine.inspectImage('yolotop-test:nothing')).toBeUndefined();
		expect(await bed.engine.listNetworks()).toContain('none');
	});

	test('says what is wrong with a container that cannot be made', async () => {
		const name = `yolotop-launch-${process.pid}-taken`;
		await create(['true'], {}, name);
		expect(await errorOf(create(['true'], {}, name))).toEqual({code: 'container-name-taken', values: {name}});
		expect(await errorOf(create(['true'], {Image: 'yolotop-test:nothing'}))).toEqual({code: 'image-not-found', values: {image: 'yolotop-test:nothing'}});
		expect(await errorOf(create(['true'], {Image: 'UPPER'}))).toMatchObject({code: 'image-name-invalid'});
		expect(await errorOf(create(['true'], {HostConfig: {Mounts: [{Type: 'bind', Source: '/no/such/dir', Target: '/x'}]}}))).toEqual({code: 'bind-source-missing', values: {path: '/no/such/dir'}});
		expect(await errorOf(create(['true'], {HostConfig: {Mounts: [{Type: 'tmpfs', Target: '/x'}, {Type: 'tmpfs', Target: '/x'}]}}))).toMatchObject({code: 'mount-point-twice'});
		expect(await errorOf(create(['true'], {HostConfig: {Memory: 4 * (2 ** 20)}}))).toMatchObject({code: 'memory-limit-too-small'});
		expect(await errorOf(create(['true'], {HostConfig: {Runtime: 'nvidia'}}))).toEqual({code: 'runtime-unknown', values: {runtime: 'nvidia'}});
	});

	test.each([
		['a missing program', ['pyhton', 'train.py'], {}, 'command-not-found'],
		['a file that is no program', ['/etc/passwd'], {}, 'command-not-executable'],
		['a GPU without a toolkit', ['true'], {HostConfig: {DeviceRequests: [{Driver: '', Count: -1, Capabilities: [['gpu']]}]}}, 'gpu-not-available'],
		['an unknown user', ['true'], {User: 'nobody2'}, 'user-unknown'],
	] as const)('says that a start fails for %s', async (_, command, options, code) => {
		const id = await create(command, options);
		expect(await errorOf(bed.engine.startContainer(id))).toMatchObject({code});
		await bed.engine.removeCreated(id);
		expect(await errorOf(bed.engine.inspectContainer(id))).toMatchObject({code: 'container-not-found'});
	});

	test('does not start a program in a container that is paused or has ended', async () => {
		const id = await create(['sleep', '60']);
		expect(await errorOf(bed.engine.startExec(id, {command: ['true']}))).toEqual({code: 'container-not-running', values: {name: id}});
		await bed.engine.startContainer(id);
		await bed.docker.getContainer(id).pause();
		expect(await errorOf(bed.engine.startExec(id, {command: ['true']}))).toEqual({code: 'container-is-paused', values: {name: id}});
	});
});
