import {
	mkdir,
	mkdtemp,
	rm,
	utimes,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	expect,
	test,
} from 'vitest';
import {createHostRuns} from '../../source/discover/host-runs.ts';
import {createDirectoryFeed} from '../../source/feed/directory-feed.ts';
import {selectStatus} from '../../source/run/select-status.ts';
import {createStore} from '../../source/run/store.ts';

let root = '';
beforeEach(async () => {
	root = await mkdtemp(path.join(tmpdir(), 'yolotop-runs-'));
});
afterEach(async () => {
	await rm(root, {recursive: true});
});

const now = 1_700_000_000_000;
const minute = 60_000;
const header = 'epoch,train/box_loss,metrics/precision,metrics/recall,metrics/mAP_0.5,metrics/mAP_0.5:0.95\n';
const rows = (count: number) => header + Array.from({length: count}, (_, epoch) => `${epoch},0.1,0.5,0.4,${epoch === 1 ? 0.6 : 0.5},0.2\n`).join('');
const textRow = '   0/0   0G   0.1   0.02   0.03   0.15   29   640   0.5   0.4   0.3   0.2   0.04   0.02   0.01\n';

type Files = Readonly<Record<string, {readonly text: string; readonly agoMs: number}>>;
const opt = (text: string, agoMs: number): Files => ({'opt.yaml': {text, agoMs}});
const csv = (count: number, agoMs: number): Files => ({'results.csv': {text: rows(count), agoMs}});
const plot = (agoMs: number): Files => ({'results.png': {text: 'PNG', agoMs}});

test.each<[string, Files, string]>([
	['has just begun', opt('epochs: 10\n', minute), 'starting'],
	['never got to an epoch', opt('epochs: 10\n', 60 * minute), 'failed'],
	['goes on', {...opt('epochs: 10\n', 3 * minute), ...csv(3, minute)}, 'training'],
	['has rested for many of its epochs', {...opt('epochs: 10\n', 1.2 * minute), ...csv(3, minute)}, 'unknown'],
	['rests in the middle', {...opt('epochs: 10\n', 90 * minute), ...csv(3, 60 * minute)}, 'interrupted'],
	['was drawn in the middle', {...opt('epochs: 10\n', 90 * minute), ...csv(3, 60 * minute), ...plot(59 * minute)}, 'stopped-early'],
	['was drawn, then resumed', {...opt('epochs: 10\n', 90 * minute), ...csv(3, 60 * minute), ...plot(70 * minute)}, 'interrupted'],
	['used up its patience and drew no plots', {...opt('epochs: 10\npatience: 5\n', 90 * minute), ...csv(7, 60 * minute)}, 'stopped-early'],
	['was ended by its hours', {...opt('epochs: 10\ntime: 1.5\n', 90 * minute), ...csv(7, 60 * minute), ...plot(59 * minute)}, 'finished'],
	['has all epochs in results.txt', {...opt('epochs: 1\n', 90 * minute), 'results.txt': {text: textRow, agoMs: 60 * minute}}, 'finished'],
	['has all epochs', {...opt('epochs: 3\n', 90 * minute), ...csv(3, 60 * minute)}, 'finished'],
])('the list and the status agree on a run that %s', async (_, files, condition) => {
	const directory = path.join(root, 'runs', 'train', 'exp');
	await mkdir(directory, {recursive: true});
	await Promise.all(Object.entries(files).map(async ([name, {text, agoMs}]) => {
		await writeFile(path.join(directory, name), text);
		await utimes(path.join(directory, name), (now - agoMs) / 1000, (now - agoMs) / 1000);
	}));
	const see = async () => undefined;
	const listed = await createHostRuns({see}).list(root, {now});
	const store = createStore();
	await createDirectoryFeed(directory, {now: () => now, see}).run(({events}) => {
		store.dispatch(events);
	}, {signal: new AbortController().signal, isFollowing: false});
	expect([listed.map(run => run.condition), selectStatus(store.getState(), now).status]).toEqual([[condition], condition]);
});

test.each([
	['is seen to be written', true, 'training'],
	['nobody writes', false, 'interrupted'],
] as const)('the list and the status agree on a young run that %s', async (_, isWritten, condition) => {
	const directory = path.join(root, 'runs', 'train', 'exp');
	await mkdir(directory, {recursive: true});
	await Promise.all(Object.entries({...opt('epochs: 10\n', 1.2 * minute), ...csv(3, minute)}).map(async ([name, {text, agoMs}]) => {
		await writeFile(path.join(directory, name), text);
		await utimes(path.join(directory, name), (now - agoMs) / 1000, (now - agoMs) / 1000);
	}));
	const options = {now: () => now, see: async () => isWritten};
	const listed = await createHostRuns(options).list(root, {now});
	const store = createStore();
	await createDirectoryFeed(directory, options).run(({events}) => {
		store.dispatch(events);
	}, {signal: new AbortController().signal, isFollowing: false});
	expect([listed.map(run => run.condition), selectStatus(store.getState(), now).status]).toEqual([[condition], condition]);
});
