import {
	mkdir,
	mkdtemp,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	expect,
	test,
} from 'vitest';
import {prepareLocalTool} from '../../../source/actions/tool/prepare-local.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';

let directory = '';

beforeEach(async () => {
	directory = await mkdtemp(path.join(tmpdir(), 'tool-'));
	await mkdir(path.join(directory, 'runs/train/exp/weights'), {recursive: true});
	await writeFile(path.join(directory, 'runs/train/exp/weights/best.pt'), 'x');
});
afterEach(async () => {
	await rm(directory, {recursive: true});
});

const run = {...initialRunState, settings: {data: 'data/vest.yaml', imgsz: '640'}};

test('finds the program of YOLOv5 above the run', async () => {
	await writeFile(path.join(directory, 'val.py'), '');
	const plan = await prepareLocalTool(path.join(directory, 'runs/train/exp'), run, {tool: 'val'}, {workingDirectory: '/', isRunning: false});
	expect(plan).toMatchObject({directory, isBesideTraining: false, start: {kind: 'process'}});
	expect(plan.command.slice(1)).toEqual(['val.py', '--weights', path.join(directory, 'runs/train/exp/weights/best.pt'), '--data', 'data/vest.yaml', '--imgsz', '640']);
});

test('finds that of another task', async () => {
	await mkdir(path.join(directory, 'segment'));
	await writeFile(path.join(directory, 'segment/predict.py'), '');
	const plan = await prepareLocalTool(path.join(directory, 'runs/train/exp'), {...run, task: 'segment'}, {tool: 'detect', source: 'a.jpg'}, {workingDirectory: '/', isRunning: false});
	expect(plan.command.slice(1, 2)).toEqual(['segment/predict.py']);
});

test('takes `yolo` for a run of Ultralytics, which needs no file', async () => {
	const plan = await prepareLocalTool(path.join(directory, 'runs/train/exp'), {...run, framework: {name: 'ultralytics'}}, {tool: 'val'}, {workingDirectory: directory, isRunning: false});
	expect(plan.command.slice(0, 3)).toEqual(['yolo', 'detect', 'val']);
});

test.each([
	['tool-program-unknown', {tool: 'val'}],
	['source-missing', {tool: 'detect'}],
	['checkpoint-missing', {tool: 'val', checkpoint: 'last'}],
] as const)('refuses: %s', async (code, choice) => {
	if (code !== 'tool-program-unknown') {
		await Promise.all(['val.py', 'detect.py'].map(async name => writeFile(path.join(directory, name), '')));
	}

	await expect(prepareLocalTool(path.join(directory, 'runs/train/exp'), run, choice, {workingDirectory: '/', isRunning: false})).rejects.toMatchObject({code});
});

test('beside a training of the run that goes on it takes the CPU', async () => {
	await writeFile(path.join(directory, 'val.py'), '');
	const plan = await prepareLocalTool(path.join(directory, 'runs/train/exp'), run, {tool: 'val'}, {workingDirectory: '/', isRunning: true});
	expect(plan).toMatchObject({isBesideTraining: true, device: 'cpu'});
	expect(plan.command).toEqual(expect.arrayContaining(['--device', 'cpu', '--batch-size', '1']));
});
