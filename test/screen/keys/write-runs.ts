import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {copyFile, mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {encodePng} from '../../../source/graphics/encode-png.ts';
import {demoTraining} from '../../../source/demo/training.ts';

const epochs = 12;
const classNames = ['Vest', 'helmet', 'noHelmet', 'noVest'];

/** The rows of a table by class, all with the same quality. */
function classRows(quality: number): readonly string[] {
	return classNames.map(name => `${name.padStart(22)}${'47'.padStart(11)}${'66'.padStart(11)}${quality.toFixed(3).padStart(11).repeat(4)}`);
}

/** The ended lines of a finished training, each with the time of its end. */
function demoLines(): ReadonlyArray<readonly [at: number, line: string]> {
	const lines: Array<readonly [number, string]> = [];
	let open = '';
	let at = Date.UTC(2026, 7, 1, 8);
	for (const {text, afterMs} of demoTraining({epochs, speed: 1, seed: 1})) {
		at += afterMs;
		const ended = (open + text).split('\r\n');
		open = ended.pop()!;
		lines.push(...ended.map(line => [at, line] as const));
	}

	return lines;
}

/** A finished training as `docker logs -t` gives it: with times, a table by class after each epoch, and two warnings. */
function timedLog(): string {
	let validations = 0;
	return demoLines().flatMap(([at, line]) => {
		const isOfEpoch = line.trimStart().startsWith('all ') && validations < epochs;
		validations += isOfEpoch ? 1 : 0;
		const more = isOfEpoch ? [...classRows(validations / 20), ...(validations < 3 ? [`WARNING ⚠️ plan ${validations}: an image is corrupt`] : [])] : [];
		return [line, ...more].map(text => `${new Date(at).toISOString().replace('Z', '000000Z')} ${text}\r\n`);
	}).join('');
}

/** The words of a training that writes a run directory below the directory it is started in. */
export const trainWords = ['train.py', '--data', 'mydata.yaml', '--weights', '', '--cfg', 'yolov5n.yaml', '--epochs', '5', '--batch-size', '4', '--workers', '2'];

/** A training that is as quick as its files allow. */
export const quickTraining = {TRAINER_SPEED: '50', TRAINER_START_SECONDS: '0.01', TRAINER_SAVE_SECONDS: '0.01'};

/** Lets a training in this directory do so many batches; an epoch has six. */
export async function openGate(directory: string, batches: number): Promise<void> {
	await writeFile(path.join(directory, 'gate'), String(batches));
}

/** A directory with the program and the data of a training. */
export async function makeTrainingDirectory(): Promise<string> {
	const directory = await mkdtemp(path.join(tmpdir(), 'keys-'));
	await copyFile(path.join(import.meta.dirname, '../../docker/yolo-trainer.py'), path.join(directory, 'train.py'));
	await writeFile(path.join(directory, 'mydata.yaml'), `train: images\nval: images\nnc: 4\nnames: [${classNames.join(', ')}]\n`);
	await openGate(directory, 1000);
	return directory;
}

/** Trains in a directory until its end, or until its gate holds it in the second epoch; then it is interrupted. */
export async function trainRun(directory: string, {isInterrupted = false, words = []}: {readonly isInterrupted?: boolean; readonly words?: readonly string[]} = {}): Promise<void> {
	const gate = path.join(directory, 'gate');
	await openGate(directory, isInterrupted ? 9 : 1000);
	const training = spawn('python3', [...trainWords, ...words], {cwd: directory, stdio: ['ignore', 'ignore', 'pipe'], env: {PATH: '/usr/local/bin:/usr/bin:/bin', ...quickTraining, TRAINER_GATE: gate}});
	const ended = once(training, 'exit');
	if (isInterrupted) {
		training.stderr.on('data', (data: Uint8Array) => {
			if (/ 1\/4 .* 3\/6/.test(String(data))) {
				training.kill('SIGINT');
			}
		});
	} else {
		training.stderr.resume();
	}

	await ended;
}

/** Records of a probe beside a run, which was trained without one: a class that is taken for another after the first epoch. */
export async function writeProbeRecords(run: string): Promise<void> {
	const records = [
		{type: 'probe-started', schema: 1, framework: 'yolov5'},
		{type: 'names', names: classNames},
		{
			type: 'epoch', epoch: 1, classes: classNames.map((_, index) => [index, 20, 0.5, 0.4, 0.4, 0.2]), matrix: [[0, 0, 20], [1, 1, 12], [0, 1, 8], [2, 2, 20], [3, 3, 20]],
		},
	];
	await writeFile(path.join(run, 'yolotop-probe.ndjson'), records.map(record => `${JSON.stringify({session: '1-1', ...record})}\n`).join(''));
}

/** Pictures as a framework draws them into a run directory: a batch, and the same images with labels and predictions. */
export async function writePictures(runDirectory: string): Promise<void> {
	for (const [index, name] of ['train_batch0', 'val_batch0_labels', 'val_batch0_pred'].entries()) {
		const data = Uint8Array.from({length: 32 * 24 * 3}, (_, place) => (place * (index + 1)) % 256);
		await writeFile(path.join(runDirectory, `${name}.jpg`), encodePng({
			width: 32, height: 24, channels: 3, data,
		}));
	}
}

/** A directory with the log of a finished training, and the run directories of two others. */
export async function makeLogDirectory(): Promise<string> {
	const directory = await makeTrainingDirectory();
	await writeFile(path.join(directory, 'train.log'), timedLog());
	await trainRun(directory, {words: ['--epochs', '2']});
	await trainRun(directory, {words: ['--epochs', '3']});
	return directory;
}
