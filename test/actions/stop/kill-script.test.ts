import {spawn, spawnSync} from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	expect,
	test,
} from 'vitest';
import {
	aliveCommand,
	goneExitCode,
	killAtRestCommand,
	writingExitCode,
} from '../../../source/actions/stop/kill-script.ts';
import type {CheckpointMarks} from '../../../source/actions/stop/training-access.ts';

const mark = (sizeBytes: number) => ({sizeBytes, modifiedAt: 0});
const seen = {results: mark(5), last: mark(4), best: undefined};
let directory: string;
let child: ReturnType<typeof spawn>;

beforeEach(() => {
	directory = mkdtempSync(path.join(tmpdir(), 'a run '));
	mkdirSync(path.join(directory, 'weights'));
	writeFileSync(path.join(directory, 'results.csv'), 'epoch');
	writeFileSync(path.join(directory, 'weights/last.pt'), 'last');
	child = spawn('sleep', ['60']);
});
afterEach(() => {
	child.kill('SIGKILL');
	rmSync(directory, {recursive: true, force: true});
});

const startTicks = () => Number(readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ', 2)[1]!.split(' ', 20)[19]);
const run = ([program, ...words]: readonly string[]) => spawnSync(program!, words).status;
const interrupt = (start = startTicks(), marks: CheckpointMarks = seen) => run(killAtRestCommand(child.pid!, start, 'SIGINT', {runDirectory: directory, seen: marks}));

test('the signal is sent to a training whose files are as they were seen', async () => {
	const ended = new Promise(resolve => {
		child.once('exit', (_, killedBy) => {
			resolve(killedBy);
		});
	});
	expect(interrupt()).toBe(0);
	await expect(ended).resolves.toBe('SIGINT');
});

test.each([
	['a row more', 'results.csv', 'epoch\n'],
	['last.pt opened anew', 'weights/last.pt', ''],
	['best.pt for the first time', 'weights/best.pt', ''],
])('nothing is sent with %s', (_, file, content) => {
	writeFileSync(path.join(directory, file), content);
	expect(interrupt()).toBe(writingExitCode);
	expect(run(aliveCommand(child.pid!, startTicks()))).toBe(0);
});

test('the table of old versions is looked at where there is no other', () => {
	rmSync(path.join(directory, 'results.csv'));
	writeFileSync(path.join(directory, 'results.txt'), '0/9\n1/9\n');
	expect(interrupt(startTicks(), {...seen, results: {...mark(4), file: 'results.txt'}})).toBe(writingExitCode);
	expect(interrupt(startTicks(), {...seen, results: {...mark(8), file: 'results.txt'}})).toBe(0);
});

test('another process with the same number is left alone', () => {
	expect(interrupt(startTicks() - 1)).toBe(goneExitCode);
	expect(run(aliveCommand(child.pid!, startTicks()))).toBe(0);
});
