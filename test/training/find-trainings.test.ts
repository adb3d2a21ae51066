import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {parseTrainingCommand} from '../../source/training/command-line.ts';
import {findTrainingOutput} from '../../source/training/training-output.ts';
import {findTrainingProcesses} from '../../source/training/training-process.ts';
import {
	assignRuns,
	projectDirectories,
	resumedCheckpoint,
	type TrainingFacts,
} from '../../source/training/claims.ts';
import type {ContainerProcess} from '../../source/training/process-scan.ts';
import {readRecordings} from '../recordings.ts';

const facts = (command: string, more: Partial<TrainingFacts> = {}): TrainingFacts => ({training: parseTrainingCommand(command.split(' '))!, directory: '/w', ...more});

/** Every process of a recorded container, from its /proc. */
function readProcesses(recording: string): ContainerProcess[] {
	const {directory} = readRecordings().find(({name}) => name === recording)!;
	const text = readFileSync(path.join(directory, 'proc.txt'), 'utf8');
	return text.split(/^== pid (?=\d)/m).slice(1).map(part => {
		const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1];
		return {
			pid: Number(/^\d+/.exec(part)![0]),
			parentPid: Number(/^\d*/.exec(field('ppid')!)![0]),
			state: /state: (\w)/.exec(part)?.[1] ?? 'Z',
			startTicks: 0,
			isInterruptIgnored: false,
			isInterruptHandled: true,
			directory: field('cwd'),
			standardOutput: field('fd1'),
			command: field('cmdline')!.split(' <NUL> ').filter(word => word !== ''),
		};
	});
}

test.each([
	['exec-training-tty', {kind: 'hidden'}],
	['exec-training-detached', {kind: 'file', path: '/mnt/3588/yolov5/train.log'}],
])('the recorded %s is found with its directory and where it prints to', (recording, output) => {
	const processes = readProcesses(recording);
	const [found, ...others] = findTrainingProcesses(processes);
	expect(others).toEqual([]);
	expect(found!.process.directory).toBe('/mnt/3588/yolov5');
	expect(found!.training).toMatchObject({framework: 'yolov5', task: 'detect', options: {epochs: '8', imgsz: '128'}});
	expect(findTrainingOutput(found!.process, processes)).toEqual(output);
});

test.each<[string, Partial<ContainerProcess>, string]>([
	['the first process', {pid: 1, parentPid: 0}, 'container'],
	['typed in the shell of the container', {standardOutput: '/dev/pts/0'}, 'container'],
	['behind a tee', {standardOutput: 'pipe:[12]'}, 'container'],
	['in a terminal of its own', {standardOutput: '/dev/pts/3'}, 'hidden'],
	['started by docker exec', {standardOutput: 'pipe:[12]', parentPid: 0}, 'hidden'],
	['to nowhere', {standardOutput: '/dev/null'}, 'hidden'],
	['that may not be looked into', {standardOutput: undefined, parentPid: 1}, 'container'],
	['by nohup', {standardOutput: '/w/nohup.out'}, 'file'],
])('output of a training %s', (_, more, kind) => {
	const row = (change: Partial<ContainerProcess>): ContainerProcess => ({
		pid: 9, parentPid: 7, state: 'R', startTicks: 0, isInterruptIgnored: false, isInterruptHandled: true, command: [], ...change,
	});
	const process = row(more);
	const processes = [row({pid: 1, parentPid: 0, standardOutput: '/dev/pts/0'}), row({pid: 7, parentPid: 1}), ...(process.pid === 1 ? [] : [process])];
	expect(findTrainingOutput(process, processes).kind).toBe(kind);
});

test.each<[string, readonly string[]]>([
	['python train.py', ['/w/runs/train']],
	['python yolov5/train.py', ['/w/yolov5/runs/train', '/w/runs/train']],
	['python /opt/yolov5/segment/train.py', ['/opt/yolov5/runs/train-seg', '/w/runs/train-seg']],
	['python classify/train.py --project out', ['/w/out']],
	['python train.py --project /data/out', ['/data/out']],
])('%s writes below %j', (command, expected) => {
	expect(projectDirectories(facts(command))).toEqual(expected);
});

test.each<[string, string | undefined]>([
	['python train.py --resume runs/train/exp3/weights/last.pt', '/w/runs/train/exp3/weights/last.pt'],
	['python train.py --resume', undefined],
	['yolo train resume=True model=/r/train2/weights/last.pt', '/r/train2/weights/last.pt'],
	['yolo train model=yolo11n.pt', undefined],
])('%s resumes %s', (command, expected) => {
	expect(resumedCheckpoint(facts(command))).toBe(expected);
});

const candidates = [
	{directory: '/w/runs/train/exp', modifiedAt: 1000e3},
	{directory: '/w/runs/train/exp2', modifiedAt: 2000e3},
	{directory: '/w/runs/train/exp3', modifiedAt: 2010e3},
	{directory: '/w/runs/train/big4', modifiedAt: 2005e3},
];

test.each<[string, readonly TrainingFacts[], ReadonlyArray<string | undefined>]>([
	['the settings written first after the start', [facts('python train.py', {startedAt: 1990e3})], ['/w/runs/train/exp2']],
	['none before it has made its directory', [facts('python train.py', {startedAt: 3000e3})], [undefined]],
	['the newest where the start is not known', [facts('python train.py')], ['/w/runs/train/exp3']],
	['one of its name', [facts('python train.py --name big', {startedAt: 1990e3})], ['/w/runs/train/big4']],
	['never one of another name', [facts('python train.py --name other', {startedAt: 1990e3})], [undefined]],
	['the resumed one', [facts('python train.py --resume runs/train/exp/weights/last.pt', {startedAt: 1990e3})], ['/w/runs/train/exp']],
	['the one that it has open', [facts('python train.py', {startedAt: 1990e3, openDirectory: '/w/runs/train/exp3'})], ['/w/runs/train/exp3']],
	['each its own', [facts('python train.py', {startedAt: 1990e3}), facts('python train.py', {startedAt: 1995e3})], ['/w/runs/train/exp2', '/w/runs/train/big4']],
	['what is certain first', [facts('python train.py', {startedAt: 1990e3}), facts('python train.py', {openDirectory: '/w/runs/train/exp2'})], ['/w/runs/train/big4', '/w/runs/train/exp2']],
])('a training gets %s', (_, trainings, expected) => {
	expect(assignRuns(trainings, candidates)).toEqual(expected);
});
