import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import {
	mkdir,
	mkdtemp,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {gzipSync} from 'node:zlib';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	it,
} from 'vitest';
import {demoTraining} from '../../source/demo/training.ts';
import {
	bundle,
	findRuntimes,
	personEnvironment,
	runBundle,
} from './run-bundle.ts';

let directory = '';
const training = [...demoTraining({epochs: 3, speed: 1, seed: 1})].map(({text}) => text).join('');
const failed = `${training.slice(0, training.indexOf('mAP50-95'))}\r\nTraceback (most recent call last):\r\n  File "/y/train.py", line 3, in <module>\r\n    main()\r\nRuntimeError: CUDA out of memory\r\n`;

beforeAll(async () => {
	directory = await mkdtemp(path.join(tmpdir(), 'yolotop-cli-'));
	await Promise.all([
		writeFile(path.join(directory, 'train.log'), training),
		writeFile(path.join(directory, 'train.log.gz'), gzipSync(training)),
		writeFile(path.join(directory, 'failed.log'), failed),
		writeFile(path.join(directory, 'notes.txt'), 'nothing of a training\n'),
		writeFile(path.join(directory, 'empty.log'), ''),
		writeFile(path.join(directory, 'last.pt'), Buffer.concat([Buffer.from('PK\u{3}\u{4}'), Buffer.alloc(5000, 1)])),
		mkdir(path.join(directory, 'photos')),
		mkdir(path.join(directory, 'runs', 'exp'), {recursive: true}),
		mkdir(path.join(directory, 'started')),
		mkdir(path.join(directory, 'bare')),
	]);
	await Promise.all([
		writeFile(path.join(directory, 'started', 'results.csv'), ''),
		writeFile(path.join(directory, 'started', 'opt.yaml'), 'epochs: 5\n'),
		writeFile(path.join(directory, 'bare', 'results.csv'), ''),
		writeFile(path.join(directory, 'runs', 'exp', 'opt.yaml'), 'epochs: 5\n'),
	]);
});
afterAll(async () => {
	await rm(directory, {recursive: true, force: true});
});

const run = async (words: readonly string[], options: Parameters<typeof runBundle>[1] = {}) => runBundle(words, {cwd: directory, ...options});

describe.each(findRuntimes())('the command line on $name', runtime => {
	it.each(['en', 'zh'])('prints help in %s', async language => {
		const {stdout, stderr, exitCode} = await run(['--help', '--lang', language], {runtime});
		expect(exitCode).toBe(0);
		expect(stdout).toContain('yolotop status');
		expect(stderr).toBe('');
	});

	it('prints its version', async () => {
		const {stdout, exitCode} = await run(['--version'], {runtime});
		expect(stdout).toMatch(/^yolotop \d+\.\d+\.\d+\nnode /);
		expect(exitCode).toBe(0);
	});

	it.each(['train.log', 'train.log.gz'])('status --json of %s', async file => {
		const {stdout, stderr, exitCode} = await run(['status', file, '--json'], {runtime});
		expect(stderr).toBe('');
		expect(exitCode).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({
			schema: 1, target: {kind: 'file', name: file}, status: 'finished', epoch: 3, epochs: 3, framework: {name: 'yolov5', task: 'detect'},
		});
	});

	it('status of standard input', async () => {
		const {stdout, exitCode} = await run(['status', '-', '--format', '{status} {epoch}/{epochs}'], {runtime, input: training});
		expect(exitCode).toBe(0);
		expect(stdout).toBe('finished 3/3\n');
	});

	it('plain lines where standard output is no terminal, to the end of the run', async () => {
		const {stdout, exitCode} = await run(['train.log'], {runtime});
		expect(exitCode).toBe(0);
		expect(stdout).toContain('3/3');
		expect(stdout).toContain('noHelmet');
		expect(stdout).not.toContain('\u{1B}');
	});

	it('events as one object a line', async () => {
		const {stdout, exitCode} = await run(['events', '-'], {runtime, input: training});
		const types = stdout.trimEnd().split('\n').map(line => (JSON.parse(line) as {type: string}).type);
		expect(exitCode).toBe(0);
		expect(types.filter(type => type === 'epoch-completed')).toHaveLength(3);
	});

	it('plays the demo', async () => {
		const {stdout, exitCode} = await run(['demo', '--epochs', '2', '--speed', '100'], {runtime});
		expect(exitCode).toBe(0);
		expect(stdout).toContain('simulated');
		expect(stdout).toContain('2/2');
	});

	it('exits with 3 when the training failed', async () => {
		for (const words of [['status', 'failed.log'], ['failed.log'], ['events', 'failed.log']]) {
			const {exitCode, stdout} = await run(words, {runtime});
			expect(exitCode).toBe(3);
			expect(stdout).toContain('CUDA out of memory');
		}
	});
});

describe('bad input', () => {
	it.each<[words: string, exitCode: number, message: RegExp, hint: RegExp]>([
		['status empty.log', 1, /empty\.log is empty/, /try again/],
		['empty.log', 1, /empty\.log is empty/, /try again/],
		['status last.pt', 1, /last\.pt .*binary file/, /run directory/],
		['events last.pt', 1, /last\.pt .*binary file/, /run directory/],
		['status photos', 1, /not a run directory/, /runs\/train\/exp/],
		['status ./photos', 1, /not a run directory/, /runs\/train\/exp/],
		['status runs', 1, /not a run directory/, /runs\/exp$/],
		['status bare/results.csv', 1, /results\.csv is empty/, /try again/],
		['status no/such.log', 1, /no\/such\.log does not exist: there is no “no” in/, /ls /],
		['such.log', 1, /no file, run directory, container or command “such\.log”/, /docker ps -a/],
		['export yolo', 2, /“yolotop export” is not complete/, /--csv/],
		['export yolo --csv --json', 2, /--csv, --json cannot be used together/, /--csv \|/],
		['compare yolo', 2, /“yolotop compare yolo” is not complete/, /exp2/],
		['status yolo', 1, /No container engine answers at .*\/nonexistent\/docker\.sock/, /--host/],
		['status', 1, /No container engine answers/, /train\.log/],
		['run yolo', 1, /No container engine answers/, /--host/],
		['stauts yolo', 2, /does not understand “stauts”/, /yolotop status/],
		['status --jsn', 2, /does not understand “--jsn”/, /--json/],
		['status --format {nothing} train.log', 2, /“\{nothing\}” of --format/, /\{epoch\}/],
		['--lang fr', 2, /“fr” of --lang/, /en, zh/],
		['--theme', 2, /“” of --theme/, /dark, light/],
		['demo --speed 0', 2, /“0” of --speed/, /0\.01/],
		['--host nonsense:// yolo', 2, /“nonsense:\/\/.*” cannot be used/, /unix:\/\//],
	])('%s', async (words, exitCode, message, hint) => {
		const finished = await run(words.split(' '));
		expect(finished.stdout).toBe('');
		const lines = finished.stderr.trimEnd().split('\n');
		expect(lines).toHaveLength(2);
		expect(lines[0]).toMatch(message);
		expect(lines[1]).toMatch(hint);
		expect(finished.exitCode).toBe(exitCode);
	});

	it('speaks Chinese', async () => {
		const {stderr} = await run(['status', 'empty.log'], {environment: Object.fromEntries([['LANG', 'zh_CN.UTF-8']])});
		expect(stderr).toMatch(/empty\.log 是空的/);
	});

	it('shows a stack only with --debug', async () => {
		const {stderr} = await run(['status', 'empty.log', '--debug']);
		expect(stderr).toMatch(/\n {4}at /);
	});

	it('says that standard input is empty', async () => {
		const {stderr, exitCode} = await run(['status', '-'], {input: ''});
		expect(stderr).toContain('standard input is empty');
		expect(exitCode).toBe(1);
	});

	it('reads a text without a training as idle, and says so', async () => {
		const {stdout, stderr, exitCode} = await run(['status', 'notes.txt', '--json']);
		expect(JSON.parse(stdout)).toMatchObject({status: 'idle', epoch: null, history: []});
		expect(stderr).toContain('no training was found in notes.txt');
		expect(exitCode).toBe(0);
	});

	it('reads a run that has not finished an epoch', async () => {
		const {stdout, exitCode} = await run(['status', 'started', '--json']);
		expect(JSON.parse(stdout)).toMatchObject({
			target: {kind: 'directory'}, epochs: 5, history: [], best: null,
		});
		// Whether it has failed (3) is asked of the processes of this machine, of which other tests' trainings are some.
		expect([0, 3]).toContain(exitCode);
	});
});

describe('a process that is told to stop', () => {
	it.each([['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const)('%s ends it with %i', async (signal, exitCode) => {
		const finished = await run(['demo'], {
			onOutput(_, child) {
				child.kill(signal);
			},
		});
		expect(finished).toMatchObject({exitCode, stderr: ''});
	});

	it('says that its output cannot be written', () => {
		const {status, stderr} = spawnSync('/bin/sh', ['-c', `exec "${process.execPath}" "${bundle}" --help > /dev/full`], {encoding: 'utf8', env: personEnvironment()});
		expect(stderr).toMatch(/^yolotop: .*ENOSPC/);
		expect(status).toBe(1);
	});

	it('ends quietly when its output is closed', async () => {
		const finished = await run(['events', 'train.log'], {
			onOutput(_, child) {
				child.stdout?.destroy();
			},
		});
		expect(finished).toMatchObject({exitCode: 0, stderr: ''});
	});
});
