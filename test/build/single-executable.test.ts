import {execFile, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
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
