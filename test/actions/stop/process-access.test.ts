import {spawn, spawnSync} from 'node:child_process';
import {
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	test,
	vi,
} from 'vitest';
import {createActionJournal, type ActionJournal} from '../../../source/actions/action-journal.ts';
import type {ActionParts} from '../../../source/actions/actions.ts';
import {createProcessActions, createWriterActions} from '../../../source/actions/process-actions.ts';
import {createWriterAccess} from '../../../source/actions/stop/process-access.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';
import {findHostWriter} from '../../../source/training/find-writer.ts';
import {inspectCheckpoint} from '../../../source/training/checkpoint/checkpoint-inspection.ts';
import {programs} from '../../docker/engine-fixture.ts';
import {trainerEnvironment} from '../../docker/training-container.ts';
import {checkpointBytes} from '../../training/checkpoint/checkpoint-bytes.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('a training that is a process of this machine', () => {
	let directory: string;
	let child: ReturnType<typeof spawn>;

	beforeEach(() => {
		directory = mkdtempSync(path.join(tmpdir(), 'process-'));
		mkdirSync(path.join(directory, 'exp/weights'), {recursive: true});
		writeFileSync(path.join(directory, 'exp/results.csv'), 'epoch\n0\n');
		writeFileSync(path.join(directory, 'exp/weights/last.pt'), checkpointBytes({epoch: 2, epochs: 9}));
		// Of a process before: nothing is still to come.
		for (const file of ['exp/results.csv', 'exp/weights/last.pt']) {
			utimesSync(path.join(directory, file), 1000, 1000);
		}
	});

	afterEach(() => {
		child.kill('SIGKILL');
		rmSync(directory, {recursive: true, force: true});
	});

	async function start(script: string) {
		child = spawn('bash', ['-c', script], {cwd: directory, detached: true, stdio: ['ignore', 'pipe', 'ignore']});
		await new Promise(resolve => {
			child.stdout!.once('data', resolve);
		});
		return actionsOf('exp');
	}

	function actionsOf(runDirectory: string) {
		const journal = createActionJournal();
		return {
			journal,
			actions: createProcessActions({
				pid: child.pid!, name: 'python train.py', directory, ...parts(runDirectory, journal),
			}),
		};
	}

	function parts(runDirectory: string, journal: ActionJournal): ActionParts {
		return {
			getState: () => ({...initialRunState, runDirectory}),
			journal,
			clock: {
				now: Date.now,
				async wait(ms, signal) {
					await delay(ms, undefined, {signal});
				},
			},
			isReadOnly: false,
		};
	}

	const context = () => ({trigger: 'test', signal: AbortSignal.timeout(20_000)});

	test('is interrupted, with its group where the training itself is not known', async () => {
		const {actions, journal} = await start('trap "exit 130" INT; echo ready; while :; do sleep 0.05; done');
		expect(await actions.describeStop(AbortSignal.timeout(5000))).toMatchObject({epoch: 4, hasCheckpoint: true, isInterruptIgnored: false});
		expect(await actions.perform('stop-now', context())).toEqual({kind: 'stopped', completedEpochs: 3, canResume: true});
		expect(child.exitCode).toBe(130);
		expect(journal.entries()).toMatchObject([{dockerCommand: `kill -INT -${child.pid}`, outcome: {kind: 'succeeded'}}]);
	});

	test.skipIf(!hasPython).each([
		['after the epoch', 'stop-after-epoch'], ['now', 'stop-now'], ['by force', 'kill'],
	] as const)('with epochs of a fifth of a second it is stopped %s, and its files are whole', async (_, action) => {
		rmSync(path.join(directory, 'exp'), {recursive: true});
		copyFileSync(path.join(programs, 'yolo-trainer.py'), path.join(directory, 'train.py'));
		child = spawn('python3', ['train.py', '--epochs', '2000', '--workers', '1', '--project', '.'], {
			cwd: directory, detached: true, stdio: 'ignore', env: {
				...process.env, ...trainerEnvironment({
					speed: 12, batches: 4, saveSeconds: 0.02, bestPauseSeconds: 0.1,
				}),
			},
		});
		const folder = path.join(directory, 'exp');
		const table = () => readFileSync(path.join(folder, 'results.csv'), 'utf8').trim().split('\n').slice(1);
		await vi.waitFor(() => {
			expect(table().length).toBeGreaterThan(2);
		}, {timeout: 20_000, interval: 20});
		const result = await actionsOf('exp').actions.perform(action, context());
		const rows = table();
		expect(result).toEqual({kind: 'stopped', completedEpochs: rows.length, canResume: true});
		expect(rows.map(row => Number(row.split(',', 1)[0]))).toEqual(rows.map((_row, index) => index));
		for (const [name, epochs] of [['last.pt', rows.length], ['best.pt', rows.length % 5 === 0 ? rows.length - 1 : rows.length]] as const) {
			const bytes = readFileSync(path.join(folder, 'weights', name));
			expect(inspectCheckpoint(bytes, bytes, bytes.length)).toMatchObject({kind: 'whole', completedEpochs: epochs});
		}
	});

	test('is told beforehand that it ignores the interrupt, and is ended by force when that is asked for', async () => {
		const {actions} = await start('trap "" INT; echo ready; while :; do sleep 0.05; done');
		await expect(actions.perform('stop-now', context())).rejects.toMatchObject({code: 'interrupt-ignored'});
		expect(await actions.perform('terminate', context())).toMatchObject({kind: 'stopped'});
		expect(child.signalCode).toBe('SIGTERM');
		await expect(actions.perform('stop-now', context())).rejects.toMatchObject({code: 'process-not-training'});
	});

	test.skipIf(!hasPython)('one that a person has started in a shell is found by its run directory, and its shell gets no signal', async () => {
		rmSync(path.join(directory, 'exp'), {recursive: true});
		copyFileSync(path.join(programs, 'yolo-trainer.py'), path.join(directory, 'train.py'));
		child = spawn('bash', ['-c', 'trap "echo interrupted; exit 1" INT; python3 train.py --epochs 2000 --workers 1 --project . >log 2>&1; echo "went on"; sleep 100'], {
			cwd: directory, detached: true, stdio: ['ignore', 'pipe', 'ignore'], env: {
				...process.env, ...trainerEnvironment({
					speed: 12, batches: 4, saveSeconds: 0.02, bestPauseSeconds: 0.1,
				}),
			},
		});
		let said = '';
		child.stdout!.on('data', (bytes: Uint8Array) => {
			said += new TextDecoder().decode(bytes);
		});
		const folder = path.join(directory, 'exp');
		await vi.waitFor(() => {
			expect(readFileSync(path.join(folder, 'results.csv'), 'utf8').split('\n').length).toBeGreaterThan(3);
		}, {timeout: 20_000, interval: 20});
		const actions = createWriterActions({name: 'exp', directory: folder, ...parts('exp', createActionJournal())});
		expect(await actions.perform('stop-after-epoch', context())).toMatchObject({kind: 'stopped', canResume: true});
		await vi.waitFor(() => {
			expect(said).toBe('went on\n');
		}, {timeout: 20_000, interval: 20});
		expect(child.exitCode).toBeNull();
		const bytes = readFileSync(path.join(folder, 'weights/last.pt'));
		expect(inspectCheckpoint(bytes, bytes, bytes.length)).toMatchObject({kind: 'whole'});
		// Its workers may take a moment longer. Then nothing writes it any more, and nothing else is signalled in its place.
		await vi.waitFor(async () => {
			expect(await findHostWriter(folder)).toBeUndefined();
		}, {timeout: 20_000, interval: 100});
		await expect(actions.perform('kill', context())).rejects.toMatchObject({code: 'process-not-training'});
		expect(child.exitCode).toBeNull();
	});

	test('a number that belongs to another process by now gets no signal', async () => {
		await start('echo ready; while :; do sleep 0.05; done');
		const access = createWriterAccess({name: 'exp', directory: path.join(directory, 'exp')});
		const earlier = {pid: child.pid!, startTicks: 1, isInterruptIgnored: false};
		expect(await access.isGone(earlier, AbortSignal.timeout(5000))).toBe(true);
		await access.send(earlier, 'SIGKILL', {signal: AbortSignal.timeout(5000)});
		await delay(300);
		expect(child.signalCode).toBeNull();
	});
});
