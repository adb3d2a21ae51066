import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {cpSync, readFileSync} from 'node:fs';
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
const limitMs = 600_000;

/** Checkouts of YOLOv5 of any version from 6.0 on, with colons between them. */
const checkouts = (process.env.YOLOTOP_YOLOV5 ?? '').split(':').filter(folder => folder !== '');

/** A Python with what YOLOv5 needs; undefined without. */
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

/** Trains a small model from scratch on a CPU, always the same. Gives its run directory. */
async function train(checkout: string, data: string, hasProbe: boolean): Promise<{readonly code: number; readonly output: string; readonly run: string}> {
	const folder = temporaryFolder();
	// It writes beside its own files.
	cpSync(checkout, path.join(folder, 'yolov5'), {recursive: true, filter: name => path.basename(name) !== '.git'});
	const {PATH, HOME} = process.env;
	const child = spawn(python!, ['-B', 'train.py', '--data', path.join(data, 'data.yaml'), '--cfg', 'models/yolov5n.yaml', '--weights', '', '--epochs', String(epochs), '--batch-size', '4', '--imgsz', '64', '--workers', '0', '--device', 'cpu', '--project', folder, '--name', 'exp'], {
		cwd: path.join(folder, 'yolov5'),
		env: {
			PATH, HOME, PYTHONDONTWRITEBYTECODE: '1', OMP_NUM_THREADS: '1', WANDB_MODE: 'disabled', YOLOv5_AUTOINSTALL: 'false', PYTHONPATH: [...(hasProbe ? [probeFolder] : []), path.join(standIns, 'real')].join(':'), ...(hasProbe && {YOLOTOP_PROBE: 'process'}),
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

afterAll(removeFolders);

if (python === undefined) {
	test.skip(leftOutName(1, checkouts.length === 0 ? 'YOLOTOP_YOLOV5 names no checkout of YOLOv5.' : 'no Python here has what YOLOv5 needs.'), () => undefined);
} else {
	describe.each(checkouts)('a real training of %s', checkout => {
		test('has the same results with the probe, and every epoch is recorded', {timeout: limitMs}, async () => {
			const data = path.join(temporaryFolder(), 'data');
			execFileSync(python, [path.join(standIns, 'real/prepare.py'), data]);
			const without = await train(checkout, data, false);
			expect(without.code, without.output).toBe(0);
			const probed = await train(checkout, data, true);
			expect(probed.code, probed.output).toBe(0);
			expect(readFileSync(path.join(probed.run, 'results.csv'))).toEqual(readFileSync(path.join(without.run, 'results.csv')));
			expect(recordsIn(without.run)).toEqual([]);
			const records = recordsIn(probed.run);
			expect(records.filter(({type}) => type !== 'names').map(({type, epoch}) => epoch ?? type)).toEqual(['probe-started', ...Array.from({length: epochs}, (_, index) => index + 1)]);
			expect(records.find(({type}) => type === 'names')).toMatchObject({names: ['red', 'green']});
			expect(records.at(-1)).toMatchObject({classes: [[0, 8, expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)], [1, 8, expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)]], matrix: expect.any(Array) as unknown, learningRates: [expect.any(Number), expect.any(Number), expect.any(Number)]});
		});
	});
}
