import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {findTrainingOutput} from '../../source/training/training-output.ts';
import {findTrainingProcesses} from '../../source/training/training-process.ts';
import type {ContainerProcess} from '../../source/training/process-scan.ts';
import {readRecordings} from '../recordings.ts';

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

test.each<[string, ReadonlyArray<readonly [pid: number, parentPid: number, command: string]>, ReadonlyArray<readonly [pid: number, below: readonly number[]]>]>([
	['a training and its workers', [[7, 1, 'python train.py'], [3, 7, 'python train.py'], [9, 7, 'python train.py']], [[7, [3, 9]]]],
	['a launcher and its ranks', [[7, 1, 'torchrun train.py'], [8, 7, 'python -u train.py'], [9, 8, 'python -u train.py']], [[7, [8, 9]]]],
	['workers below a process of their own', [[7, 1, 'python train.py'], [8, 7, 'forkserver'], [9, 8, 'python train.py']], [[7, [8, 9]]]],
	['a program that loops over trainings', [[7, 1, 'python supervise.py'], [8, 7, 'python train.py']], [[8, []]]],
	['a script that trains by another program', [[7, 1, 'python train_folds.py'], [8, 7, 'python train.py']], [[8, []]]],
	['the ranks of Ultralytics', [[7, 1, 'yolo train device=0,1'], [8, 7, 'python -m torch.distributed.run --nproc_per_node 2 /root/DDP/_temp_a.py'], [9, 8, 'python /root/DDP/_temp_a.py']], [[7, [8, 9]]]],
	['two of their own', [[7, 1, 'python train.py'], [8, 1, 'python train.py']], [[7, []], [8, []]]],
	['shells are none', [[7, 1, 'bash -c python'], [8, 7, 'python train.py']], [[8, []]]],
])('%s', (_, rows, expected) => {
	const processes = rows.map(([pid, parentPid, command]) => ({
		pid, parentPid, state: 'S', startTicks: pid, isInterruptIgnored: false, isInterruptHandled: true, command: command.split(' '),
	}));
	expect(findTrainingProcesses(processes).map(({process, below}) => [process.pid, below])).toEqual(expected);
});

test.each<[string, ReadonlyArray<readonly [pid: number, parentPid: number, command: string]>, number | undefined]>([
	['torchrun', [[1, 0, 'python /usr/local/bin/torchrun --nproc_per_node 2 train.py --epochs 3'], [2, 1, 'python -u train.py --epochs 3'], [3, 1, 'python -u train.py --epochs 3']], undefined],
	['Ultralytics on several devices', [[1, 0, 'python /usr/local/bin/yolo train device=0,1'], [2, 1, 'python -m torch.distributed.run --nproc_per_node 2 /root/.config/Ultralytics/DDP/_temp_a.py'], [3, 2, 'python -u /root/.config/Ultralytics/DDP/_temp_a.py']], 2],
	['a script that calls Ultralytics on several devices', [[1, 0, 'python train.py'], [2, 1, 'python -m torch.distributed.run --nproc_per_node 2 /root/.config/Ultralytics/DDP/_temp_a.py'], [3, 2, 'python -u /root/.config/Ultralytics/DDP/_temp_a.py']], 2],
	['one process', [[1, 0, 'python train.py'], [2, 1, 'python train.py']], undefined],
])('what starts the ranks below %s', (_, rows, expected) => {
	const [found, ...others] = findTrainingProcesses(rows.map(([pid, parentPid, command]) => ({
		pid, parentPid, state: 'S', startTicks: pid, isInterruptIgnored: false, isInterruptHandled: true, command: command.split(' '),
	})));
	expect(others).toEqual([]);
	expect([found!.process.pid, found!.launcher?.pid]).toEqual([1, expected]);
});
