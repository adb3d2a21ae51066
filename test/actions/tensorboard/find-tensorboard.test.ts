import {expect, test} from 'vitest';
import type {ContainerProcess} from '../../../source/training/process-scan.ts';
import {tensorboardOf} from '../../../source/actions/tensorboard/find-tensorboard.ts';

const process = (pid: number, line: string, directory = '/work', state = 'S'): ContainerProcess => ({
	pid, parentPid: 1, state, startTicks: pid, isInterruptIgnored: false, isInterruptHandled: true, directory, command: line.split(' '),
});

test.each([
	['tensorboard --logdir /work/runs/train --port 6006', 6006],
	['/opt/conda/bin/tensorboard --logdir=runs/train', 6006],
	['/usr/bin/python3 /usr/local/bin/tensorboard --port=7007 --logdir runs/train --host 0.0.0.0', 7007],
	['python -m tensorboard.main --logdir /work/runs/train/ --port 6010', 6010],
	['tensorboard --logdir /work/runs', undefined],
	['tensorboard --port 6006', undefined],
	['vim tensorboard --logdir', undefined],
	['sh -c grep -r tensorboard --logdir /work/runs/train', undefined],
	['python train.py --project runs/train', undefined],
])('%s', (line, port) => {
	expect(tensorboardOf([process(5, 'sleep 1'), process(7, line)], '/work/runs/train')?.port).toBe(port);
});

test('one that has ended and waits for its parent is none', () => {
	expect(tensorboardOf([process(7, 'tensorboard --logdir /work/runs/train', '/work', 'Z')], '/work/runs/train')).toBeUndefined();
});
