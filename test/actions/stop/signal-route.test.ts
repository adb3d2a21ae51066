import {describe, expect, test} from 'vitest';
import {parseProcessScan, type ContainerProcess} from '../../../source/training/process-scan.ts';
import {chooseSignalRoute} from '../../../source/actions/stop/signal-route.ts';
import {findTrainingProcesses} from '../../../source/training/training-process.ts';

const train = ['python', 'train.py', '--epochs', '8'];

function row(pid: number, parentPid: number, command: readonly string[], more: Partial<ContainerProcess> = {}): ContainerProcess {
	return {
		pid, parentPid, state: 'S', startTicks: pid, isInterruptIgnored: false, isInterruptHandled: true, command, ...more,
	};
}

describe('the process that trains', () => {
	test('workers have its command line and may have lower numbers', () => {
		const processes = [row(1, 0, ['/bin/bash']), row(9, 15, train, {startTicks: 30}), row(15, 1, train, {startTicks: 20}), row(16, 15, train, {startTicks: 31})];
		expect(findTrainingProcesses(processes).map(({process}) => process.pid)).toEqual([15]);
	});

	test('shells, launchers, zombies and readers of train.py are none', () => {
		expect(findTrainingProcesses([
			row(1, 0, ['/sbin/docker-init', '--', ...train]),
			row(2, 1, ['bash', '-c', 'python train.py; echo']),
			row(3, 2, train, {state: 'Z'}),
			row(4, 2, ['tail', '-f', 'train.py']),
			row(5, 2, ['python', 'val.py']),
		])).toEqual([]);
	});

	test('the launcher of a distributed training is the one', () => {
		const processes = [row(7, 1, ['torchrun', '--nproc_per_node=2', 'train.py']), row(8, 7, ['python', '-u', 'train.py', '--local_rank=0']), row(9, 7, ['python', '-u', 'train.py', '--local_rank=1'])];
		expect(findTrainingProcesses(processes).map(({process}) => process.pid)).toEqual([7]);
	});
});

describe('the way of the signal', () => {
	const running = {status: 'running' as const, command: ['/bin/bash']};
	test.each([
		['python is the first process', {...running, processes: [row(1, 0, train), row(20, 1, train)]}, {kind: 'container'}],
		['a shell is', {...running, processes: [row(1, 0, ['bash', '-c', 'python train.py; echo']), row(7, 1, train)]}, {kind: 'exec', pid: 7}],
		['docker-init is', {...running, processes: [row(1, 0, ['/sbin/docker-init', '--', ...train]), row(7, 1, train)]}, {kind: 'exec', pid: 7}],
		['a background job of a waiting shell', {...running, processes: [row(1, 0, ['bash', '-c', 'python train.py & wait']), row(7, 1, train, {isInterruptIgnored: true})]}, {kind: 'ignored', pid: 7}],
		['the first process has no handler', {...running, processes: [row(1, 0, train, {isInterruptHandled: false})]}, {kind: 'ignored', pid: 1}],
		['nothing trains', {...running, processes: [row(1, 0, ['/bin/bash'])]}, {kind: 'none', reason: 'no-training'}],
		['no shell in the image, python first', {...running, command: train}, {kind: 'container'}],
		['no shell in the image, a shell line that is replaced', {...running, command: ['bash', '-c', 'cd x && python train.py']}, {kind: 'container'}],
		['no shell in the image, something else first', running, {kind: 'none', reason: 'processes-unknown'}],
		['paused', {...running, status: 'paused' as const}, {kind: 'paused'}],
		['exited', {...running, status: 'exited' as const}, {kind: 'none', reason: 'not-running'}],
	])('%s', (_name, facts, expected) => {
		expect(chooseSignalRoute(facts)).toMatchObject(expected);
	});
});

test('the list of processes is read with newlines, tabs and masks', () => {
	const stat = 'S 1 7 1 34816 7 4194560 0 0 0 0 0 0 0 0 20 0 1 0 4711 0';
	const output = [
		'btime\t1700000000',
		`7\t1\tS\t0000000000000002\t0000000000000000\t${stat}\t/work\u{3}dir\u{2}\t/dev/pts/0\u{2}\tbash\u{1}-c\u{1}a\u{2}b\u{1}`,
		`8\t7\tR\t0000000000001000\t0000000180000002\t${stat}\t\t\tpython\u{1}train.py\u{1}`,
		'9\t\t\t\t\t\t\t\t',
		'',
	].join('\n');
	expect(parseProcessScan(output)).toEqual([
		{
			pid: 7, parentPid: 1, state: 'S', startTicks: 4711, isInterruptIgnored: true, isInterruptHandled: false, startedAt: 1_700_000_047_110, standardOutput: '/dev/pts/0', directory: '/work\tdir', command: ['bash', '-c', 'a\nb'],
		},
		{
			pid: 8, parentPid: 7, state: 'R', startTicks: 4711, isInterruptIgnored: false, isInterruptHandled: true, startedAt: 1_700_000_047_110, directory: undefined, command: ['python', 'train.py'],
		},
	]);
});
