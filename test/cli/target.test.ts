import {
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	it,
} from 'vitest';
import {runMain} from './run-main.ts';
import {startStubEngine, type StubContainer} from './stub-engine.ts';

const trains = (name: string, id: string): StubContainer => ({id: id.padEnd(64, '0'), name, processes: ['bash', 'python train.py --epochs 3']});
const idles = (name: string, id: string): StubContainer => ({id: id.padEnd(64, '0'), name, processes: ['bash']});

let directory = '';
beforeEach(() => {
	directory = mkdtempSync(path.join(tmpdir(), 'yolotop-target-'));
});
afterEach(() => {
	rmSync(directory, {recursive: true, force: true});
});

/** Runs a command against a stub engine. */
async function withEngine(containers: readonly StubContainer[], words: readonly string[], flags: Readonly<Record<string, unknown>> = {}) {
	const engine = await startStubEngine(containers);
	try {
		return await runMain(words, {flags: {host: [engine.host], ...flags}});
	} finally {
		await engine.close();
	}
}

describe('a target', () => {
	it.each<[string, readonly StubContainer[], readonly string[], RegExp]>([
		['no container trains', [idles('web', 'a1')], ['status'], /No running container is training YOLO/],
		['several containers train', [trains('one', 'a1'), trains('two', 'b2')], ['status'], /Several containers are training: one, two\.\nSay which/],
		['no such container', [idles('web', 'a1')], ['status', 'yolo'], /no file, run directory or container “yolo”/],
		['a name that no container can have', [idles('web', 'a1')], ['status', 'ya ya!'], /no file, run directory or container “ya ya!”/],
	])('%s', async (_, containers, words, message) => {
		const {stdout, stderr, exitCode} = await withEngine(containers, words);
		expect(stderr).toMatch(message);
		expect(stdout).toBe('');
		expect(exitCode).toBe(1);
	});

	it('is a file of that name where there is no such container', async () => {
		const file = path.join(directory, 'output');
		writeFileSync(file, 'nothing of a training\n');
		const {stdout} = await withEngine([idles('web', 'a1')], ['status', file], {json: [true]});
		expect(JSON.parse(stdout)).toMatchObject({target: {kind: 'file', name: file}});
	});

	it.each([['to what is gone', '/nowhere/run', '/nowhere/run'], ['to itself', 'link', 'link']])('that is a link %s is told as such', async (_, target, told) => {
		const link = path.join(directory, 'link');
		symlinkSync(target, link);
		const {stderr, exitCode} = await withEngine([idles('web', 'a1')], ['status', link]);
		expect(stderr).toContain(`${link} is a link to ${told}, which does not exist.`);
		expect(exitCode).toBe(1);
	});

	it('with a slash is a path and asks no engine', async () => {
		const engine = await startStubEngine([]);
		await runMain(['status', './missing'], {flags: {host: [engine.host]}});
		expect(engine.requests).toEqual([]);
		await engine.close();
	});

	it('does not ask an engine that answers a ping who it is', async () => {
		const engine = await startStubEngine([idles('web', 'a1')]);
		await runMain(['status', 'web'], {flags: {host: [engine.host]}});
		expect(engine.requests.slice(0, 2)).toEqual(['/_ping', '/containers/web/json']);
		expect(engine.requests).not.toContain('/version');
		await engine.close();
	});

	it('names an engine that is none', async () => {
		const engine = await startStubEngine([], '"hello"');
		const {stderr, exitCode} = await runMain(['status', 'yolo'], {flags: {host: [engine.host]}});
		expect(stderr).toMatch(/is not a container engine/);
		expect(exitCode).toBe(1);
		await engine.close();
	});

	it('that is not there makes a monitor show the demo where that is enough', async () => {
		const engine = await startStubEngine([idles('web', 'a1')]);
		const controller = new AbortController();
		const {stdout, stderr, exitCode} = await runMain([], {
			flags: {host: [engine.host], orDemo: [true]},
			signal: controller.signal,
			onOutput() {
				controller.abort({exitCode: 130});
			},
		});
		expect(stderr).toMatch(/No running container is training YOLO.*demo/);
		expect(stdout).toContain('simulated');
		expect(exitCode).toBe(130);
		await engine.close();
	});
});
