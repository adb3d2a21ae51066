import {
	mkdtemp,
	readFile,
	readdir,
	rm,
	writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	expect,
	test,
} from 'vitest';
import {expandPath, saveText} from '../../source/cli/save-text.ts';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(path.join(os.tmpdir(), 'yolotop-save-'));
});
afterEach(async () => {
	await rm(folder, {recursive: true});
});

test('writes a new file and gives its whole path', async () => {
	const target = path.join(folder, '日志.txt');
	await expect(saveText(` ${target} `, ['a\n', '训练\n'])).resolves.toBe(target);
	expect(await readFile(target, 'utf8')).toBe('a\n训练\n');
	expect(await readdir(folder)).toEqual(['日志.txt']);
});

test('leaves a file that is there as it is', async () => {
	const target = path.join(folder, 'log.txt');
	await writeFile(target, 'old');
	await expect(saveText(target, ['new'])).rejects.toMatchObject({code: 'file-exists', values: {path: target}});
	expect(await readFile(target, 'utf8')).toBe('old');
});

test('says why nothing was written, and leaves nothing half written', async () => {
	await expect(saveText(path.join(folder, 'no', 'log.txt'), ['x'])).rejects.toMatchObject({code: 'file-not-written', values: {reason: 'no such directory'}});
	const target = path.join(folder, 'log.txt');
	await expect(saveText(target, (function * () {
		yield 'half';
		throw Object.assign(new Error('full'), {code: 'ENOSPC'});
	})())).rejects.toMatchObject({code: 'file-not-written', values: {reason: 'no space left on the device'}});
	expect(await readdir(folder)).toEqual([]);
});

test('~ is the home of the person', () => {
	expect(expandPath('~/a.txt')).toBe(path.join(os.homedir(), 'a.txt'));
	expect(expandPath('a~b')).toBe(path.resolve('a~b'));
});
