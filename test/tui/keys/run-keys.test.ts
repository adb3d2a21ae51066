import {rm} from 'node:fs/promises';
import {
	afterAll,
	beforeAll,
	describe,
} from 'vitest';
import {bundle} from '../../cli/run-bundle.ts';
import {openTerminal} from '../fixtures/terminal.ts';
import {pressEveryKey} from './press-every-key.ts';
import {
	makeTrainingDirectory,
	openGate,
	quickTraining,
	trainRun,
	trainWords,
} from './write-runs.ts';

let directory = '';

const environment = () => ['LANG=C.UTF-8', `HOME=${directory}`, `TRAINER_GATE=${directory}/gate`, ...Object.entries(quickTraining).map(([name, value]) => `${name}=${value}`), 'DOCKER_HOST=unix:///nonexistent/docker.sock'];

beforeAll(async () => {
	directory = await makeTrainingDirectory();
	await trainRun(directory, {isInterrupted: true});
});
afterAll(async () => {
	await rm(directory, {recursive: true, force: true});
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

describe('a training that was started here', () => {
	pressEveryKey('local', async () => {
		await openGate(directory, 9);
		const words = trainWords.map(word => `'${word}'`).join(' ');
		const terminal = openTerminal(bundle, {
			columns: 120, rows: 36, shell: `cd ${directory} && exec PROGRAM run --local -- python3 ${words}`, environment: environment(),
		});
		await terminal.until('the middle of the second epoch', () => /Epoch 2\/5[\s\S]*Batch 3\/6[\s\S]*GPU_mem/.test(terminal.text()), 60_000);
		return terminal;
	});
});
