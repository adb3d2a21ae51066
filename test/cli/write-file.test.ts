import {
	mkdtemp,
	readdir,
	readFile,
	rm,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {writeWholeFile} from '../../source/cli/write-file.ts';

test('replaces a file, and leaves nothing of one that cannot be written', async () => {
	const directory = await mkdtemp(path.join(tmpdir(), 'write-'));
	const file = path.join(directory, 'run.csv');
	await writeWholeFile(file, 'first');
	await writeWholeFile(file, 'second');
	expect(await readFile(file, 'utf8')).toBe('second');
	await expect(writeWholeFile(directory, 'text')).rejects.toMatchObject({code: 'file-unwritable', values: {path: directory}});
	await expect(writeWholeFile(path.join(directory, 'none/run.csv'), 'text')).rejects.toMatchObject({code: 'file-unwritable'});
	expect(await readdir(directory)).toEqual(['run.csv']);
	await rm(directory, {recursive: true});
});
