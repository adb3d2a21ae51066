import {
	copyFileSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterEach,
	beforeEach,
	expect,
	test,
} from 'vitest';
import {readJournalFile} from '../../source/actions/journal-file.ts';
import {openTerminal, type TestTerminal} from '../screen/fixtures/terminal.ts';
import {bundle} from './run-bundle.ts';

let directory: string;
let terminal: TestTerminal | undefined;

beforeEach(() => {
	directory = mkdtempSync(path.join(tmpdir(), 'local-'));
	copyFileSync(path.join(import.meta.dirname, '../docker/yolo-trainer.py'), path.join(directory, 'train.py'));
	writeFileSync(path.join(directory, 'mydata.yaml'), 'train: images\nval: images\nnc: 4\nnames: [Vest, helmet, noHelmet, noVest]\n');
	openGate(0);
});
afterEach(() => {
	terminal?.pty.kill('SIGKILL');
	// A training that is left over ends with its directory.
	openGate(1000);
	rmSync(directory, {recursive: true, force: true});
});

/** Lets so many batches be trained, counted from the first epoch; an epoch has six. */
function openGate(batches: number): void {
	writeFileSync(path.join(directory, 'gate'), String(batches));
}

function isThere(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** The middle of an epoch, where the gate holds the training. */
const middleOf = (epoch: number): number => ((epoch - 1) * 6) + 3;

const rows = () => readFileSync(path.join(directory, 'runs/train/exp/results.csv'), 'utf8').trim().split('\n').slice(1).map(line => Number(line.split(',', 1)[0]));

function open(words: string): TestTerminal {
	terminal = openTerminal(bundle, {
		columns: 100, rows: 30, environment: ['LANG=C.UTF-8', `HOME=${directory}`, 'TRAINER_SPEED=10', 'TRAINER_SAVE_SECONDS=0.2', `TRAINER_GATE=${directory}/gate`, `PATH=${process.env.PATH}`],
		shell: `cd ${directory} && exec PROGRAM ${words}`,
	});
	return terminal;
}

async function stopAfter(screen: TestTerminal, epoch: number): Promise<void> {
	await screen.until('the question how to stop', () => screen.text().includes('nothing is lost'), 60_000);
	screen.write('e');
	await screen.until('the waiting', () => screen.text().includes(`waiting for the end of epoch ${epoch}`), 60_000);
	openGate(middleOf(epoch + 1));
}

test('a training that was started as a plain process is stopped, resumed, relaunched with another batch size and finished by keys', async () => {
	openGate(middleOf(2));
	const screen = open('run --local -- python3 train.py --data mydata.yaml --cfg yolov5n.yaml --epochs 5 --batch-size 4 --workers 2');
	await screen.until('the second epoch', () => screen.text().includes('Epoch 2/5'), 60_000);
	screen.write('s');
	await stopAfter(screen, 2);
	await screen.until('the end', () => screen.text().includes('last.pt is whole and holds 2 epochs'), 60_000);
	expect(rows()).toEqual([0, 1]);

	screen.write('r');
	await screen.until('the plan', () => screen.text().includes('--resume'), 60_000);
	screen.write('y');
	await screen.until('the next epoch', () => screen.text().includes('Epoch 3/5') && screen.text().includes('● training'), 60_000);

	screen.write('e');
	await screen.until('the form', () => screen.text().includes('batch size'), 10_000);
	screen.write('\u{15}8\r');
	await stopAfter(screen, 3);
	await screen.until('the plan with the edit', () => screen.text().includes('batch-size: 4 → 8'), 60_000);
	openGate(1000);
	screen.write('y');
	await screen.until('the end of the run', () => screen.text().includes('finished'), 90_000);
	expect(rows()).toEqual([0, 1, 2, 3, 4]);
	expect(readFileSync(path.join(directory, 'runs/train/exp/opt.yaml'), 'utf8')).toMatch(/^batch_size: 8$/m);

	screen.write('q');
	await screen.exited;
	expect(readJournalFile(path.join(directory, '.local/state/yolotop/actions.jsonl'))).toMatchObject([
		{action: 'run', trigger: 'yolotop run --local', outcome: {kind: 'succeeded'}},
		{action: 'stop-after-epoch', trigger: 's', outcome: {kind: 'succeeded'}},
		{action: 'resume', trigger: 'r', outcome: {kind: 'succeeded'}},
		{action: 'stop-after-epoch', trigger: 's', outcome: {kind: 'succeeded'}},
		{action: 'relaunch', trigger: 'e', outcome: {kind: 'succeeded'}},
	]);
}, 300_000);

test('a run directory is not resumed while a training writes it; then it goes on, and yolotop says where when it leaves', async () => {
	openGate(middleOf(2));
	const first = open('run --local -- python3 train.py --data mydata.yaml --cfg yolov5n.yaml --epochs 5');
	await first.until('the second epoch', () => first.text().includes('Epoch 2/5'), 60_000);
	first.write('q');
	await first.exited;

	const screen = open('runs/train/exp');
	await screen.until('the run', () => screen.text().includes('Overview'), 60_000);
	screen.write('r');
	await screen.until('the refusal', () => screen.text().includes('still writes to'), 60_000);
	const pid = Number(/process (\d+) keeps running/.exec(first.errors())![1]);
	process.kill(pid, 'SIGINT');
	await screen.until('the end of the training', () => !isThere(pid), 60_000);
	screen.write('q');
	await screen.until('the closed message', () => !screen.text().includes('still writes to'), 10_000);
	screen.write('r');
	await screen.until('the plan', () => screen.text().includes('--resume'), 60_000);
	screen.write('y');
	await screen.until('the epoch that was interrupted', () => /● training .*--resume/.test(screen.text()), 60_000);
	screen.write('q');
	await screen.exited;
	expect(isThere(Number(/process (\d+) keeps running/.exec(screen.errors())![1]))).toBe(true);
}, 300_000);
