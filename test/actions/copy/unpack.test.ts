import {
	mkdtemp,
	readFile,
	readdir,
	rm,
	stat,
	symlink,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import {safeParts, unpackArchive} from '../../../source/actions/copy/unpack.ts';
import {
	inPieces,
	paxPath,
	tarBytes,
	type TarFixture,
} from './tar-bytes.ts';

describe('unpacking what a container sends', () => {
	let base: string;
	let target: string;

	beforeEach(async () => {
		base = await mkdtemp(path.join(tmpdir(), 'unpack-'));
		target = path.join(base, 'exp');
	});

	afterEach(async () => {
		await rm(base, {recursive: true, force: true});
	});

	const unpack = async (entries: readonly TarFixture[], size = 1000, hasEnd = true) => unpackArchive(inPieces(tarBytes(entries, hasEnd), size), target);

	test.each([1, 511, 512, 100_000])('writes files and folders from pieces of %i bytes', async size => {
		const long = `exp/${'deep/'.repeat(40)}file.txt`;
		const result = await unpack([
			{name: 'exp/', kind: '5'},
			{name: 'exp/weights/', kind: '5'},
			{name: 'exp/weights/last.pt', content: 'x'.repeat(3000)},
			{name: 'exp/empty'},
			paxPath(long),
			{name: 'exp/short', content: 'long'},
		], size);
		expect(result).toEqual({files: 3, bytes: 3004, skipped: []});
		expect(await readFile(path.join(target, 'weights/last.pt'), 'utf8')).toBe('x'.repeat(3000));
		expect(await readFile(path.join(target, long.slice('exp/'.length)), 'utf8')).toBe('long');
		const facts = await stat(path.join(target, 'empty'));
		expect([facts.size, facts.mtimeMs]).toEqual([0, 1_610_612_736 * 1000]);
	});

	test('writes nothing outside, makes no link and follows none', async () => {
		await writeFile(path.join(base, 'victim'), 'untouched');
		const result = await unpack([
			{name: 'exp/', kind: '5'},
			{name: 'exp/../../victim', content: 'overwritten'},
			{name: '../victim', content: 'overwritten'},
			paxPath('exp/../../victim'),
			{name: 'exp/x', content: 'overwritten'},
			{name: 'exp/out', kind: '2', link: '..'},
			{name: 'exp/out/victim', content: 'inside'},
			{name: 'exp/hard', kind: '1', link: '/etc/passwd'},
			{name: 'exp/device', kind: '3'},
			{name: '/exp/absolute', content: 'inside'},
		]);
		expect(await readFile(path.join(base, 'victim'), 'utf8')).toBe('untouched');
		expect(await readFile(path.join(target, 'out/victim'), 'utf8')).toBe('inside');
		expect(await readFile(path.join(target, 'absolute'), 'utf8')).toBe('inside');
		expect(await readdir(base)).toEqual(['exp', 'victim']);
		expect(result.skipped).toEqual(['exp/../../victim', '../victim', 'exp/../../victim', 'exp/out', 'exp/hard', 'exp/device']);
	});

	test('never writes into what is there already', async () => {
		await symlink('/tmp', target);
		await expect(unpack([{name: 'exp/file', content: 'x'}])).rejects.toMatchObject({code: 'file-unwritable'});
		expect(await readdir(base)).toEqual(['exp']);
	});

	test('a name that comes twice is refused, and what was written is removed', async () => {
		await expect(unpack([{name: 'exp/file', content: 'x'}, {name: 'exp/file', content: 'y'}])).rejects.toMatchObject({code: 'file-unwritable'});
		expect(await readdir(base)).toEqual([]);
	});

	test('an archive that breaks off is no success', async () => {
		await expect(unpack([{name: 'exp/file', content: 'x'}], 1000, false)).rejects.toMatchObject({code: 'archive-broken'});
		expect(await readdir(base)).toEqual([]);
	});

	test.each([
		['exp/a/b', ['a', 'b']],
		['./exp/a', ['a']],
		['/exp/a', ['a']],
		['exp', []],
		['..', undefined],
		['exp/..', undefined],
		[String.raw`exp/a\..\b`, undefined],
		['exp/a\0b', undefined],
	])('the path %j', (name, parts) => {
		expect(safeParts(name)).toEqual(parts);
	});
});
