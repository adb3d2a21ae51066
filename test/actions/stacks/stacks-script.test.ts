import {execFileSync, spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {
	afterEach,
	describe,
	expect,
	test,
} from 'vitest';
import {readProcessStacks} from '../../../source/actions/stacks/read-stacks.ts';
import {stacksScript} from '../../../source/actions/stacks/stacks-script.ts';
import {environmentOf, pythons} from '../../probe/run-python.ts';

const {signal} = new AbortController();
const children: ChildProcess[] = [];

afterEach(() => {
	for (const child of children.splice(0)) {
		// With all that it has started.
		try {
			process.kill(-child.pid!, 'SIGKILL');
		} catch {
			// It has ended.
		}

		child.stdout?.destroy();
	}
});

/** Starts a program that says when it is in place. */
async function start(program: string, {python = 'python3', words = [], environment = {}}: {readonly python?: string; readonly words?: readonly string[]; readonly environment?: Readonly<Record<string, string | undefined>>} = {}): Promise<ChildProcess & {readonly pid: number}> {
	const child = spawn(python, ['-B', ...words, '-c', program], {env: environmentOf(environment), stdio: ['ignore', 'pipe', 'inherit'], detached: true});
	children.push(child);
	await once(child.stdout, 'data');
	return child as ChildProcess & {readonly pid: number};
}

const waiting = 'import time\ndef wait_here():\n    print("ready", flush=True)\n    time.sleep(60)\nwait_here()';
const isAlive = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

async function stacksOf(pid: number) {
	const reading = await readProcessStacks(pid, signal);
	return reading.kind === 'read' ? reading.processes : [];
}

describe.skipIf(pythons.size === 0 || process.platform !== 'linux')('the stacks of a training', () => {
	// The oldest and the newest.
	test.each([...pythons].filter((_, index) => [0, pythons.size - 1].includes(index)))('are told with Python %s, and it goes on', async (_, python) => {
		const child = await start(waiting, {python});
		for (const _round of [1, 2]) {
			const stacks = await stacksOf(child.pid);
			expect(stacks).toMatchObject([{pid: child.pid, answer: 'stack', frames: [{function: 'wait_here', line: 4}, {function: '<module>'}]}]);
		}

		expect(isAlive(child)).toBe(true);
	});

	test.each([
		['of another program', waiting, {environment: {YOLOTOP_PROBE: undefined}}],
		['with -S', waiting, {words: ['-S']}],
		['with -I', waiting, {words: ['-I']}],
		['whose own sitecustomize is in the place of the probe', waiting, {environment: {PYTHONPATH: 'test/probe/stand-ins/shadowed'}}],
		['that has taken the handler away', `import faulthandler, signal\nfaulthandler.unregister(57)\nsignal.signal(57, signal.SIG_DFL)\n${waiting}`, {}],
		['that has closed the file', `import os\nos.closerange(3, 4096)\n${waiting}`, {}],
	] as const)('are not asked of a process %s: the signal would end it', async (_, program, options) => {
		const child = await start(program, options);
		expect(await stacksOf(child.pid)).toMatchObject([{pid: child.pid, answer: 'none', frames: []}]);
		expect(isAlive(child)).toBe(true);
	});

	test('of forked workers and of ranks, the parent first, but not of other programs that it has started', async () => {
		const program = `
import os, subprocess, sys, time
sleeper = subprocess.Popen(['sleep', '60'])
def work():
    time.sleep(60)
for rank in range(2):
    if os.fork() == 0:
        work()
${waiting}`;
		const child = await start(program, {environment: {RANK: '3', WORLD_SIZE: '4'}});
		const stacks = await stacksOf(child.pid);
		expect(stacks.map(({parent, rank, answer, frames}) => [parent === child.pid, rank, answer, frames[0]?.function])).toEqual([
			[false, 3, 'stack', 'wait_here'], [true, 3, 'stack', 'work'], [true, 3, 'stack', 'work'],
		]);
	});

	test('a process that is stopped gives no answer, and is told as it is', async () => {
		const child = await start(waiting);
		child.kill('SIGSTOP');
		expect(await stacksOf(child.pid)).toMatchObject([{answer: 'silent', state: 'T', frames: []}]);
		child.kill('SIGCONT');
		expect(await stacksOf(child.pid)).toMatchObject([{answer: 'stack'}]);
	});

	test('at the end of Python the signal is ignored', async () => {
		// The module is unloaded after the handlers of exit, so the signal comes when the handler is gone.
		const program = `
import ctypes, os, sys
class AtTheEnd:
    def __del__(self, kill=os.kill, pid=os.getpid()):
        kill(pid, 57)
sys.modules['zzz'] = AtTheEnd()
print('ready', flush=True)
import faulthandler
faulthandler.unregister(57)
os.kill(os.getpid(), 57)
`;
		const child = await start(program);
		const [code, ended] = child.exitCode === null ? await once(child, 'exit') as [number, string] : [child.exitCode, undefined];
		expect([code, ended ?? undefined]).toEqual([0, undefined]);
	});

	test('the probe takes no number of a file that a program may count on, and no program that is started has it', async () => {
		const printed = execFileSync('python3', ['-B', '-c', 'import os, subprocess; print(sorted(int(n) for n in os.listdir("/proc/self/fd"))[:4]); print(subprocess.run(["ls", "-l", "/proc/self/fd"], close_fds=False, stdout=subprocess.PIPE).stdout.decode().count("yolotop-stacks"))'], {encoding: 'utf8', env: environmentOf({})});
		expect(printed).toMatch(/^\[0, 1, 2, 3\]\n0\n$/);
	});
});

test('the program beside a training is Python 3.6', () => {
	const oldest = [...pythons.values()].at(0);
	if (oldest !== undefined) {
		execFileSync(oldest, ['-c', 'import ast, sys; ast.parse(sys.argv[1])', stacksScript]);
	}

	expect(readFileSync('probe/yolotop_stacks.py', 'utf8')).toContain('SIGNAL = 57');
	expect(stacksScript).toContain('\'yolotop-stacks\', 57');
});
