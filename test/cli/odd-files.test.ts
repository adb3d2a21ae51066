import {spawn} from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import {makeOdd, oddKinds} from '../files/odd-files.ts';
import {runMain} from './run-main.ts';

const host = 'unix:///nowhere/docker.sock';
const words = {
	directory: 'is a directory', pipe: 'is a named pipe', socket: 'is a socket', device: 'is a device',
} as const;
let folder: string;
let run: string;
const cleanUps: Array<() => void> = [];

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'odd-'));
	run = path.join(folder, 'runs', 'train', 'exp');
	mkdirSync(path.join(run, 'weights'), {recursive: true});
	for (const [name, text] of Object.entries({
		'results.csv': 'epoch, train/box_loss, metrics/mAP_0.5\n0, 0.1, 0.2\n', 'opt.yaml': 'epochs: 3\nweights: a.pt\n', 'args.yaml': 'epochs: 3\n', 'weights/last.pt': 'x', 'weights/best.pt': 'x', 'results.png': 'x',
	})) {
		writeFileSync(path.join(run, name), text);
	}
});

afterEach(() => {
	for (const cleanUp of cleanUps.splice(0)) {
		cleanUp();
	}

	rmSync(folder, {recursive: true, force: true});
});

async function yolotop(input: readonly string[], flags: Readonly<Record<string, unknown>> = {}) {
	const begin = performance.now();
	const result = await runMain(input, {flags: {host, ...flags}, environment: {HOME: folder, XDG_STATE_HOME: folder}});
	expect(performance.now() - begin).toBeLessThan(12_000);
	expect(result.stderr).not.toContain('bug in yolotop');
	return result;
}

const places = ['results.csv', 'results.txt', 'opt.yaml', 'args.yaml', 'weights/last.pt', 'weights/best.pt'];

describe.each(oddKinds)('a %s', kind => {
	test.each(places)('as %s holds up no command, and is named', async name => {
		const file = path.join(run, name);
		rmSync(file, {force: true});
		cleanUps.push(await makeOdd(kind, file));
		for (const [input, flags] of [[['status', run], {}], [['ls', folder], {runs: true}], [['export', run], {csv: true}], [['advise', run], {}]] as const) {
			const {stderr} = await yolotop(input, flags);
			expect(stderr).toContain(`${file} ${words[kind]}`);
		}

		await yolotop(['resume', run], {dryRun: true});
	});

	test.skipIf(kind === 'directory')('as the table of a run that is named itself is not called empty', async () => {
		const file = path.join(run, 'results.csv');
		rmSync(file);
		cleanUps.push(await makeOdd(kind, file));
		const {stderr, exitCode} = await yolotop(['status', file]);
		expect(stderr).toContain(words[kind]);
		expect(exitCode).toBe(1);
	});

	test('as the log or the configuration is named', async () => {
		const file = path.join(folder, 'odd');
		cleanUps.push(await makeOdd(kind, file));
		for (const [input, flags] of [[['status', file], {}], [['ls', folder], {config: file}], [['run', 'image'], {dryRun: true, config: file}]] as const) {
			// A directory that is named is taken for one of a run.
			const {stderr, exitCode} = await yolotop(input, flags);
			expect(stderr).toContain(kind === 'directory' && input[0] === 'status' ? 'is not a run directory' : words[kind]);
			expect(exitCode).toBeGreaterThan(0);
		}
	});

	test('in the place of the journal is left as it is', async () => {
		mkdirSync(path.join(folder, 'yolotop'));
		cleanUps.push(await makeOdd(kind, path.join(folder, 'yolotop', 'actions.jsonl')));
		const {stdout} = await yolotop(['export', run], {markdown: true});
		expect(stdout).toContain('## ');
	});
});

test('a pipe that is written to is read as a log, to its end', async () => {
	const file = path.join(folder, 'log');
	cleanUps.push(await makeOdd('pipe', file));
	const writer = spawn('/bin/sh', ['-c', 'cat "$0" > "$1"', path.resolve('test/recordings/v7-detect-pipe/stream.raw'), file]);
	const {stdout, exitCode} = await yolotop(['status', file], {json: true});
	writer.kill();
	expect(exitCode).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({status: 'finished'});
});
