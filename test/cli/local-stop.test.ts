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
import {afterEach, expect, test} from 'vitest';
import {readJournalFile} from '../../source/control/journal-file.ts';
import {openTerminal, type TestTerminal} from '../tui/fixtures/terminal.ts';
import {bundle} from './run-bundle.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'local-'));
let terminal: TestTerminal | undefined;

afterEach(() => {
	terminal?.pty.kill('SIGKILL');
	rmSync(directory, {recursive: true, force: true});
});

test('a training that was started as a plain process is stopped after its epoch by keys', async () => {
	copyFileSync(path.join(import.meta.dirname, '../docker/yolo-trainer.py'), path.join(directory, 'train.py'));
	writeFileSync(path.join(directory, 'mydata.yaml'), 'train: images\nval: images\nnc: 4\nnames: [Vest, helmet, noHelmet, noVest]\n');
	terminal = openTerminal(bundle, {
		columns: 100, rows: 30, environment: ['LANG=C.UTF-8', `HOME=${directory}`, 'TRAINER_SPEED=2', `PATH=${process.env.PATH}`],
		shell: `cd ${directory} && exec PROGRAM run --local -- python3 train.py --data mydata.yaml --cfg yolov5n.yaml --epochs 50 --batch-size 4 --workers 2`,
	});
	await terminal.until('the first epoch', () => /Epoch [1-9]\/50/.test(terminal!.text()), 60_000);
	terminal.write('s');
	await terminal.until('the question', () => terminal!.text().includes('nothing is lost'), 30_000);
	terminal.write('e');
	await terminal.until('the end', () => /last\.pt is whole and holds \d+ epochs/.test(terminal!.text()), 60_000);
	const epochs = Number(/holds (\d+) epochs/.exec(terminal.text())![1]);
	expect(readFileSync(path.join(directory, 'runs/train/exp/results.csv'), 'utf8').trim().split('\n')).toHaveLength(epochs + 1);
	terminal.write('q');
	await terminal.exited;
	expect(readJournalFile(path.join(directory, '.local/state/yolotop/actions.jsonl'))).toMatchObject([
		{action: 'run', trigger: 'yolotop run --local', outcome: {kind: 'succeeded'}},
		{action: 'stop-after-epoch', trigger: 's', outcome: {kind: 'succeeded'}},
	]);
}, 180_000);
