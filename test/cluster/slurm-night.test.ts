import {execFile} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	expect,
	test,
	vi,
} from 'vitest';
import {readJournalFile} from '../../source/actions/journal-file.ts';
import {listWatches} from '../../source/watch/watch-file.ts';
import type {Watch} from '../../source/watch/watch.ts';
import {bundle} from '../cli/run-bundle.ts';
import {describeWithSlurm, openSlurm, until} from './slurm-bed.ts';

// Each death is noticed within seconds, and Slurm needs some for each job; a time limit is looked at twice a minute.
vi.setConfig({testTimeout: 900_000});

const bed = await openSlurm();

afterAll(async () => {
	if (typeof bed !== 'string') {
		await bed.close();
	}
});

const batches = 2;
const stepMs = 240_000;

/** Where no signal is sent at the end of an epoch. */
const quick = {TRAINER_SPEED: '20', TRAINER_BATCHES: String(batches), TRAINER_SAVE_SECONDS: '0.05'};

describeWithSlurm('jobs through the night', bed, ({lab, environment, scheduler, command, loseNode, findNode}) => {
	const never = new AbortController().signal;
	const state = environment.XDG_STATE_HOME!;
	const current = async (name: string): Promise<Watch> => {
		const watches = await listWatches(path.join(state, 'yolotop/watch'));
		return watches.findLast(watch => watch.id === name)!;
	};

	/** A job that is held before each epoch, and dies of what it is told. */
	function setUp(name: string, pace: Readonly<Record<string, string>> = quick) {
		const place = (file: string) => path.join(lab, `${name}-${file}`);
		writeFileSync(place('gate'), '0');
		const own = {
			...environment, ...pace, TRAINER_DEATH: place('death'), TRAINER_GATE: place('gate'),
		};
		const yolotop = async (...words: readonly string[]): Promise<{readonly stdout: string; readonly stderr: string; readonly exitCode: number}> => new Promise(resolve => {
			execFile(process.execPath, [bundle, ...words], {cwd: lab, env: own, timeout: 120_000}, (error, stdout, stderr) => {
				resolve({stdout, stderr, exitCode: typeof error?.code === 'number' ? error.code : (error === null ? 0 : -1)});
			});
		});
		const passTo = (batch: number) => {
			writeFileSync(place('gate'), String(batch));
		};

		return {
			yolotop,
			pass(epoch: number) {
				passTo(epoch * batches);
			},
			heldAt: async (epoch: number) => until(`epoch ${epoch}`, async () => {
				try {
					return Number(readFileSync(`${place('gate')}.at`, 'utf8')) === epoch * batches || undefined;
				} catch {
					return undefined;
				}
			}, stepMs),
			die(word: string) {
				writeFileSync(place('death'), word);
			},
			epochs: () => readFileSync(path.join(lab, 'runs/train', name, 'results.csv'), 'utf8').trim().split('\n').slice(1).map(row => Number(row.split(',', 1)[0])),
			async submit(epochs: number, ...flags: readonly string[]) {
				const {stderr} = await yolotop('run', '--slurm', ...flags, '--gres=gpu:1', '--time', '10', '--', 'python3', 'train.py', '--epochs', String(epochs), '--batch-size', '8', '--workers', '4', '--name', name);
				expect(stderr).toContain('Submitted: slurm:');
				return /Submitted: slurm:(\d+)/.exec(stderr)![1]!;
			},
		};
	}

	const untilStep = async (id: string, count: number) => until(`step ${count} of ${id}`, async () => {
		const watch = await current(id);
		expect(watch.outcome).toBeUndefined();
		return watch.steps.length >= count ? watch : undefined;
	}, stepMs);

	const jobOf = ({subject}: Watch) => subject.kind === 'job' ? subject.name.replace('slurm:', '') : '';

	test('dies five times, of what has a cure and of what comes from outside, and reaches its last epoch, each epoch once', async () => {
		const night = setUp('night');
		const first = await night.submit(7, '--keep-going=5');
		const id = `j-slurm-${first}`;
		expect(await scheduler.read(first, {signal: never})).toMatchObject({name: 'night'});
		for (const [index, word] of ['bus-error', 'gpu-memory', 'killed'].entries()) {
			night.pass(index + 1);
			await night.heldAt(index + 1);
			night.die(word);
			night.pass(index + 2);
			await untilStep(id, index + 1);
		}

		// Slurm itself begins it again on another node, and waits until the files have rested.
		await night.heldAt(4);
		const running = jobOf(await current(id));
		const recover = await loseNode(await findNode(running));
		night.pass(5);
		await untilStep(id, 4);
		await night.heldAt(5);
		await recover();
		await command('scontrol', 'update', `jobid=${running}`, 'EndTime=now+2');
		const last = await untilStep(id, 5);
		night.pass(1000);
		const over = await until('its end', async () => {
			const watch = await current(id);
			return watch.outcome === undefined ? undefined : watch;
		}, stepMs);
		expect(over.outcome).toMatchObject({kind: 'over', reason: 'finished'});
		expect(over.steps.map(({cause}) => cause)).toEqual(['shm-bus-error', 'cuda-out-of-memory', 'killed', 'node-lost', 'time-limit']);
		expect(over.steps[0]!.change).toEqual({workers: expect.any(Number) as unknown});
		expect(over.steps[1]!.change).toEqual({batchSize: 4});
		expect(jobOf(last)).not.toBe(running);
		expect(night.epochs()).toEqual([0, 1, 2, 3, 4, 5, 6]);
		const journal = readJournalFile(path.join(state, 'yolotop/actions.jsonl')).filter(({trigger}) => trigger === 'yolotop --keep-going');
		expect(journal.map(({outcome}) => outcome.kind)).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
		const {stdout} = await night.yolotop('queue');
		expect(stdout).toContain('the node was lost');
	});

	test('an error without a known cure ends the watch at once, and so does a job that is cancelled', async () => {
		const night = setUp('unknown');
		const id = await night.submit(4, '--keep-going');
		night.pass(1);
		await night.heldAt(1);
		night.die('unknown');
		night.pass(2);
		const over = async (watch: string) => until('the end of the watch', async () => {
			const {outcome} = await current(watch);
			return outcome;
		}, stepMs);
		expect(await over(`j-slurm-${id}`)).toMatchObject({kind: 'give-up', reason: 'unknown-error', rule: 'python-traceback'});
		const other = setUp('cancelled');
		const cancelled = await other.submit(4, '--keep-going');
		other.pass(1);
		await other.heldAt(1);
		await command('scancel', cancelled);
		expect(await over(`j-slurm-${cancelled}`)).toMatchObject({kind: 'over', reason: 'stopped-by-scheduler'});
		const ids = await command('squeue', '--noheader', '--format=%i %j');
		expect(ids).not.toMatch(/unknown|cancelled/);
	});

	test('ends after the last whole epoch before its time limit, without yolotop', async () => {
		const night = setUp('limit', {});
		const id = await night.submit(200);
		night.pass(100_000);
		await until('it trains', async () => {
			try {
				return night.epochs().length > 2 || undefined;
			} catch {
				return undefined;
			}
		}, stepMs);
		await command('scontrol', 'update', `jobid=${id}`, 'TimeLimit=2');
		const asked = await night.yolotop('stop', `slurm:${id}`, '--before-limit');
		expect(asked).toMatchObject({exitCode: 0, stderr: expect.stringContaining('before the time limit of its job') as unknown});
		const list = await night.yolotop('ls');
		expect(list.stdout).toMatch(/time limit/);
		const outcome = await until('its end', async () => {
			const watch = await current(`j-slurm-${id}`);
			return watch.outcome;
		}, stepMs);
		expect(outcome).toMatchObject({kind: 'over', reason: 'until-reached'});
		expect(await scheduler.read(id, {signal: never})).toMatchObject({phase: expect.not.stringMatching('timed-out') as unknown});
		const rows = night.epochs();
		expect(rows).toEqual(rows.map((_, index) => index));
	});
});
