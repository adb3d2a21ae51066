import {
	mkdir,
	mkdtemp,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	expect,
	test,
} from 'vitest';
import {countLabels} from '../../../source/cli/screen/count-labels.ts';
import type {ResolvedTarget} from '../../../source/cli/resolve-target.ts';
import type {ContainerDetails} from '../../../source/engine/container.ts';
import type {Engine} from '../../../source/engine/engine.ts';
import {createStore, type Store} from '../../../source/run/store.ts';

let directory = '';

beforeAll(async () => {
	directory = await mkdtemp(path.join(tmpdir(), 'count-labels-'));
	await mkdir(path.join(directory, 'labels/train'), {recursive: true});
	await writeFile(path.join(directory, 'labels/train/a.txt'), '0 .5 .5 .1 .1\n1 .5 .5 .1 .1\n');
	await writeFile(path.join(directory, 'data.yaml'), 'names: [Vest, helmet]\n');
});
afterAll(async () => {
	await rm(directory, {recursive: true, force: true});
});

const feedOf = (kind: string) => ({target: {kind, name: 'a'}} as unknown as ResolvedTarget['feed']);
const started = {type: 'process-started', tool: 'train', settings: {data: 'data.yaml'}} as const;
const scanned = (labels: string) => [started, {type: 'dataset-scanned', split: 'train', scan: {images: 1, backgrounds: 0, labels}}] as const;
const expected = {files: 1, counts: [1, 1], names: ['Vest', 'helmet']};

async function counted(store: Store, change: () => void): Promise<unknown> {
	const found = new Promise(resolve => {
		store.subscribe(() => {
			const {trainingLabels} = store.getState();
			if (trainingLabels !== undefined) {
				resolve(trainingLabels);
			}
		});
	});
	change();
	return found;
}

test('of a plain process, from where it was started', async () => {
	const store = createStore();
	const target = {feed: feedOf('process'), process: {name: 'a', command: [], directory}, close: () => undefined};
	countLabels(target, store, new AbortController().signal);
	expect(await counted(store, () => {
		store.dispatch(scanned('labels/train'));
	})).toEqual(expected);
});

/** A container with the directory mounted at /data, whose engine is on this machine or says another time of it. */
function containerTarget(endpoint: string, modifiedAt?: number): ResolvedTarget {
	const engine = {
		endpoint,
		async statFile() {
			const {stat} = await import('node:fs/promises');
			const {mtimeMs} = await stat(directory);
			return {kind: 'directory', modifiedAt: modifiedAt ?? mtimeMs};
		},
	};
	const details = {
		id: 'abc', workingDirectory: '/data', mounts: [{kind: 'bind', source: directory, destination: '/data'}],
	};
	return {feed: feedOf('container'), container: {engine: engine as unknown as Engine, details: details as unknown as ContainerDetails}, close: () => undefined};
}

test('of a container, through a mount that is this machine\'s', async () => {
	const store = createStore();
	countLabels(containerTarget('unix:///var/run/docker.sock'), store, new AbortController().signal);
	expect(await counted(store, () => {
		store.dispatch(scanned('/data/labels/train'));
	})).toEqual(expected);
});

test.each([
	['of a container of another machine', () => containerTarget('ssh://elsewhere'), '/data/labels/train'],
	['of a mount that is another one\'s here', () => containerTarget('unix:///var/run/docker.sock', 1), '/data/labels/train'],
	['in the layer of a container', () => containerTarget('unix:///var/run/docker.sock'), '/root/labels/train'],
	['of a log, which may come from anywhere', (): ResolvedTarget => ({feed: feedOf('file'), close: () => undefined}), undefined],
] as const)('nothing is counted %s', async (_, targetOf, labels) => {
	const store = createStore();
	countLabels(targetOf(), store, new AbortController().signal);
	store.dispatch(scanned(labels ?? path.join(directory, 'labels/train')));
	// A plain process beside it is done with the same work meanwhile.
	const other = createStore();
	countLabels({feed: feedOf('process'), process: {name: 'a', command: [], directory}, close: () => undefined}, other, new AbortController().signal);
	await counted(other, () => {
		other.dispatch(scanned('labels/train'));
	});
	expect(store.getState().trainingLabels).toBeUndefined();
});
