import {
	existsSync,
	mkdtempSync,
	rmSync,
	statSync,
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
	test,
	vi,
} from 'vitest';
import {makeFolder, makeFolderSync} from '../../source/files/make-folder.ts';

let base: string;

beforeEach(() => {
	base = mkdtempSync(path.join(tmpdir(), 'folders-'));
});

afterEach(() => {
	vi.unstubAllEnvs();
	rmSync(base, {recursive: true, force: true});
});

describe.each<[string, (folder: string, mode?: number) => Promise<void>]>([
	['at once', async (folder, mode) => {
		makeFolderSync(folder, mode);
	}],
	['without waiting', makeFolder],
])('made %s', (_name, make) => {
	test('with those above it, each with its mode, and again', async () => {
		await make(path.join(base, 'a', 'b', 'c'), 0o700);

		expect(['a', 'a/b', 'a/b/c'].map(folder => statSync(path.join(base, folder)).mode % 0o1000)).toEqual([0o700, 0o700, 0o700]);
		await make(path.join(base, 'a', 'b', 'c'), 0o700);
	});

	test('several times at once', async () => {
		await Promise.all(Array.from({length: 5}, async () => make(path.join(base, 'x', 'y', 'z'))));
		expect(existsSync(path.join(base, 'x', 'y', 'z'))).toBe(true);
	});

	test.skipIf(!existsSync('/proc/self')).each(['/proc/.cache/yolotop', '/proc/self/.cache/a/b'])('%s is refused soon', async folder => {
		await expect(make(folder)).rejects.toThrow(/ENOENT|EACCES|EPERM/);
	});

	test('a home that is missing is not made', async () => {
		vi.stubEnv('HOME', path.join(base, 'home'));
		for (const folder of ['home/.cache', 'home/.local/state/yolotop']) {
			await expect(make(path.join(base, folder))).rejects.toThrow('ENOENT');
		}

		expect(existsSync(path.join(base, 'home'))).toBe(false);
		await make(path.join(base, 'home'));
		await make(path.join(base, 'home', '.local', 'state'));
	});

	test('a file in the place of one, and a link to nothing', async () => {
		writeFileSync(path.join(base, 'file'), '');
		await expect(make(path.join(base, 'file'))).rejects.toThrow('EEXIST');
		await expect(make(path.join(base, 'file', 'below'))).rejects.toThrow('ENOTDIR');
		symlinkSync(path.join(base, 'nothing'), path.join(base, 'link'));
		await expect(make(path.join(base, 'link', 'below'))).rejects.toThrow(/EEXIST|ENOENT/);
	});
});
