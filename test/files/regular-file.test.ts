import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	expect,
	test,
} from 'vitest';
import {
	openFilePieces,
	openRegularFile,
	readFileStart,
	readTextFile,
	readTextFileSync,
} from '../../source/files/regular-file.ts';
import {makeOdd, oddKinds} from './odd-files.ts';

let folder: string;
const cleanUps: Array<() => void> = [];

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'files-'));
});

afterEach(() => {
	for (const cleanUp of cleanUps.splice(0)) {
		cleanUp();
	}

	rmSync(folder, {recursive: true, force: true});
});

const readers = {
	openRegularFile,
	openFilePieces,
	readFileStart: async (file: string) => readFileStart(file, 100),
	readTextFile: async (file: string) => readTextFile(file, 100),
	readTextFileSync: async (file: string) => readTextFileSync(file, 100),
};

test.each(oddKinds.flatMap(kind => Object.entries(readers).map(([name, read]) => [kind, name, read] as const)))('a %s is refused by %s, without waiting', async (kind, _name, read) => {
	const file = path.join(folder, 'odd');
	cleanUps.push(await makeOdd(kind, file));
	await expect(read(file)).rejects.toMatchObject({code: `file-is-${kind}`, values: {path: file}});
});

test('a regular file is read, a larger one is refused or read in part, one of the kernel has no size', async () => {
	const file = path.join(folder, 'file');
	writeFileSync(file, 'x'.repeat(200_000));
	expect(await readTextFile(file, 200_000)).toHaveLength(200_000);
	expect(readTextFileSync(file, 200_000)).toHaveLength(200_000);
	expect(await readFileStart(file, 70_000)).toHaveLength(70_000);
	await expect(readTextFile(file, 199_999)).rejects.toMatchObject({code: 'file-too-large'});
	expect(() => readTextFileSync(file, 199_999)).toThrow('file-too-large');
	let length = 0;
	for await (const piece of await openFilePieces(file)) {
		length += piece.length;
	}

	expect(length).toBe(200_000);
	expect(await readTextFile('/proc/self/status', 100_000)).toContain('Name:');
	await expect(readTextFile(path.join(folder, 'none'), 1)).rejects.toMatchObject({code: 'ENOENT'});
});
