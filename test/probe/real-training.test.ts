import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	copyFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	describe,
	expect,
	test,
} from 'vitest';
import {leftOutName} from '../left-out.ts';
import {
	probeFolder,
	recordsIn,
	removeFolders,
	standIns,
	temporaryFolder,
} from './run-python.ts';

const epochs = 3;
/** As matplotlib of Debian needs it. */
const font = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf';
const limitMs = 600_000;

/** Checkouts of YOLOv5 of any version from 4.0 on, and of Ultralytics from 8.0 on, with colons between them. */
const checkoutsIn = (variable: string) => (process.env[variable] ?? '').split(':').filter(folder => folder !== '');
const checkouts = [...checkoutsIn('YOLOTOP_YOLOV5'), ...checkoutsIn('YOLOTOP_ULTRALYTICS')];

/** A Python with what both need; undefined without. */
function findPython(): string | undefined {
	return ['python3', '/usr/bin/python3'].find(program => {
		try {
			execFileSync(program, ['-c', 'import torch, torchvision, cv2, pandas, yaml, matplotlib'], {stdio: 'ignore'});
			return true;
		} catch {
			return false;
		}
	});
}

const python = checkouts.length === 0 ? undefined : findPython();

const isUltralytics = (checkout: string): boolean => checkoutsIn('YOLOTOP_ULTRALYTICS').includes(checkout);
/** Up to v5.0 the table is results.txt, and the learning rates are in none. */
const isOld = (checkout: string): boolean => existsSync(path.join(checkout, 'test.py'));

/** So few epochs find nothing, unless the steps are long. */
function commandOf(checkout: string, data: string, folder: string): readonly string[] {
	return isUltralytics(checkout)
		? ['-c', `import sys; sys.path.insert(0, ''); from ultralytics import YOLO; YOLO('yolov8n.yaml').train(data=${JSON.stringify(data)}, epochs=${epochs}, imgsz=64, batch=4, nbs=4, workers=0, device='cpu', project=${JSON.stringify(folder)}, name='exp', plots=False, optimizer='AdamW', lr0=0.01, warmup_epochs=0, mosaic=0.0)`]
		: ['train.py', '--data', data, '--cfg', `models/yolov5${isOld(checkout) ? 's' : 'n'}.yaml`, '--weights', '', '--epochs', String(epochs), '--batch-size', '4', isOld(checkout) ? '--img-size' : '--imgsz', '64', '--workers', '0', '--device', 'cpu', '--project', folder, '--name', 'exp'];
}

/** Goes on from the last checkpoint of a run. */
function resumeOf(checkout: string, run: string): readonly string[] {
	const last = path.join(run, 'weights/last.pt');
	return isUltralytics(checkout)
		? ['-c', `import sys; sys.path.insert(0, ''); from ultralytics import YOLO; YOLO(${JSON.stringify(last)}).train(resume=True)`]
		: ['train.py', '--resume', last];
}

/** Those that end by themselves when they are asked to. */
const canEnd = (checkout: string): boolean => isUltralytics(checkout)
	? readFileSync(path.join(checkout, readdirSync(path.join(checkout, 'ultralytics')).includes('engine') ? 'ultralytics/engine/trainer.py' : 'ultralytics/yolo/engine/trainer.py'), 'utf8').includes('self.stop ')
	: !isOld(checkout) && readFileSync(path.join(checkout, 'utils/callbacks.py'), 'utf8').includes('stop_training');

/** The table of the results, without the seconds that Ultralytics notes from 8.3 on. */
function resultsIn(checkout: string, run: string): string {
	const lines = readFileSync(path.join(run, isOld(checkout) ? 'results.txt' : 'results.csv'), 'utf8').split('\n').map(line => line.split(','));
	const time = lines[0]!.indexOf('time');
	return lines.map(cells => cells.filter((_, index) => index !== time || time === -1).join(',')).join('\n');
}

/** A folder with a copy of the checkout, which writes beside its own files, and a font that it would load from the network. */
function prepareFolder(checkout: string): string {
	const folder = temporaryFolder();
	for (const directory of [folder, path.join(folder, 'Ultralytics'), path.join(folder, '.config/Ultralytics')]) {
		mkdirSync(directory, {recursive: true});
		copyFileSync(font, path.join(directory, 'Arial.ttf'));
	}

	cpSync(checkout, path.join(folder, 'yolov5'), {recursive: true, filter: name => path.basename(name) !== '.git'});
	return folder;
}

/** Runs a training in such a folder. Gives its run directory. */
async function runIn(folder: string, words: readonly string[], hasProbe: boolean): Promise<{readonly code: number; readonly output: string; readonly run: string}> {
	const {PATH} = process.env;
	const child = spawn(python!, ['-B', ...words], {
		cwd: path.join(folder, 'yolov5'),
		env: {
			PATH, HOME: folder, YOLO_OFFLINE: 'true', YOLO_AUTOINSTALL: 'false', PYTHONDONTWRITEBYTECODE: '1', OMP_NUM_THREADS: '1', WANDB_MODE: 'disabled', YOLOv5_AUTOINSTALL: 'false', PYTHONPATH: [...(hasProbe ? [probeFolder] : []), path.join(standIns, 'real')].join(':'), ...(hasProbe && {YOLOTOP_PROBE: 'process'}),
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (text: Uint8Array) => {
			output = (output + String(text)).slice(-20_000);
		});
	}

	const [code] = await once(child, 'close') as [number];
	return {code, output, run: path.join(folder, 'exp')};
}

/** Trains a small model from scratch on a CPU, always the same. */
async function train(checkout: string, data: string, hasProbe: boolean) {
	const folder = prepareFolder(checkout);
	return runIn(folder, commandOf(checkout, path.join(data, 'data.yaml'), folder), hasProbe);
}

/** Asks a training to end after its epoch as soon as it records. */
async function askWhenItRecords(directory: string): Promise<void> {
	for (let tries = 0; tries < 2400 && recordsIn(directory).length === 0; tries++) {
		await delay(50);
	}

	writeFileSync(path.join(directory, 'yolotop-probe-request.json'), JSON.stringify({session: recordsIn(directory)[0]!.session, id: 'one', action: 'stop-after-epoch'}));
}

function makeData(): string {
	const data = path.join(temporaryFolder(), 'data');
	execFileSync(python!, [path.join(standIns, 'real/prepare.py'), data]);
	return data;
}

afterAll(removeFolders);

if (python === undefined) {
	test.skip(leftOutName(1, checkouts.length === 0 ? 'YOLOTOP_YOLOV5 and YOLOTOP_ULTRALYTICS name no checkout.' : 'no Python here has what they need.'), () => undefined);
} else {
	describe.each(checkouts)('a real training of %s', checkout => {
		test('has the same results with the probe, and every epoch is recorded', {timeout: limitMs}, async () => {
			const data = makeData();
			const without = await train(checkout, data, false);
			expect(without.code, without.output).toBe(0);
			const probed = await train(checkout, data, true);
			expect(probed.code, probed.output).toBe(0);
			expect(resultsIn(checkout, probed.run)).toBe(resultsIn(checkout, without.run));
			expect(recordsIn(without.run)).toEqual([]);
			const records = recordsIn(probed.run);
			expect(records.filter(({type}) => type !== 'names').map(({type, epoch}) => epoch ?? type)).toEqual(['probe-started', ...Array.from({length: epochs}, (_, index) => index + 1)]);
			const last = records.at(-1)!;
			expect(last.learningRates).toHaveLength(isOld(checkout) ? 0 : 3);
			if (isUltralytics(checkout)) {
				// Whether it has found anything after so few epochs differs from version to version.
				expect(last.gradientNorm).toMatchObject({mean: expect.any(Number) as unknown});
				return;
			}

			const row = (index: number) => [index, 8, ...Array.from({length: 4}, () => expect.any(Number) as unknown)];
			expect(records.find(({type}) => type === 'names')).toMatchObject({names: ['red', 'green']});
			expect(last).toMatchObject({classes: [row(0), row(1)], ...(!isOld(checkout) && {matrix: expect.any(Array) as unknown})});
		});

		test.skipIf(!canEnd(checkout))('that is asked ends after its first epoch and goes on from there, each epoch once', {timeout: limitMs}, async () => {
			const [data, folder] = [makeData(), prepareFolder(checkout)];
			const [asked] = await Promise.all([
				runIn(folder, commandOf(checkout, path.join(data, 'data.yaml'), folder), true),
				askWhenItRecords(path.join(folder, 'exp')),
			]);
			expect(asked.code, asked.output).toBe(0);
			expect(recordsIn(asked.run).find(({type}) => type === 'stopping')).toMatchObject({request: 'one', epoch: 1});
			const resumed = await runIn(folder, resumeOf(checkout, asked.run), true);
			expect(resumed.code, resumed.output).toBe(0);
			const rows = readFileSync(path.join(asked.run, 'results.csv'), 'utf8').trim().split('\n').slice(1).map(row => Number(row.split(',', 1)[0]));
			// YOLOv5 and early versions of Ultralytics count from 0.
			expect(rows).toEqual(Array.from({length: epochs}, (_, index) => index + rows[0]!));
		});
	});
}
