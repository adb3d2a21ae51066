import {
	chmodSync,
	chownSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	beforeAll,
	expect,
	it,
} from 'vitest';
import {findRuntimes, runBundle} from './run-bundle.ts';

let home: string;

beforeAll(() => {
	home = mkdtempSync(path.join(tmpdir(), 'yolotop-cache-'));
});

afterAll(() => {
	rmSync(home, {recursive: true, force: true});
});

const compiled = (folder: string) => readdirSync(folder, {recursive: true}).length;

it.each(findRuntimes())('the second start on $name finds what the first one compiled', async runtime => {
	const cache = path.join(home, runtime.name);
	const run = async () => runBundle(['--version'], {runtime, environment: {HOME: home, XDG_CACHE_HOME: cache}});
	const first = await run();
	expect(first).toMatchObject({exitCode: 0, stderr: ''});
	if (runtime.name.startsWith('Node 20.')) {
		return;
	}

	const files = compiled(path.join(cache, 'yolotop'));
	expect(files).toBeGreaterThan(3);
	expect(await run()).toEqual(first);
	expect(compiled(path.join(cache, 'yolotop'))).toBe(files);
});

it('a relative folder is ignored, and the one in the home directory taken', async () => {
	const own = path.join(home, 'person');
	mkdirSync(own);
	expect(await runBundle(['--version'], {environment: {HOME: own, XDG_CACHE_HOME: 'here'}, cwd: own})).toMatchObject({exitCode: 0});
	expect(readdirSync(own)).toEqual(['.cache']);
});

it('without a home directory nothing is kept', async () => {
	const empty = path.join(home, 'temporary');
	mkdirSync(empty);
	expect(await runBundle(['--version'], {environment: {HOME: '', TMPDIR: empty}})).toMatchObject({exitCode: 0, stderr: ''});
	expect(readdirSync(empty)).toEqual([]);
});

it('a folder that cannot be made is no error', async () => {
	const file = path.join(home, 'file');
	writeFileSync(file, '');
	expect(await runBundle(['--version'], {environment: {XDG_CACHE_HOME: file}})).toMatchObject({exitCode: 0, stderr: ''});
});

it.skipIf(findRuntimes().every(({name}) => name.startsWith('Node 20.')))('a folder that others may write is none', async () => {
	const cache = path.join(home, 'open');
	mkdirSync(path.join(cache, 'yolotop'), {recursive: true});
	chmodSync(path.join(cache, 'yolotop'), 0o777);
	const runtime = findRuntimes().find(({name}) => !name.startsWith('Node 20.'))!;
	expect(await runBundle(['--version'], {runtime, environment: {XDG_CACHE_HOME: cache}})).toMatchObject({exitCode: 0, stderr: ''});
	expect(readdirSync(path.join(cache, 'yolotop'))).toEqual([]);
	chmodSync(path.join(cache, 'yolotop'), 0o700);
	expect(await runBundle(['--version'], {runtime, environment: {XDG_CACHE_HOME: cache}})).toMatchObject({exitCode: 0, stderr: ''});
	expect(readdirSync(path.join(cache, 'yolotop'))).not.toEqual([]);
});

it.skipIf(process.getuid?.() !== 0)('one of another person is none', async () => {
	const cache = path.join(home, 'others');
	mkdirSync(path.join(cache, 'yolotop'), {recursive: true, mode: 0o700});
	chownSync(path.join(cache, 'yolotop'), 65_534, 65_534);
	expect(await runBundle(['--version'], {environment: {XDG_CACHE_HOME: cache}})).toMatchObject({exitCode: 0, stderr: ''});
	expect(readdirSync(path.join(cache, 'yolotop'))).toEqual([]);
});
