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
	describe,
	expect,
	test,
} from 'vitest';
import {beginningOf} from '../../../source/actions/resume/beginning.ts';
import {placeTraining} from '../../../source/actions/resume/find-training.ts';
import {prepareLocalResume, type LocalRun} from '../../../source/actions/resume/local.ts';
import {repeatCommand, toRestartPlan, type EarlierTraining} from '../../../source/actions/resume/restart.ts';
import {noJobs} from '../../../source/cluster/job-writers.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';
import {describeResume} from '../../../source/words/resume.ts';

const words = ['python', 'train.py', '--data', 'my.yaml', '--weights', 'yolov5n.pt', '--cfg', 'models/my.yaml', '--batch-size', '8', '--workers', '4'];
const shell = ['bash', '-c', 'cd /work && pip install x && python train.py --data my.yaml'];

const earlier = (command: readonly string[], more: Partial<EarlierTraining> = {}): EarlierTraining => {
	const found = placeTraining(command, '/yolov5');
	return {
		...(found && {found}), words: command, directory: '/yolov5', settings: {}, name: 'yolo', ...more,
	};
};

describe('the same command again', () => {
	test.each([
		['word by word where nothing of the training changes', earlier(shell), {shmSizeBytes: 2 ** 30}, shell],
		['with other settings, and the weights that it began with', earlier(words), {batchSize: 4, workers: 0}, ['python', 'train.py', '--data', 'my.yaml', '--weights', 'yolov5n.pt', '--cfg', 'models/my.yaml', '--batch-size', '4', '--workers', '0']],
		['from its settings where nobody knows its words', earlier([], {
			found: placeTraining(['python', 'train.py'], '/yolov5')!,
			settings: {
				weights: 'yolov5n.pt', data: 'my.yaml', cfg: '', batch_size: '8', resume: 'false',
			},
		}), {workers: 2}, ['python', 'train.py', '--weights', 'yolov5n.pt', '--data', 'my.yaml', '--batch-size', '8', '--workers', '2']],
		['of Ultralytics', earlier(['yolo', 'detect', 'train', 'data=my.yaml', 'model=yolo11n.pt', 'batch=8']), {batchSize: 4}, ['yolo', 'detect', 'train', 'data=my.yaml', 'model=yolo11n.pt', 'batch=4']],
		['of a script that is not known', earlier(['python', 'mine.py', '--fast']), {}, ['python', 'mine.py', '--fast']],
	] as const)('%s', (_, run, change, command) => {
		expect(repeatCommand(run, {change}).command).toEqual(command);
	});

	test('a script that is not known takes no other settings', () => {
		expect(() => repeatCommand(earlier(['python', 'mine.py']), {change: {batchSize: 4}})).toThrow(expect.objectContaining({code: 'training-command-unknown'}));
	});

	test.each([
		['makes a run directory of its own', words, 'stays as it is'],
		['overwrites with exist-ok', [...words, '--exist-ok'], 'is overwritten'],
	])('%s, and says so', (_, command, saying) => {
		const run = earlier(command, {runDirectory: '/yolov5/runs/train/exp', settings: {batch_size: '8'}});
		const plan = toRestartPlan(run, repeatCommand(run, {change: {batchSize: 4, shmSizeBytes: 2 ** 30}}), {kind: 'process'}, {hasCheckpoint: false});
		const text = describeResume(plan, 'en').join('\n');
		expect(text).toContain(saying);
		expect(text).toContain('batch-size: 8 → 4');
		expect(text).toContain('shm-size: 1g (needs a new container)');
		expect(text).toContain('no checkpoint yet');
		expect(beginningOf(plan, {...initialRunState, framework: {name: 'yolov5'}, settings: {batch_size: '8', data: 'my.yaml', save_dir: 'runs/train/exp'}})).toEqual({isSameRun: false, settings: {batch_size: '4', data: 'my.yaml'}});
	});
});

describe('a run of this machine without a checkpoint', () => {
	let root = '';
	beforeEach(async () => {
		root = await mkdtemp(path.join(tmpdir(), 'yolotop-restart-'));
		await mkdir(path.join(root, 'runs/train/exp/weights'), {recursive: true});
		await writeFile(path.join(root, 'train.py'), '');
		await writeFile(path.join(root, 'runs/train/exp/opt.yaml'), 'weights: yolov5n.pt\ndata: my.yaml\nbatch_size: 8\n');
	});
	afterEach(async () => {
		await rm(root, {recursive: true, force: true});
	});

	const local = (more: Partial<LocalRun> = {}) => ({
		name: 'exp', directory: path.join(root, 'runs/train/exp'), workingDirectory: root, run: {...initialRunState, framework: {name: 'yolov5' as const}}, findJob: noJobs, ...more,
	});

	test.each([
		['its command is known', {command: words}, words],
		['it was typed', {}, ['--weights', 'yolov5n.pt', '--data', 'my.yaml', '--batch-size', '8']],
		['nothing tells where it is, but its command', {directory: undefined, command: words}, words],
	])('starts again: %s', async (_, more, expected) => {
		const plan = await prepareLocalResume(local(more), {change: {}});
		expect(plan).toMatchObject({way: 'restart', directory: root, start: {kind: 'process'}});
		expect(plan.command.slice(-expected.length)).toEqual(expected);
		expect(plan.run).toBeUndefined();
	});

	test.each([
		['is there still', '/usr/bin/python3', '/usr/bin/python3'],
		['is gone', '/opt/gone/bin/python3', expect.stringMatching(/^python3?$/) as unknown],
	])('is started by the Python of the run where that %s', async (_, executable, python) => {
		const probe = {
			status: 'on', session: '1-1', executable, epochs: [],
		} as const;
		const {command} = await prepareLocalResume(local({run: {...initialRunState, framework: {name: 'yolov5'}, probe}}), {change: {}});
		expect(command[0]).toEqual(python);
	});

	test('says why it cannot where nobody knows the command either', async () => {
		await expect(prepareLocalResume({
			name: 'exp', workingDirectory: root, run: initialRunState, findJob: noJobs,
		}, {change: {}})).rejects.toMatchObject({code: 'run-directory-unknown'});
		await expect(prepareLocalResume(local(), {change: {}, way: 'resume'})).rejects.toMatchObject({code: 'checkpoint-missing'});
	});
});
