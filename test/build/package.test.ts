import {execFile, spawnSync} from 'node:child_process';
import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
} from 'node:fs';
import process from 'node:process';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	it,
} from 'vitest';
import {findRuntimes, personEnvironment} from '../cli/run-bundle.ts';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- It has a promisified form of its own.
const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
let directory = '';
let tarball = '';
let files: ReadonlyArray<{readonly path: string}> = [];
let unpackedSize = 0;
let size = 0;

beforeAll(async () => {
	directory = mkdtempSync(path.join(tmpdir(), 'yolotop-package-'));
	// Without scripts: the build that the other tests use stays.
	const {stdout} = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory], {cwd: root});
	const answer: unknown = JSON.parse(stdout);
	const packed = (Array.isArray(answer) ? answer : Object.values(answer as Record<string, unknown>))[0] as {filename: string; files: typeof files; size: number; unpackedSize: number};
	({files, unpackedSize, size} = packed);
	tarball = path.join(directory, packed.filename);
	await run('npm', ['install', '--global', '--offline', '--ignore-scripts', '--prefix', path.join(directory, 'prefix'), tarball], {env: {...process.env, ...Object.fromEntries([['npm_config_cache', path.join(directory, 'cache')]])}});
});
afterAll(() => {
	rmSync(directory, {recursive: true, force: true});
});

describe('the package', () => {
	it('holds the program, its licences and its pages, and nothing of the development', () => {
		const names = files.map(file => file.path);
		for (const expected of ['dist/cli.js', 'dist/yolotop.1', 'dist/third-party-notices.txt', 'license', 'readme.md', 'changelog.md', 'package.json']) {
			expect(names).toContain(expected);
		}

		expect(names.filter(name => !/^(?:dist\/[\w-]+\.(?:c?js|1|txt)|license|readme(?:\.zh)?\.md|changelog\.md|package\.json)$/.test(name))).toEqual([]);
		expect(size).toBeLessThan(950_000);
		expect(unpackedSize).toBeLessThan(4_000_000);
	});

	it('asks for no other package and runs no script when it is installed', () => {
		const {dependencies, scripts} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {dependencies?: unknown; scripts: Record<string, string>};
		expect(dependencies).toBeUndefined();
		expect(Object.keys(scripts).filter(name => /^(?:pre|post)?install$|^prepare$/.test(name))).toEqual([]);
		expect(readdirSync(path.join(directory, 'prefix/lib/node_modules'))).toEqual(['yolotop']);
	});

	it('brings its manual page', () => {
		expect(readFileSync(path.join(directory, 'prefix/share/man/man1/yolotop.1'), 'utf8')).toContain('.TH YOLOTOP 1');
	});

	it.each(findRuntimes())('runs on $name after an installation', ({executable}) => {
		const command = path.join(directory, 'prefix/bin/yolotop');
		const version = spawnSync(executable, [command, '--version'], {encoding: 'utf8', env: personEnvironment()});
		expect(version.stderr).toBe('');
		expect(version.stdout).toMatch(/^yolotop \d+\.\d+\.\d+\nnode \d.*ink \d.*react \d/);
		const status = spawnSync(executable, [command, 'status', path.join(root, 'test/recordings/v7-detect-tty/stream.raw'), '--format', '{status} {epoch}'], {encoding: 'utf8', env: personEnvironment()});
		expect(status.stdout).toBe('finished 30\n');
	});

	it('names every package inside it with its licence', () => {
		const notices = readFileSync(path.join(root, 'dist/third-party-notices.txt'), 'utf8');
		for (const name of ['ink', 'react', 'dockerode', 'docker-modem', 'asciichart', 'meow', 'yaml', 'yoga-layout']) {
			expect(notices).toMatch(new RegExp(String.raw`^${name} \d+\.\d+\.\d+ \(\S+\)$`, 'm'));
		}

		expect(notices).toContain('Apache License');
		expect(notices).toContain('Permission is hereby granted, free of charge');
	});
});
