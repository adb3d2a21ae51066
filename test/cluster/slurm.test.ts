import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {afterAll, expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import {createJobFeed} from '../../source/feed/job-feed.ts';
import {bundle} from '../cli/run-bundle.ts';
import {describeWithSlurm, openSlurm, until} from './slurm-bed.ts';

const bed = await openSlurm();

afterAll(async () => {
	if (typeof bed !== 'string') {
		await bed.close();
	}
});

const containing = (text: string): unknown => expect.stringContaining(text);

describeWithSlurm('a real Slurm', bed, ({lab, environment, scheduler, command, submit}) => {
	const never = new AbortController().signal;

	/** The program as a person starts it. */
	const yolotop = async (...words: readonly string[]): Promise<{readonly stdout: string; readonly stderr: string; readonly exitCode: number}> => new Promise(resolve => {
		execFile(process.execPath, [bundle, ...words], {cwd: lab, env: environment, timeout: 80_000}, (error, stdout, stderr) => {
			resolve({stdout, stderr, exitCode: typeof error?.code === 'number' ? error.code : (error === null ? 0 : -1)});
		});
	});

	const status = async (id: string) => {
		const {stdout} = await yolotop('status', '--json', `slurm:${id}`);
		return JSON.parse(stdout) as {status: string; statusReason: string | undefined; epoch: number | undefined; runDirectory: string | undefined; job: {phase: string; exitCode: number | undefined}};
	};

	const reasonOf = async (id: string) => {
		const {statusReason} = await status(id);
		return statusReason;
	};

	const phaseOf = async (id: string) => {
		const job = await scheduler.read(id, {signal: never});
		return job?.phase;
	};

	const isIn = async (id: string, epoch: number) => until(`epoch ${epoch} of ${id}`, async () => {
		const {epoch: current} = await status(id);
		return current !== undefined && current >= epoch ? true : undefined;
	});

	const epochsOf = (run: string) => readFileSync(path.join(lab, run, 'results.csv'), 'utf8').trim().split('\n').slice(1).map(row => Number(row.split(',', 1)[0]));

	// Slurm looks at time limits twice a minute: this job is ended while the other tests run.
	const limited = submit(['python3 train.py --epochs 60 --name limited']);
	const stopped = submit(['cd "$SLURM_SUBMIT_DIR"', 'srun python3 train.py --epochs 5 --name after 2>&1 | cat', 'echo the script goes on']);

	test('lists jobs, with the epoch of those that run and the reason of those that wait', async () => {
		const [first, second] = await Promise.all([limited, stopped]);
		const name = 'a | name,\nof two lines';
		const held = await submit(['true'], '--hold', `--job-name=${name}`);
		await isIn(second, 1);
		await command('scontrol', 'update', `jobid=${first}`, 'EndTime=now+12');
		const {stdout, exitCode} = await yolotop('ls', '--json');
		const {jobs} = JSON.parse(stdout) as {jobs: ReadonlyArray<Readonly<Record<string, unknown>>>};
		expect(exitCode).toBe(0);
		expect(jobs.find(({id}) => id === second)).toMatchObject({status: expect.stringMatching(/starting|training/) as unknown, target: `slurm:${second}`, run: {epochs: 5}});
		expect(jobs.find(({id}) => id === held)).toMatchObject({
			status: 'queued', statusReason: 'held back by its owner', name, run: null,
		});
		expect(await yolotop('ls')).toMatchObject({stdout: containing(`slurm:${held}  a | name, of two lines  waiting`)});
		expect(await yolotop('stop', `slurm:${held}`, '--now', '--yes')).toMatchObject({exitCode: 1, stderr: containing('is waiting and has not started')});
		expect(await yolotop('unpause', `slurm:${held}`)).toMatchObject({exitCode: 0});
		expect(await yolotop('pause', `slurm:${held}`)).toMatchObject({exitCode: 0});
		expect(await reasonOf(held)).toBe('held back by its owner');
		expect(await yolotop('rm', `slurm:${held}`, '--yes')).toMatchObject({exitCode: 0});
		expect(await phaseOf(held)).toBe('cancelled');
	});

	test('follows a job live, stops it after its epoch, and goes on in a job that waited for its end', async () => {
		const id = await stopped;
		const events: RunEvent[] = [];
		const reading = new AbortController();
		const feed = createJobFeed({
			scheduler, id, target: {kind: 'job', name: `slurm:${id}`, id}, pollMs: 300, describe: String,
		});
		const followed = feed.run(batch => {
			events.push(...batch.events);
		}, {signal: reading.signal, isFollowing: true});
		const moves = () => events.filter(event => event.type === 'epoch-progressed').length;
		const before = moves();
		await until('a bar that moves', async () => moves() > before + 1 ? true : undefined);
		// Before the first epoch is whole there is nothing to go on from.
		await isIn(id, 2);
		const submitted = await yolotop('resume', `slurm:${id}`, '--yes');
		const next = /slurm:(\d+)\. It starts when the job/.exec(submitted.stderr)?.[1] ?? '';
		expect(submitted).toMatchObject({exitCode: 0, stderr: containing(`Submitted: slurm:${next}`)});
		expect(await reasonOf(next)).toContain('waits for another job');
		const ended = await yolotop('stop', `slurm:${id}`, '--after-epoch');
		expect(ended).toMatchObject({exitCode: 0, stderr: containing('last.pt is whole')});
		// It ends by itself when the job does.
		await followed;
		reading.abort();
		expect(events.findLast(event => event.type === 'job-changed')?.job.phase).toMatch(/done|failed/);
		expect(events.some(event => event.type === 'run-directory-located' && event.path === path.join(lab, 'runs/train/after'))).toBe(true);
		await until('the next job', async () => await phaseOf(next) === 'running' ? true : undefined);
		await isIn(next, 2);
		const second = await yolotop('resume', 'runs/train/after', '--yes');
		expect(second).toMatchObject({exitCode: 1, stderr: containing(`The job slurm:${next} writes to`)});
		await until('its end', async () => await phaseOf(next) === 'done' ? true : undefined);
		expect(epochsOf('runs/train/after')).toEqual([0, 1, 2, 3, 4]);
		expect(await status(next)).toMatchObject({status: 'finished', job: {phase: 'done', exitCode: 0}});
	});

	test('goes on after a time limit, and a job that is cancelled says so', async () => {
		const id = await limited;
		await until('the time limit', async () => await phaseOf(id) === 'timed-out' ? true : undefined, 60_000);
		expect(await status(id)).toMatchObject({status: 'stopped', statusReason: 'the scheduler ended the job at its time limit'});
		const done = epochsOf('runs/train/limited').length;
		expect(done).toBeGreaterThan(0);
		const {stderr} = await yolotop('resume', `slurm:${id}`, '--yes');
		const next = /Submitted: slurm:(\d+)/.exec(stderr)?.[1] ?? '';
		await isIn(next, done + 1);
		expect(await status(next)).toMatchObject({status: 'training', runDirectory: containing('runs/train/limited')});
		expect(await yolotop('rm', `slurm:${next}`, '--yes')).toMatchObject({exitCode: 0});
		await until('its end', async () => await phaseOf(next) === 'cancelled' ? true : undefined);
		expect(await status(next)).toMatchObject({status: 'stopped', statusReason: 'the job was cancelled'});
	});

	test.each([
		[['--partition=nowhere', '--', 'python3', 'train.py'], 'There is no partition nowhere'],
		[['--gres=gpu:a100:1', '--', 'python3', 'train.py'], 'has no gpu:a100:1'],
		[['--time=2-0', '--gres=gpu:1', '--', 'python3', 'train.py'], 'allows at most 24.0 h'],
		[['--gres=gpu:1'], 'Neither a script nor a command'],
	])('refuses to submit %j', async (words, reason) => {
		const {exitCode, stderr} = await yolotop('run', '--slurm', ...words);
		expect(stderr).toContain(reason);
		expect(exitCode).not.toBe(0);
	});

	test('submits a command, and says what cannot be known', async () => {
		const {stderr, exitCode} = await yolotop('run', '--slurm', '--gres=gpu:1', '--time', '5', '--', 'python3', 'train.py', '--epochs', '1', '--name', 'submitted');
		const id = /Submitted: slurm:(\d+)/.exec(stderr)?.[1] ?? '';
		expect(exitCode).toBe(0);
		await until('its end', async () => await phaseOf(id) === 'done' ? true : undefined);
		expect(await status(id)).toMatchObject({status: 'finished'});
		expect(await scheduler.read(id, {signal: never})).toMatchObject({name: 'submitted'});
		expect(await yolotop('status', 'slurm:99999')).toMatchObject({exitCode: 1, stderr: containing('does not know the job 99999')});
	});
});
