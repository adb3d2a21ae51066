import {rm} from 'node:fs/promises';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	test,
} from 'vitest';
import {bundle} from '../../cli/run-bundle.ts';
import {openTerminal, type TestTerminal} from '../fixtures/terminal.ts';
import {pressEveryKey} from './press-every-key.ts';
import {
	makeTrainingDirectory,
	openGate,
	quickTraining,
	trainRun,
	trainWords,
	writeProbeRecords,
	writePictures,
} from './write-runs.ts';

let directory = '';

const environment = () => ['LANG=C.UTF-8', 'NO_COLOR=1', `HOME=${directory}`, `TRAINER_GATE=${directory}/gate`, ...Object.entries(quickTraining).map(([name, value]) => `${name}=${value}`), 'DOCKER_HOST=unix:///nonexistent/docker.sock'];

beforeAll(async () => {
	directory = await makeTrainingDirectory();
	await trainRun(directory, {isInterrupted: true});
	await writeProbeRecords(path.join(directory, 'runs/train/exp'));
	await writePictures(path.join(directory, 'runs/train/exp'));
});
afterAll(async () => {
	await rm(directory, {
		recursive: true, force: true, maxRetries: 20, retryDelay: 100,
	});
});

describe('an interrupted run', () => {
	pressEveryKey('directory', async () => {
		const terminal = openTerminal(bundle, {
			columns: 120, rows: 36, shell: `cd ${directory} && exec PROGRAM runs/train/exp`, environment: environment(),
		});
		await terminal.untilText(/Epoch 2\/5|Epoch 1\/5/);
		return terminal;
	});
});

/** A training that is held in the middle of its second epoch. */
async function openTraining(): Promise<TestTerminal> {
	await openGate(directory, 9);
	const words = trainWords.map(word => `'${word}'`).join(' ');
	const terminal = openTerminal(bundle, {
		columns: 120, rows: 36, shell: `cd ${directory} && exec PROGRAM run --local -- python3 ${words}`, environment: environment(),
	});
	await terminal.until('the middle of the second epoch', () => /Epoch 2\/5[\s\S]*Batch 3\/6/.test(terminal.text()), 60_000);
	return terminal;
}

describe('a training that was started here', () => {
	pressEveryKey('local', openTraining);

	test('only keys that act on the run make others wait, and none of the others ends their waiting', async () => {
		const {pty, write, untilText, text} = await openTraining();
		try {
			// In one chunk, as a slow connection hands over what was typed.
			write('21s');
			await untilText('> after this epoch');
			write('e');
			await untilText('waiting for the end of epoch 2');
			write('2');
			await untilText('▌mAP50-95 ');
			write('s');
			await untilText('another action is still in progress');
			expect(text()).not.toContain('after this epoch');
		} finally {
			pty.kill('SIGKILL');
		}
	});

	test('a key that was typed ahead of the answer to a question is not refused', async () => {
		const {pty, write, untilText, text} = await openTraining();
		try {
			write('s');
			await untilText('> after this epoch');
			write('ge');
			await untilText('Continue with other settings');
			write('\u{7}s');
			await untilText('> after this epoch');
			expect(text()).not.toContain('another action is still in progress');
		} finally {
			pty.kill('SIGKILL');
		}
	});
});
