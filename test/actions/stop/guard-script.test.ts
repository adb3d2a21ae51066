import {Buffer} from 'node:buffer';
import {spawn, spawnSync} from 'node:child_process';
import {
	closeSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	test,
	vi,
} from 'vitest';
import {
	guardWords,
	readGuard,
	type GuardLook,
	type GuardRequest,
} from '../../../source/actions/stop/guard.ts';
import {zipBytes} from '../../training/checkpoint/checkpoint-bytes.ts';
import {
	best3,
	best4,
	guardStates,
	held,
	pickleOf,
	rows,
	yolov5Table,
	type Checkpoint,
} from './guard-states.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) {
	console.warn('NO PYTHON, the guard is not tested.');
}

describe.skipIf(!hasPython)('the guard', () => {
	let directory: string;

	beforeEach(() => {
		directory = mkdtempSync(path.join(tmpdir(), 'a run '));
		mkdirSync(path.join(directory, 'weights'));
	});
	afterEach(() => {
		rmSync(directory, {recursive: true, force: true});
	});

	function write(file: string, bytes: Uint8Array | string, ageSeconds = 0): void {
		const target = path.join(directory, file);
		writeFileSync(target, bytes);
		const at = (Date.now() / 1000) - ageSeconds;
		utimesSync(target, at, at);
	}

	function writeCheckpoint(name: string, checkpoint: Checkpoint | undefined): void {
		if (checkpoint === undefined) {
			return;
		}

		const whole = checkpoint.isOld ? Buffer.concat([Buffer.from([0x80, 2, 0x8A, 0x0A]), Buffer.alloc(5000)]) : zipBytes([[`${name}/data.pkl`, pickleOf(checkpoint)], [`${name}/data/0`, new Uint8Array(9000)], [`${name}/version`, Buffer.from('3\n')]]);
		write(`weights/${name}.pt`, whole.subarray(0, checkpoint.cutTo ?? whole.length), checkpoint.ageSeconds);
	}

	async function run(request: Partial<GuardRequest>, onLook?: (look: GuardLook) => void) {
		const child = spawn('python3', guardWords({
			mode: 'look', pid: process.pid, startTicks: 0, runDirectory: directory, isAfterEpoch: false, isUnsaved: false, ...request,
		}), {stdio: ['pipe', 'pipe', 'inherit']});
		child.stdin.on('error', () => undefined);
		return readGuard({
			output: child.stdout,
			write(text) {
				child.stdin.write(text);
			},
			leave() {
				child.stdin.end();
			},
		}, {signal: new AbortController().signal, ...(onLook && {onLook})});
	}

	/** A process of long ago, so that files of any age are its own. */
	const oldest = 1;

	test.each(guardStates)('%s: %j is %s', async (_, state, verdict, completedEpochs) => {
		if (state.table !== undefined) {
			write(state.tableName ?? 'results.csv', state.table, state.tableAgeSeconds);
		}

		writeCheckpoint('last', state.last);
		writeCheckpoint('best', state.best);
		const descriptor = state.open === undefined ? undefined : openSync(path.join(directory, state.open), 'w');
		try {
			const {look} = await run({pid: descriptor === undefined ? oldest : process.pid, isUnsaved: state.isUnsaved ?? false});
			expect(look).toMatchObject({verdict, completedEpochs});
		} finally {
			if (descriptor !== undefined) {
				closeSync(descriptor);
			}
		}
	});

	test('files of a process before say nothing about this one', async () => {
		write('results.csv', yolov5Table(rows(5)), 1e6);
		writeCheckpoint('last', {epoch: -1, ageSeconds: 1e6});
		const {look} = await run({});
		expect(look).toMatchObject({verdict: 'rest'});
	});

	describe('of a process', () => {
		let child: ReturnType<typeof spawn>;

		afterEach(() => {
			child.kill('SIGKILL');
		});

		const ended = async () => new Promise(resolve => {
			child.once('exit', (_, signal) => {
				resolve(signal);
			});
		});

		test('the interrupt is sent at once where nothing is being written', async () => {
			child = spawn('sleep', ['60']);
			const end = ended();
			write('results.csv', yolov5Table(rows(4)));
			writeCheckpoint('last', held(4, best4));
			writeCheckpoint('best', held(4));
			expect(await run({mode: 'end', pid: child.pid!, trainingSignal: 'SIGINT'})).toMatchObject({end: 'sent', look: {verdict: 'rest', completedEpochs: 4}});
			await expect(end).resolves.toBe('SIGINT');
		});

		test('after the epoch it is sent when its checkpoint is whole', async () => {
			child = spawn('sleep', ['60']);
			const end = ended();
			write('results.csv', yolov5Table(rows(3)));
			writeCheckpoint('last', held(3, best3));
			writeCheckpoint('best', held(3));
			const result = await run({
				mode: 'end', pid: child.pid!, trainingSignal: 'SIGINT', isAfterEpoch: true, epochs: 9,
			}, ({completedEpochs, verdict}) => {
				if (completedEpochs !== 3 || verdict !== 'rest') {
					return;
				}

				write('results.csv', yolov5Table(rows(4)));
				writeCheckpoint('last', held(4, best4));
				writeCheckpoint('best', held(4));
			});
			expect(result).toMatchObject({end: 'sent', look: {completedEpochs: 4, targetEpoch: 4}});
			await expect(end).resolves.toBe('SIGINT');
		});

		test('the last epoch is left to its end, whatever the caller believes', async () => {
			child = spawn('sleep', ['60']);
			write('results.csv', yolov5Table(rows(3)));
			write('opt.yaml', 'weights: x.pt\nepochs: 4\n');
			writeCheckpoint('last', held(3, best3));
			writeCheckpoint('best', held(3));
			expect(await run({
				mode: 'end', pid: child.pid!, trainingSignal: 'SIGINT', isAfterEpoch: true, epochs: 300,
			})).toMatchObject({end: 'last-epoch', look: {targetEpoch: 4}});
			expect(child.exitCode ?? child.signalCode).toBeNull();
		});

		test('a shell with jobs does not notice the look: it would go on as if the training were over', async () => {
			child = spawn('bash', ['-c', 'set -m; (echo $BASHPID; exec sleep 60); echo "ended $?"'], {stdio: ['ignore', 'pipe', 'ignore']});
			let output = '';
			child.stdout!.on('data', (text: Uint8Array) => {
				output += Buffer.from(text).toString();
			});
			await vi.waitFor(() => {
				expect(output).toMatch(/^\d+\n/);
			}, 10_000);
			const sleeping = Number(output);
			expect(await run({mode: 'end', pid: sleeping})).toMatchObject({end: 'sent'});
			process.kill(sleeping, 'SIGTERM');
			await vi.waitFor(() => {
				expect(output).toContain('ended');
			}, 10_000);
			expect(output).toContain('ended 143');
		});

		test('another process with the same number is left alone', async () => {
			child = spawn('sleep', ['60']);
			expect(await run({
				mode: 'end', pid: child.pid!, startTicks: 1, trainingSignal: 'SIGKILL',
			})).toEqual({end: 'gone', look: expect.anything() as GuardLook});
			expect(child.exitCode ?? child.signalCode).toBeNull();
		});
	});
});
