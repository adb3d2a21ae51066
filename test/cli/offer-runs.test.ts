
import {Readable} from 'node:stream';
import {afterEach, expect, test} from 'vitest';
import {gateOutput} from '../../source/cli/io.ts';
import {roomFor} from '../../source/cli/offer-runs.ts';
import {startCommands, type StartScene} from '../../source/cli/start-commands.ts';
import {main} from '../../source/main.ts';
import {runMain} from './run-main.ts';
import {startStubEngine} from './stub-engine.ts';

const cleanUps: Array<() => Promise<void>> = [];

afterEach(async () => {
	for (const cleanUp of cleanUps.splice(0)) {
		await cleanUp();
	}
});

async function startEngine() {
	const engine = await startStubEngine([{id: 'a1', name: 'shell', processes: ['bash']}, {id: 'b2', name: 'web', processes: ['nginx']}]);
	cleanUps.push(engine.close);
	return engine;
}

/** Runs the command line as at a terminal, where these lines are typed. */
async function runAtTerminal(host: string, lines: readonly string[], flags: Readonly<Record<string, unknown>> = {}) {
	let told = '';
	const tell = gateOutput({
		isTTY: true,
		columns: 80,
		rows: 24,
		write(piece: string) {
			told += piece;
			return true;
		},
	});
	const stdin = Object.assign(Readable.from(lines.map(line => `${line}\n`), {objectMode: false}), {isTTY: true});
	const exitCode = await main({input: [], flags: {host: [host], ...flags}}, {
		stdin, stdout: tell, stderr: tell, environment: {}, signal: new AbortController().signal, now: Date.now,
	});
	return {told, exitCode};
}

test('where nothing trains a person sees the other containers and how to start, and leaves with Enter', async () => {
	const {host} = await startEngine();
	const {told, exitCode} = await runAtTerminal(host, ['']);
	expect(exitCode).toBe(0);
	expect(told).toMatch(/^No running container is training YOLO\.$/m);
	expect(told).toMatch(/^ +\d+ {2}shell +running +yolov5/m);
	expect(told).toContain('docker exec -d shell python train.py');
	expect(told).toMatch(/yolotop run (?:--gpus all )?--shm-size/);
});

test('a name that does not exist is told, and asked again', async () => {
	const {host} = await startEngine();
	const {told, exitCode} = await runAtTerminal(host, ['nope', '99', 'q'], {lang: 'zh'});
	expect(exitCode).toBe(0);
	expect(told).toContain('没有名为“nope”');
	expect(told).toContain('没有 99。');
	expect(told.match(/回车离开/g)).toHaveLength(3);
});

test('without a terminal it is an error with a hint', async () => {
	const {host} = await startEngine();
	const {stdout, stderr, exitCode} = await runMain([], {flags: {host: [host]}});
	expect(exitCode).toBe(1);
	expect(stdout).toBe('');
	expect(stderr).toMatch(/^yolotop: No running container is training YOLO\.\nStart a training/);
});

test.each([
	[24, 3, 2, {runs: 3, others: 2}],
	[24, 30, 20, {runs: 9, others: 2}],
	[10, 30, 20, {runs: 2, others: 2}],
	[50, 30, 20, {runs: 10, others: 6}],
	[24, 0, 9, {runs: 0, others: 6}],
])('a terminal of %i rows shows of %i runs and %i containers %j', (rows, runs, others, expected) => {
	expect(roomFor(rows, runs, others)).toEqual(expected);
});

test('the command that fits best comes first', () => {
	const scene: StartScene = {
		runs: [{
			key: 'my box:/r/exp 2', id: {place: 'layer:1:/r/exp 2'}, directory: '/r/exp 2', condition: 'interrupted', completedEpochs: 2, settings: {}, modifiedAt: 1,
		}],
		others: [{
			id: '1', name: 'yolo', image: 'ultralytics/yolov5:v7.0', command: 'bash', status: 'running', labels: {}, mounts: [],
		}],
		imageName: 'IMAGE',
		mayHaveGpu: true,
	};
	expect(startCommands(scene)).toEqual([
		'yolotop resume \'my box:/r/exp 2\'',
		'docker exec -d yolo python train.py --data my.yaml',
		'yolotop run --gpus all --shm-size 8g -v "$PWD":/data ultralytics/yolov5:v7.0 -- python train.py --data /data/my.yaml',
		'yolotop demo',
	]);
	expect(startCommands({...scene, runs: [], others: []})[0]).toContain(' IMAGE -- python');
	expect(startCommands({...scene, mayHaveGpu: false}).join(' ')).not.toContain('--gpus');
});
