import {spawnSync} from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const {version, devDependencies, scripts} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {version: string; devDependencies: Readonly<Record<string, string>>; scripts: Readonly<Record<string, string>>};
let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'yolotop-release-'));
});

afterEach(() => {
	rmSync(folder, {recursive: true, force: true});
});

const run = (script: string, words: readonly string[], programs = process.env.PATH ?? '') => spawnSync(process.execPath, [path.join(root, 'build/release', script), ...words], {cwd: folder, encoding: 'utf8', env: Object.fromEntries([['PATH', programs], ['HOME', folder]])});

describe('a release', () => {
	const git = (...words: readonly string[]) => spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], {cwd: folder, encoding: 'utf8', env: Object.fromEntries([['PATH', process.env.PATH ?? ''], ['HOME', folder]])});

	function createClone(changelog: string): void {
		writeFileSync(path.join(folder, 'package.json'), '{"version": "1.2.3"}');
		writeFileSync(path.join(folder, 'changelog.md'), changelog);
		git('init', '--quiet');
		git('add', '.');
		git('commit', '--quiet', '--message', 'a');
	}

	test.each<[string, string, (() => void) | undefined, string]>([
		['a clean clone with a section for its version', '# Changelog\n\n## 1.2.3 – 2026-01-01\n', undefined, ''],
		['a section without a date', '## 1.2.3\n', undefined, ''],
		['no section for the version', '## 1.2.30 – 2026-01-01\n\nSince 1.2.3\n', undefined, 'No release: changelog.md has no section for 1.2.3. Add “## 1.2.3 – DATE” with what is new, or correct the version in package.json.\n'],
		['a file that git does not know', '## 1.2.3\n', () => {
			writeFileSync(path.join(folder, 'new'), '');
		}, 'No release: There are changes that are not committed. Commit or remove them first:\n?? new\n'],
		['a changed file', '## 1.2.3\n', () => {
			writeFileSync(path.join(folder, 'changelog.md'), '## 1.2.3\n\nMore\n');
		}, 'No release: There are changes that are not committed. Commit or remove them first:\n M changelog.md\n'],
		['a directory without git', '## 1.2.3\n', () => {
			rmSync(path.join(folder, '.git'), {recursive: true});
		}, 'No release: git does not know this directory, so nobody could say later what was released. Release from a clone.\n'],
	])('of %s', (_name, changelog, change, stderr) => {
		createClone(changelog);
		change?.();
		expect(run('check.js', [])).toMatchObject({stdout: '', stderr, status: stderr === '' ? 0 : 1});
	});

	test('and what npm publishes are checked before anything is made', () => {
		expect(scripts.prerelease).toMatch(/^node build\/release\/check\.js && /);
		expect(scripts.prepublishOnly).toMatch(/^node build\/release\/check\.js && .* test\/build\/package\.test\.ts$/);
	});

	test('has the licences of the Node that it contains', () => {
		expect(readFileSync(path.join(root, `build/release/node-${/\d+/.exec(devDependencies.node!)![0]}-license.txt`), 'utf8')).toMatch(/^Node\.js is licensed for use as follows:\n/);
	});
});

describe('the image', () => {
	/** A docker command that writes its words into a file, says that it is this version and ends like this when it builds. */
	function createDocker(answer: string, exitCode: number): void {
		mkdirSync(path.join(folder, 'bin'));
		writeFileSync(path.join(folder, 'bin/docker'), `#!/bin/sh\necho "$*" >> '${folder}/words'\n[ "$1" = run ] && echo '${answer}' && exit\necho progress\nexit ${exitCode}\n`, {mode: 0o755});
	}

	const make = (...words: readonly string[]) => run('image.js', words, `${folder}/bin:/usr/bin:/bin`);

	test.each([
		[[], '', 'yolotop'],
		[['my-node'], '--build-arg BASE=my-node ', 'yolotop'],
		[['my-node', 'other'], '--build-arg BASE=my-node ', 'other'],
	])('with %j is built, gets its names and is started once', (words, base, name) => {
		createDocker(`yolotop ${version}`, 0);
		expect(make(...words)).toMatchObject({stdout: expect.stringContaining(`${name}:${version}`) as string, stderr: 'progress\n', status: 0});
		expect(readFileSync(path.join(folder, 'words'), 'utf8')).toBe(`build ${base}--tag ${name}:${version} --tag ${name}:latest .\nrun --rm --network none --read-only ${name}:${version} --version\n`);
	});

	test.each([
		['that is not built', `yolotop ${version}`, 1, 'progress\nNo image: docker build failed. What it says is above.\n'],
		['that does not answer', 'no such file', 0, `progress\nNo image: it answers “no such file” when it is asked for its version, not “yolotop ${version}”.\n`],
	])('%s is reported', (_name, answer, exitCode, stderr) => {
		createDocker(answer, exitCode);
		expect(make()).toMatchObject({stdout: '', stderr, status: 1});
	});

	test('without docker says so', () => {
		expect(run('image.js', [], path.join(folder, 'none'))).toMatchObject({stdout: '', stderr: 'No image: the docker command does not start (ENOENT). Install it first.\n', status: 1});
	});
});
