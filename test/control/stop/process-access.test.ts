import {spawn} from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import {createActionJournal} from '../../../source/control/action-journal.ts';
import {createProcessActions} from '../../../source/control/process-actions.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';
import {checkpointBytes} from '../checkpoint-bytes.ts';

describe('a training that yolotop has started as a process', () => {
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
		const journal = createActionJournal();
		return {
			journal,
			actions: createProcessActions({
				pid: child.pid!,
				name: 'python train.py',
				directory,
				getState: () => ({...initialRunState, runDirectory: 'exp'}),
				journal,
				clock: {
					now: Date.now,
					async wait(ms, signal) {
						await delay(ms, undefined, {signal});
					},
				},
				isReadOnly: false,
			}),
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

	test('is told beforehand that it ignores the interrupt, and is ended by force when that is asked for', async () => {
		const {actions} = await start('trap "" INT; echo ready; while :; do sleep 0.05; done');
		await expect(actions.perform('stop-now', context())).rejects.toMatchObject({code: 'interrupt-ignored'});
		expect(await actions.perform('terminate', context())).toMatchObject({kind: 'stopped'});
		expect(child.signalCode).toBe('SIGTERM');
		await expect(actions.perform('stop-now', context())).rejects.toMatchObject({code: 'training-not-found'});
	});
});
