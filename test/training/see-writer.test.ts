import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {
	mkdir,
	mkdtemp,
	realpath,
	rm,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import {seeWriter} from '../../source/training/see-writer.ts';

let root = '';
let children: ChildProcess[] = [];

beforeEach(async () => {
	root = await realpath(await mkdtemp(path.join(tmpdir(), 'yolotop-writer-')));
	await mkdir(path.join(root, 'runs', 'train', 'exp'), {recursive: true});
});

afterEach(async () => {
	for (const child of children) {
		child.kill('SIGKILL');
	}

	children = [];
	await rm(root, {recursive: true, force: true});
});

/** A process under a name of its own, which says when it stands. */
async function start(name: string, directory: string, script: string): Promise<void> {
	const child = spawn(process.execPath, ['-e', `${script}; console.log('up'); setInterval(() => {}, 1000)`, '_'], {
		argv0: name, cwd: directory, stdio: ['ignore', 'pipe', 'ignore'],
	});
	children.push(child);
	await once(child.stdout, 'data');
}

describe.skipIf(process.platform !== 'linux')('who writes a run directory', () => {
	test.each([
		['an own script that was started above it may', 'python', () => root, ''],
		['a program with one of its files open may', 'python3.11', () => tmpdir(), 'require("fs").openSync(process.env.FILE, "a")'],
	] as const)('%s', async (_, name, directory, script) => {
		const file = path.join(root, 'runs/train/exp/events.out');
		await start(name, directory(), script.replace('process.env.FILE', JSON.stringify(file)));
		expect(await seeWriter(path.join(root, 'runs/train/exp'))).not.toBe(false);
	});

	test('is told to be nobody only where that is known', async () => {
		// Other programs of this machine, in containers too, may be in the way of certainty; never is it said that somebody writes.
		expect(await seeWriter(path.join(root, 'runs/train/exp'))).not.toBe(true);
	});
});
