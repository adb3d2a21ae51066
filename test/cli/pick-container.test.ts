import {Readable} from 'node:stream';
import {expect, test} from 'vitest';
import {gateOutput} from '../../source/cli/io.ts';
import {createPick} from '../../source/cli/pick-container.ts';
import type {RunSummary, TrainingContainerSummary} from '../../source/domain/run-summary.ts';
import type {Language} from '../../source/words/words.ts';

const now = 1_700_000_000_000;
const minute = 60_000;

const entry = (name: string, more: Partial<TrainingContainerSummary> = {}): TrainingContainerSummary => ({
	id: name, name, image: 'yolov5', isPaused: false, command: 'python train.py', ...more,
});

const run = (container: string, more: Partial<RunSummary> = {}): RunSummary => ({
	key: `${container}:/w/runs/train/exp`, id: {place: `layer:${container}:/w/runs/train/exp`}, directory: '/w/runs/train/exp', condition: 'training', completedEpochs: 4, epochs: 10, settings: {}, modifiedAt: now, secondsPerEpoch: 60, ...more,
});

const found = [
	entry('quick', {device: '0', startedAt: now - (5 * minute), run: run('quick', {best: {epoch: 3, metrics: {map50To95: 0.308}}})}),
	entry('rests', {isPaused: true, device: 'cpu'}),
	entry('new'),
];

/** Asks at a terminal, where these lines are typed. */
async function ask(lines: readonly string[], {language = 'en', isTerminal = true}: {readonly language?: Language; readonly isTerminal?: boolean} = {}) {
	let told = '';
	const tell = gateOutput({
		isTTY: isTerminal,
		columns: 100,
		write(piece: string) {
			told += piece;
			return true;
		},
	});
	const stdin = Object.assign(Readable.from(lines.map(line => `${line}\n`), {objectMode: false}), {isTTY: isTerminal});
	const pick = createPick({language}, {
		stdin, stdout: tell, stderr: tell, environment: {}, signal: new AbortController().signal, now: () => now,
	});
	const chosen = await pick(found);
	return {rows: told.split('\n').map(line => line.trim().split(/ {2,}/)), told, chosen};
}

test('each training is a line with state, epoch, time left, mAP, GPU and age; what is not known is a dash', async () => {
	const {rows, chosen} = await ask(['1']);
	expect(rows).toContainEqual(['1', 'quick', 'training', '4/10', '6 m 00 s', '0.308 @3', '0', '5 m 00 s']);
	expect(rows).toContainEqual(['2', 'rests', 'paused', '-', '-', '-', 'cpu', '-']);
	expect(rows).toContainEqual(['3', 'new', 'starting', '-', '-', '-', '-', '-']);
	expect(chosen.name).toBe('quick');
});

test('a name chooses as a number does; anything else is asked again', async () => {
	const {told, chosen} = await ask(['7', 'nope', 'rests'], {language: 'zh'});
	expect(chosen.name).toBe('rests');
	expect(told.match(/选择哪一个/g)).toHaveLength(3);
});

test('nobody to ask, or an end of the input, is an error with the names', async () => {
	await expect(ask(['1'], {isTerminal: false})).rejects.toMatchObject({code: 'several-training-containers'});
	await expect(ask([])).rejects.toMatchObject({code: 'several-training-containers'});
});
