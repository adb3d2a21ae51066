import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	expect,
	test,
} from 'vitest';
import {placeTraining} from '../../../source/actions/resume/find-training.ts';
import {refuseIntended} from '../../../source/actions/resume/refuse-written.ts';

let folder: string;
let run: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'silent-'));
	run = path.join(folder, 'runs/train/exp');
	mkdirSync(path.join(run, 'weights'), {recursive: true});
	writeFileSync(path.join(run, 'results.csv'), 'epoch\n0\n');
	writeFileSync(path.join(run, 'weights/last.pt'), 'x');
});

afterEach(() => {
	rmSync(folder, {recursive: true, force: true});
});

const begin = async (words: readonly string[], silent: readonly string[]) => refuseIntended({
	engine: undefined, findJob: async () => ({writer: undefined, unknown: silent}),
}, placeTraining(['python', 'train.py', ...words], folder)!, undefined);

test('a run that changed just now is not resumed while a scheduler that may train it does not answer', async () => {
	const words = ['--resume', 'runs/train/exp/weights/last.pt'];
	await expect(begin(words, ['slurm'])).rejects.toMatchObject({code: 'run-changed-recently', values: {who: 'slurm'}});
	await expect(begin(words, [])).resolves.toBeUndefined();
	for (const name of ['results.csv', 'weights/last.pt']) {
		utimesSync(path.join(run, name), 1000, 1000);
	}

	await expect(begin(words, ['slurm'])).resolves.toBeUndefined();
});

test('a training that makes a directory of its own needs no scheduler', async () => {
	await expect(begin(['--data', 'a.yaml'], ['slurm'])).resolves.toBeUndefined();
});
