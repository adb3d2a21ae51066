import {
	appendFile,
	mkdir,
	mkdtemp,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	it,
} from 'vitest';
import {createDirectoryFeed} from '../../source/feed/directory-feed.ts';
import {createStore} from '../../source/run/store.ts';
import {collect} from './feed-contract.ts';

let directory = '';
beforeEach(async () => {
	directory = await mkdtemp(path.join(tmpdir(), 'yolotop-run-'));
});
afterEach(async () => {
	await rm(directory, {recursive: true, force: true});
});

const header = 'epoch,train/box_loss,train/obj_loss,train/cls_loss,metrics/precision,metrics/recall,metrics/mAP_0.5,metrics/mAP_0.5:0.95\n';
const row = (epoch: number) => `${epoch},0.1,0.02,0.03,0.5,0.4,0.3,0.2\n`;

async function stateOf(feed: ReturnType<typeof createDirectoryFeed>, isEnough?: (epochs: number) => boolean) {
	const store = createStore();
	const controller = new AbortController();
	await feed.run(({events}) => {
		store.dispatch(events);
		if (isEnough?.(store.getState().history.length) === true) {
			controller.abort();
		}
	}, {signal: controller.signal, isFollowing: isEnough !== undefined});
	return store.getState();
}

describe('a directory feed', () => {
	it('reads results, settings and checkpoints', async () => {
		await writeFile(path.join(directory, 'results.csv'), header + row(0) + row(1));
		await writeFile(path.join(directory, 'opt.yaml'), 'epochs: 2\nbatch_size: 8\n');
		await mkdir(path.join(directory, 'weights'));
		await writeFile(path.join(directory, 'weights', 'last.pt'), 'PK');
		const state = await stateOf(createDirectoryFeed(directory));
		expect(state.history.map(({epoch, losses}) => ({epoch, losses}))).toEqual([1, 2].map(epoch => ({epoch, losses: {box: 0.1, obj: 0.02, cls: 0.03}})));
		expect(state.epochs).toBe(2);
		expect(state.settings.batch_size).toBe('8');
		expect(state.checkpoints.map(({name}) => name)).toEqual(['last.pt']);
		expect(state.phase).toEqual({kind: 'finished', isEarlyStop: false});
		expect(state.target).toMatchObject({kind: 'directory', name: directory});
	});

	it('takes the task from args.yaml', async () => {
		await writeFile(path.join(directory, 'args.yaml'), 'task: obb\nepochs: 2\n');
		const state = await stateOf(createDirectoryFeed(directory));
		expect(state.task).toBe('obb');
		expect(state.framework).toEqual({name: 'ultralytics'});
	});

	it('reads results.txt where there is no results.csv', async () => {
		await writeFile(path.join(directory, 'results.txt'), '   0/1   0G   0.1   0.02   0.03   0.15   29   640   0.5   0.4   0.3   0.2   0.04   0.02   0.01\n');
		await writeFile(path.join(directory, 'opt.yaml'), 'epochs: 2\n');
		const state = await stateOf(createDirectoryFeed(directory));
		expect(state.history).toMatchObject([{epoch: 1, metrics: {map50: 0.3}}]);
		expect(state.framework).toEqual({name: 'yolov5'});
	});

	it('rests longer than a look took', async () => {
		await writeFile(path.join(directory, 'results.csv'), header + row(0));
		let time = 0;
		const rests: number[] = [];
		const controller = new AbortController();
		const looks = [0, 700, 0, 1].values();
		const feed = createDirectoryFeed(directory, {
			elapsed: () => time,
			now() {
				time += looks.next().value ?? 0;
				return 0;
			},
			async rest(ms) {
				rests.push(ms);
				if (rests.length === 2) {
					controller.abort();
				}
			},
			see: async () => false,
		});
		await feed.run(() => undefined, {signal: controller.signal, isFollowing: true});
		expect(rests.every(ms => ms >= 1000) && rests.some(ms => ms >= 2800)).toBe(true);
	});

	it('follows new epochs', async () => {
		const file = path.join(directory, 'results.csv');
		await writeFile(file, header + row(0));
		await writeFile(path.join(directory, 'opt.yaml'), 'epochs: 3\n');
		let appended = 1;
		const state = await stateOf(createDirectoryFeed(directory, {pollMs: 5}), epochs => {
			if (epochs === appended && appended < 3) {
				void appendFile(file, row(appended));
				appended++;
			}

			return epochs === 3;
		});
		expect(state.history).toHaveLength(3);
	});

	it.each([
		['an empty results.csv', {'results.csv': ''}],
		['a broken opt.yaml', {'opt.yaml': ': : {\n\t['}],
		['binary files', {'results.csv': 'PK\u{3}\u{4}\0\0', 'args.yaml': '\0\u{1}'}],
	])('reads a run of %s', async (_, files) => {
		await Promise.all(Object.entries(files).map(async ([name, text]) => writeFile(path.join(directory, name), text)));
		const state = await stateOf(createDirectoryFeed(directory));
		expect(state.history).toEqual([]);
	});

	it('refuses a directory that is no run', async () => {
		await writeFile(path.join(directory, 'readme.md'), 'text');
		await expect(collect(createDirectoryFeed(directory))).rejects.toMatchObject({code: 'directory-not-a-run', values: {path: directory}});
	});
});
