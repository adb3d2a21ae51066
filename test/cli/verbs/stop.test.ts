import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	test,
} from 'vitest';
import {changingVerbs} from '../../../source/cli/options/flags.ts';
import {runMain} from '../run-main.ts';
import {startStubEngine} from '../stub-engine.ts';

describe('commands that change something', () => {
	let engine: Awaited<ReturnType<typeof startStubEngine>>;
	let directory: string;

	beforeAll(async () => {
		directory = mkdtempSync(path.join(tmpdir(), 'state-'));
		engine = await startStubEngine([{id: 'a'.repeat(64), name: 'yolo', processes: ['python train.py']}]);
	});

	afterAll(async () => {
		await engine.close();
		rmSync(directory, {recursive: true, force: true});
	});

	const run = async (words: readonly string[], flags: Readonly<Record<string, unknown>> = {}, environment: Readonly<Record<string, string>> = {}) => runMain(words, {flags: {host: engine.host, ...flags}, environment: {...Object.fromEntries([['XDG_STATE_HOME', directory]]), ...environment}});

	test('without a terminal a stop has to say how', async () => {
		const {exitCode, stdout, stderr} = await run(['stop', 'yolo']);
		expect([exitCode, stdout]).toEqual([2, '']);
		expect(stderr).toContain('yolotop stop yolo --after-epoch');
		expect(stderr.trimEnd().split('\n')).toHaveLength(2);
	});

	test.each([...changingVerbs])('--read-only refuses %s before the engine is asked', async verb => {
		const before = engine.requests.length;
		for (const {exitCode, stderr} of [await run([verb, 'yolo'], {readOnly: true}), await run([verb, 'yolo'], {}, Object.fromEntries([['YOLOTOP_READ_ONLY', '1']]))]) {
			expect(exitCode).toBe(1);
			expect(stderr).toContain('--read-only');
		}

		expect(engine.requests.length).toBe(before);
	});

	test.each([
		[['rm'], {}],
		[['restart'], {}],
		[['stop', 'yolo'], {afterEpoch: true, now: true}],
		[['stop', 'yolo'], {signal: 'hup'}],
		[['status', 'yolo'], {yes: true}],
		[['pause', 'yolo', 'more'], {}],
		[['cp', 'yolo', 'here', 'more'], {}],
		[['rm', 'yolo'], {}],
	])('%j with %j is wrong usage', async (words, flags) => {
		const {exitCode, stdout, stderr} = await run(words, flags);
		expect([exitCode, stdout]).toEqual([2, '']);
		expect(stderr.trimEnd().split('\n')).toHaveLength(2);
	});

	test('a file is no container', async () => {
		const {exitCode, stderr} = await run(['pause', import.meta.filename]);
		expect(exitCode).toBe(2);
		expect(stderr).toContain('is not a container');
	});

	test('a shell needs a terminal', async () => {
		expect(await run(['shell', 'yolo'])).toMatchObject({exitCode: 1, stdout: ''});
	});
});
