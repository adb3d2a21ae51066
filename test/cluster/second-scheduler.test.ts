import {
	mkdtemp,
	mkdir,
	readdir,
	readFile,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import type {RunClusterCommand} from '../../source/cluster/cluster-command.ts';
import {schedulerKinds} from '../../source/domain/host.ts';
import {createFindJobWriter} from '../../source/cluster/job-writers.ts';
import {parseJobName, schedulers} from '../../source/cluster/schedulers.ts';
import {awaitJob} from '../../source/cli/watch/await-job.ts';
import {runMain} from '../cli/run-main.ts';
import {createPbs, isPbsJobId} from './pbs/pbs-scheduler.ts';

const source = fileURLToPath(new URL('../../source/', import.meta.url));

/** The row of a scheduler that only this file knows. */
const table = schedulers as Record<string, (typeof schedulers)['slurm']>;
const kinds = schedulerKinds as unknown as string[];

describe('a scheduler is a folder and a row', () => {
	let lab = '';
	let state = 'R';
	let sent: Array<readonly string[]> = [];

	const run: RunClusterCommand = async (words, {input = ''}) => {
		const [program, ...rest] = words;
		const job = {
			Job_Name: 'vest', job_state: state, queue: 'gpu', Output_Path: `head:${lab}/vest.o12`, Variable_List: {PBS_O_WORKDIR: lab}, Resource_List: {walltime: '01:00:00'}, ...(state === 'F' && {Exit_status: 137}),
		};
		const answers: Readonly<Record<string, () => string>> = {
			qstat: () => JSON.stringify({Jobs: ['12.head'].some(id => rest.at(-1) === id || rest.at(-1) === 'json') ? {'12.head': job} : {}}),
			qcat: () => '#!/bin/bash\n#PBS -l ngpus=1\npython3 train.py --epochs 9 --name vest\n',
		};
		if (!Object.hasOwn(answers, program!)) {
			sent.push([...words, ...(input === '' ? [] : [input])]);
		}

		return {exitCode: 0, stdout: answers[program!]?.() ?? '13.head\n', stderr: ''};
	};

	beforeEach(async () => {
		lab = await mkdtemp(path.join(tmpdir(), 'second-scheduler-'));
		state = 'R';
		sent = [];
		kinds.push('pbs');
		table.pbs = {create: host => createPbs({...host, run}), isJobId: isPbsJobId, program: 'qstat'};
		await mkdir(path.join(lab, 'runs/train/vest/weights'), {recursive: true});
		await writeFile(path.join(lab, 'runs/train/vest/opt.yaml'), 'epochs: 9\n');
		await writeFile(path.join(lab, 'vest.o12'), 'train: weights=yolov5n.pt, epochs=9\nLogging results to runs/train/vest\nStarting training for 9 epochs...\n');
		await writeFile(path.join(lab, 'qstat'), '#!/bin/sh\n', {mode: 0o755});
	});

	afterEach(async () => {
		kinds.pop();
		delete table.pbs;
		await rm(lab, {recursive: true, force: true});
	});

	const environment = () => Object.fromEntries([['PATH', lab], ['XDG_STATE_HOME', lab], ['DOCKER_HOST', 'unix:///nonexistent/docker.sock']]);
	const yolotop = async (words: readonly string[], flags: Readonly<Record<string, unknown>> = {}) => runMain(words, {environment: environment(), flags});

	test('its jobs are targets, and are listed, held, cancelled and stopped', async () => {
		expect(parseJobName('pbs:login/12.head')).toEqual({kind: 'pbs', host: 'login', id: '12.head'});
		const status = await yolotop(['status', 'pbs:12.head'], {json: true});
		expect(JSON.parse(status.stdout)).toMatchObject({
			target: {kind: 'job', name: 'pbs:12.head'}, runDirectory: 'runs/train/vest', epochs: 9, job: {phase: 'running'},
		});
		const list = await yolotop(['ls']);
		expect(list.stdout).toContain('pbs:12.head');
		state = 'Q';
		await yolotop(['pause', 'pbs:12.head']);
		await yolotop(['rm', 'pbs:12.head'], {yes: true});
		expect(sent).toEqual([['qhold', '12.head'], ['qdel', '12.head']]);
	});

	test('what its jobs write is known, and how they end', async () => {
		const {signal} = new AbortController();
		const find = createFindJobWriter(async () => [table.pbs!.create({environment: process.env})], async place => place);
		expect(await find(path.join(lab, 'runs/train/vest'), {signal})).toEqual({writer: {name: 'pbs:12.head', isWaiting: false}, unknown: []});
		expect(await find(path.join(lab, 'runs/train/other'), {signal})).toEqual({unknown: []});
		state = 'F';
		const end = await awaitJob({
			subject: {kind: 'job', name: 'pbs:12.head'}, onAway: async () => undefined, onBack: async () => undefined, onRestart: async () => undefined,
		}, {io: {environment: environment(), now: () => 5}, signal});
		expect(end).toEqual({
			at: 5, isByHand: false, exitCode: 137, jobPhase: 'failed',
		});
	});

	test('nothing but the table knows the folder of a scheduler', async () => {
		const files = await readdir(source, {recursive: true});
		const code = files.filter(file => /\.tsx?$/.test(file) && !file.startsWith('cluster/slurm/') && file !== 'cluster/schedulers.ts');
		const texts = await Promise.all(code.map(async file => [file, await readFile(path.join(source, file), 'utf8')] as const));
		expect(texts.filter(([, text]) => /from '[^']*\/slurm\//.test(text)).map(([file]) => file)).toEqual([]);
		// The command that submits has a flag for each scheduler, whose own flags follow it; its word is among the kinds of hosts, from which the table's type comes.
		expect(texts.filter(([, text]) => text.includes('\'slurm\'')).map(([file]) => file).toSorted()).toEqual(['cli/options/flags.ts', 'cli/run-slurm.ts', 'domain/host.ts']);
	});
});
