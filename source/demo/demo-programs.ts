import {Buffer} from 'node:buffer';
import {posix} from 'node:path';
import type {ExecResult} from '../engine/exec.ts';
import {realClock} from '../feed/timed-play.ts';
import {toolOutput} from './demo-command.ts';
import type {DemoContainer} from './demo-container.ts';
import {demoDirectory} from './demo-details.ts';
import {demoGuard, type DemoProgram} from './demo-guard.ts';
import {
	demoMachine,
	diskAnswer,
	gpuAnswer,
	gpuTable,
	machineAt,
	procText,
	type MachineLoad,
} from './demo-machine.ts';

/** Behind `/bin/sh -c SCRIPT sh`. */
const shellArguments = 4;
/** Of the training, in the container, and the program that is started beside it. */
const trainingPid = 1;
const toolPid = 77;

export function loadOf(container: DemoContainer): MachineLoad {
	const isTraining = container.state().status === 'running' && container.training() !== undefined;
	return isTraining ? (isStalled(container) ? 'waiting' : 'training') : 'idle';
}

/** Whether its training stands still as it was shown first; one that was resumed goes on. */
function isStalled(container: DemoContainer): boolean {
	return container.options.scene?.stallsAfter !== undefined && container.training()?.plan.resumed === undefined;
}

const answer = (stdout: string, exitCode = 0): ExecResult => ({
	exitCode, stdout, stderr: exitCode === 127 ? 'sh: not found\n' : '', isTruncated: false,
});

/** All processes, what they have open, and the files of runs: as the script that looks into a container prints them. */
function scanAnswer(container: DemoContainer): string {
	const {command, files} = container.options;
	const program = container.training();
	const startedAt = container.state().startedAt ?? Date.now();
	const bootSeconds = Math.floor(startedAt / 1000) - 10;
	const ticks = Math.round((startedAt - (bootSeconds * 1000)) / 10);
	const stat = ['S', ...Array.from({length: 18}, () => '0'), String(ticks), '0'].join(' ');
	const process = [trainingPid, 0, 'S', '0000000001001000', '0000000180004002', stat, demoDirectory, '/dev/pts/0', command.join('\u{1}')].join('\t');
	const open = program === undefined ? '' : `/proc/${trainingPid}/fd:\nl-wx------ 1 root root 64 Nov 30 12:00 9 -> ${posix.join(program.runDirectory, 'events.out.tfevents.1')}\n`;
	return `btime\t${bootSeconds}\n${process}\n== open\n${open}== files\nbase\t${demoDirectory}\n${files.paths().map(path => {
		const {modifiedAt, sizeBytes} = files.stat(path)!;
		return `${Math.floor(modifiedAt / 1000)}\t${sizeBytes}\t${path}\n`;
	}).join('')}`;
}

/** The stacks of a training and its workers: one that stands still waits for the disk with its data set. */
function stacksAnswer(container: DemoContainer): string {
	const program = container.training();
	if (program === undefined || container.state().status !== 'running') {
		return JSON.stringify({processes: []});
	}

	const isWaiting = isStalled(container);
	const packages = '/opt/conda/lib/python3.10/site-packages/torch';
	const frames = (...calls: ReadonlyArray<readonly [file: string, line: number, name: string]>) => ['Stack (most recent call first):', ...calls.map(([file, line, name]) => `  File "${file}", line ${line} in ${name}`), ''].join('\n');
	const main = isWaiting
		? frames(['/opt/conda/lib/python3.10/selectors.py', 416, 'select'], ['/opt/conda/lib/python3.10/multiprocessing/queues.py', 113, 'get'], [`${packages}/utils/data/dataloader.py`, 1132, '_try_get_data'], [`${packages}/utils/data/dataloader.py`, 1328, '_next_data'], [`${demoDirectory}/utils/dataloaders.py`, 168, '__iter__'], [`${demoDirectory}/train.py`, 297, 'train'])
		: frames([`${packages}/autograd/__init__.py`, 200, 'backward'], [`${packages}/_tensor.py`, 487, 'backward'], [`${demoDirectory}/train.py`, 312, 'train']);
	const worker = frames([`${demoDirectory}/utils/dataloaders.py`, 712, 'load_image'], [`${demoDirectory}/utils/dataloaders.py`, 745, 'load_mosaic'], [`${packages}/utils/data/_utils/fetch.py`, 51, 'fetch'], [`${packages}/utils/data/_utils/worker.py`, 308, '_worker_loop']);
	return JSON.stringify({
		processes: [
			{
				pid: trainingPid, parent: 0, rank: null, state: 'S', answer: 'stack', stack: main,
			},
			...Array.from({length: program.plan.workers ?? 2}, (_, index) => ({
				pid: 31 + index, parent: trainingPid, rank: null, state: isWaiting ? 'D' : 'R', answer: 'stack', stack: worker,
			})),
		],
	});
}

/** Files one after the other, each behind a line with its name. */
function filesAnswer({options: {files}}: DemoContainer, names: readonly string[]): string {
	return names.map(name => `==> ${name} <==\n${Buffer.from(files.read(name) ?? []).toString()}`).join('\n');
}

/** The scripts of yolotop itself, told by what only they hold. */
function shellAnswer(container: DemoContainer, script: string, words: readonly string[]): ExecResult {
	if (words.some(word => word.includes('yolotop-stacks'))) {
		return answer(stacksAnswer(container));
	}

	if (script.includes('== open')) {
		return answer(scanAnswer(container));
	}

	if (script.trimEnd().endsWith('exit 0')) {
		return answer('', Number(words[0]) === trainingPid && container.state().status === 'running' ? 0 : 3);
	}

	if (script.startsWith('tail -c')) {
		const bytes = container.options.files.read(words[1] ?? '');
		return bytes === undefined ? answer('', 1) : answer(Buffer.from(bytes.subarray(-Number(words[0]))).toString('base64'));
	}

	return answer('', script.includes('for project in') ? 0 : 127);
}

/** What a short program in the container answers. */
export function runProgram(container: DemoContainer, command: readonly string[]): ExecResult {
	const words = command[0] === 'timeout' ? command.slice(4) : command;
	const [program = '', ...rest] = words;
	const worked = container.workedMs();
	const load = loadOf(container);
	switch (posix.basename(program)) {
		case 'nvidia-smi': {
			const query = rest.find(word => word.startsWith('--query-gpu='))?.slice('--query-gpu='.length);
			return answer(query === undefined ? gpuTable : gpuAnswer(query.split(','), worked, load));
		}

		case 'df': {
			const path = rest.at(-1) ?? '';
			const size = container.options.sharedMemoryBytes;
			return answer(path === '/dev/shm'
				? diskAnswer('shm', size, Math.min(size, 2 ** 30) * machineAt(worked, load).sharedMemoryShare, path)
				: diskAnswer('overlay', demoMachine.diskBytes, demoMachine.diskBytes - demoMachine.freeDiskBytes, '/'));
		}

		case 'tail': {
			return answer(filesAnswer(container, rest.slice(2)));
		}

		case 'cat': {
			return answer(procText(worked, load));
		}

		case 'sh': {
			return shellAnswer(container, rest[1] ?? '', words.slice(shellArguments));
		}

		default: {
			return answer('', 127);
		}
	}
}

/** A program that goes on for a while; undefined for one that the container does not have. */
export function startProgram(container: DemoContainer, command: readonly string[]): DemoProgram | undefined {
	const script = command.indexOf('-S');
	if (script !== -1 && command[script - 1] === '-I') {
		return demoGuard(command.slice(script + 3), container);
	}

	const output = command[2]?.startsWith('echo "yolotop-pid') ? toolOutput(command.slice(shellArguments), container.options) : undefined;
	return output && {
		async run(print, signal) {
			print(`yolotop-pid ${toolPid}\n`);
			for (;;) {
				const {value, done} = output.next();
				if (done) {
					return value;
				}

				try {
					await realClock.wait(value.afterMs, signal);
				} catch {
					print('Traceback (most recent call last):\nKeyboardInterrupt\n');
					return 130;
				}

				print(value.text.replaceAll('\r\n', '\n'));
			}
		},
	};
}

/** Whether a command interrupts the program that was started beside the training. */
export const isToolKill = (command: readonly string[]): boolean => command[2]?.startsWith('kill -"$1"') === true && command.at(-1) === String(toolPid);
