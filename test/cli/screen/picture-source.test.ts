import {
	mkdtemp,
	rm,
	truncate,
	utimes,
	writeFile,
} from 'node:fs/promises';
import {execFileSync} from 'node:child_process';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import {createPictureSource} from '../../../source/cli/screen/picture-source.ts';
import type {MonitoredRun} from '../../../source/cli/screen/monitored-run.ts';
import {
	isPictureFailure,
	pictureKey,
	type PictureFile,
	type PictureRequest,
} from '../../../source/domain/picture.ts';
import {createPictureThread} from '../../../source/graphics/picture-thread.ts';
import {fixture} from '../../graphics/fixture.ts';

let directory = '';
let source: ReturnType<typeof createPictureSource>;
let now = 0;
let threads = 0;

/** The pictures of the directory. */
function open(options: {readonly isSlowLink?: boolean; readonly pictures?: 'auto' | 'off'} = {}, target: Record<string, unknown> = {kind: 'directory', name: 'exp', path: directory}): void {
	source = createPictureSource({
		run: () => ({target: () => ({feed: {target}}), store: {getState: () => ({})}} as unknown as MonitoredRun),
		options: {isSlowLink: false, pictures: 'auto', ...options},
		io: {now: () => now, signal: new AbortController().signal},
		async openThread() {
			threads++;
			return createPictureThread();
		},
	});
}

/** Waits until it has changed so that this holds. */
async function until<T>(seen: () => T | undefined): Promise<T> {
	return new Promise(resolve => {
		const look = () => {
			const value = seen();
			if (value === undefined) {
				return;
			}

			stop();
			resolve(value);
		};

		const stop = source.subscribe(look);
		look();
	});
}

async function filesOf(): Promise<readonly PictureFile[]> {
	return until(() => source.get(true).files);
}

const requestOf = (file: PictureFile): PictureRequest => ({
	file, part: {zoom: 1, x: 0.5, y: 0.5}, columns: 20, rows: 10, cell: {width: 10, height: 20}, protocol: 'cells', id: 1,
});

async function madeOf(file: PictureFile): Promise<string> {
	const request = requestOf(file);
	source.want([request]);
	return until(() => {
		const made = source.get(true).made.get(pictureKey(request));
		return made?.file.modifiedAt === file.modifiedAt ? (isPictureFailure(made.answer) ? made.answer.code : `${made.answer.source.width}x${made.answer.source.height}`) : undefined;
	});
}

beforeEach(async () => {
	directory = await mkdtemp(path.join(tmpdir(), 'yolotop-pictures-'));
	now = 0;
	threads = 0;
});
afterEach(async () => {
	await source.close();
	await rm(directory, {recursive: true, force: true});
});

describe('a directory of this machine', () => {
	test('has its pictures listed in the order of the table, and nothing else', async () => {
		for (const name of ['results.csv', 'labels.jpg', 'train_batch1200.jpg', 'BoxPR_curve.png', 'val_batch0_pred.jpg', 'val_batch0_labels.jpg', 'confusion_matrix.png', 'holiday.jpg', 'train_batch0.jpg.html']) {
			await writeFile(path.join(directory, name), 'x');
		}

		open();
		const files = await filesOf();
		expect(files.map(({name}) => name)).toEqual(['val_batch0_labels.jpg', 'val_batch0_pred.jpg', 'confusion_matrix.png', 'BoxPR_curve.png', 'labels.jpg', 'train_batch1200.jpg']);
		expect(threads).toBe(0);
	});

	test('each file is a picture or has its reason, whatever it is', async () => {
		await writeFile(path.join(directory, 'train_batch0.jpg'), fixture('screen.jpg'));
		// A PNG below another name.
		await writeFile(path.join(directory, 'train_batch1.jpg'), fixture('screen.png'));
		await writeFile(path.join(directory, 'train_batch2.jpg'), 'no picture');
		await writeFile(path.join(directory, 'results.png'), '');
		await truncate(path.join(directory, 'results.png'), 200_000_000);
		execFileSync('mkfifo', [path.join(directory, 'labels.jpg')]);
		open();
		const made: Array<readonly [string, string]> = [];
		for (const file of await filesOf()) {
			made.push([file.name, await madeOf(file)]);
		}

		expect(made).toEqual([['results.png', 'file-too-large'], ['train_batch0.jpg', '96x60'], ['train_batch1.jpg', '96x60'], ['train_batch2.jpg', 'unknown-format'], ['labels.jpg', 'not-a-file']]);
	});

	test('a file that changes is seen at the next look, and made again; one that is gone has its reason', async () => {
		const file = path.join(directory, 'labels.jpg');
		await writeFile(file, fixture('screen.jpg').subarray(0, 1000));
		open();
		const [first] = await filesOf();
		expect(await madeOf(first!)).toBe('broken');
		await writeFile(file, fixture('screen.jpg'));
		await utimes(file, 1000, 1000);
		// Not before it is time for another look.
		expect(source.get(true).files).toEqual([first]);
		now = 3000;
		const changed = await until(() => source.get(true).files?.find(({modifiedAt}) => modifiedAt === 1_000_000));
		expect(await madeOf(changed)).toBe('96x60');
		await rm(file);
		expect(await madeOf({...changed, modifiedAt: 2})).toBe('gone');
	});

	test('keeps few of those that are not wanted any more', async () => {
		await writeFile(path.join(directory, 'labels.jpg'), fixture('screen.jpg'));
		open();
		const [file] = await filesOf();
		for (let columns = 10; columns < 30; columns++) {
			const request = {...requestOf(file!), columns};
			source.want([request]);
			await until(() => source.get(true).made.get(pictureKey(request)));
		}

		expect(source.get(true).made.size).toBe(8);
	});
});

test('nobody looks while the pictures are not shown, nor where they are off', () => {
	open();
	expect(source.get(false)).toMatchObject({files: undefined, isOff: false});
	open({pictures: 'off'});
	expect(source.get(true)).toMatchObject({files: undefined, isOff: true});
});

test('a run in no known directory is told as such', async () => {
	open({}, {kind: 'stdin', name: 'input'});
	expect(await until(() => source.get(true).problem)).toBe('no-directory');
});

test('on a slow link a picture waits for being asked for', () => {
	open({isSlowLink: true});
	expect(source.get(false).isOnRequest).toBe(true);
});
