import {execFileSync} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {countLabelFiles} from '../../source/training/label-files.ts';

let directory = '';
const {signal} = new AbortController();

async function write(files: Readonly<Record<string, string>>): Promise<string> {
	directory = await mkdtemp(path.join(tmpdir(), 'labels-'));
	await Promise.all(Object.entries(files).map(async ([name, text]) => writeFile(path.join(directory, name), text)));
	return directory;
}

afterEach(async () => {
	await rm(directory, {recursive: true, force: true});
});

test.each([
	['boxes, an empty file, and what is no label', {
		'a.txt': '0 .5 .5 .1 .1\n2 .5 .5 .1 .1\n', 'b.txt': '', 'c.txt': '2 .1 .1 .1 .1', 'classes.txt': 'Vest\n', 'a.jpg': '0 1 1 1 1',
	}, 2, {files: 2, counts: [1, 0, 2]}],
	['polygons, and indices that are written as numbers with a point', {'a.txt': '1.0 .1 .1 .2 .2 .3 .3\r\n'}, 1, {files: 1, counts: [0, 1]}],
	['the framework counts the empty ones, too', {'a.txt': '0 .5 .5 .1 .1\n', 'b.txt': ''}, 2, {files: 1, counts: [1]}],
	['the framework has not said how many it has found', {'a.txt': '0 .5 .5 .1 .1\n'}, undefined, {files: 1, counts: [1]}],
	['the directory holds others than those that are trained on', {'a.txt': '0 .5 .5 .1 .1\n', 'b.txt': '0 .5 .5 .1 .1\n'}, 7, undefined],
	['no label at all', {'a.txt': 'no label\n', 'b.txt': '99999999 0 0 0 0\n'}, undefined, undefined],
	['no file', {}, undefined, undefined],
] as const)('%s', async (_, files, expected, counted) => {
	expect(await countLabelFiles(await write(files), {expected, signal})).toEqual(counted);
});

test('what takes too long, or is not wanted any more, is not known', async () => {
	const folder = await write({'a.txt': '0 .5 .5 .1 .1\n'});
	let now = 0;
	expect(await countLabelFiles(folder, {
		expected: 1, signal, now() {
			now += 60_000;
			return now;
		},
	})).toBeUndefined();
	expect(await countLabelFiles(folder, {expected: 1, signal: AbortSignal.abort()})).toBeUndefined();
});

test('a named pipe among them holds nothing up, and a directory that is not there is not known', async () => {
	const folder = await write({'a.txt': '0 .5 .5 .1 .1\n'});
	execFileSync('mkfifo', [path.join(folder, 'b.txt')]);
	expect(await countLabelFiles(folder, {expected: 1, signal})).toBeUndefined();
	expect(await countLabelFiles('/nowhere', {expected: 1, signal})).toBeUndefined();
});
