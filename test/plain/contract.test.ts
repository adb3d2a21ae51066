import {expect, test} from 'vitest';
import {createDemoEngine} from '../../source/demo/demo-engine.ts';
import {demoScenes} from '../../source/demo/scenes.ts';
import type {RunEvent} from '../../source/domain/event.ts';
import type {RunState} from '../../source/domain/run.ts';
import {createContainerFeed} from '../../source/feed/container-feed.ts';
import {eventToJson} from '../../source/plain/event-json.ts';
import {runToStatusJson} from '../../source/plain/status-json.ts';
import {createStore} from '../../source/run/store.ts';

/** What other programs rely on: the names of the fields, and of what kind each is. Adding one is fine, renaming none. */
type Shape = 'number' | 'string' | readonly [Shape] | {readonly [name: string]: Shape};

const metrics: Shape = {
	precision: 'number', recall: 'number', map50: 'number', map50To95: 'number',
};
const losses: Shape = {box: 'number', obj: 'number', cls: 'number'};
const matrix: Shape = {epoch: 'number', names: ['string'], counts: [['number']]};
const classRow: Shape = {name: 'string', instances: 'number', ...metrics};
const gradientNorm: Shape = {mean: 'number', max: 'number'};

const contract: Shape = {
	schema: 'number',
	target: {kind: 'string', name: 'string', id: 'string'},
	framework: {name: 'string', version: 'string', task: 'string'},
	status: 'string',
	runDirectory: 'string',
	epoch: 'number',
	epochs: 'number',
	epochLabel: 'string',
	batchIndex: 'number',
	batchesPerEpoch: 'number',
	imageSize: 'number',
	instances: 'number',
	reservedGpuMemoryBytes: 'number',
	losses,
	metrics,
	best: {epoch: 'number', map50: 'number', map50To95: 'number'},
	classes: [{...classRow, images: 'number'}],
	history: [{
		epoch: 'number', losses, metrics, seconds: 'number',
	}],
	secondsPerEpoch: 'number',
	learningRate: 'number',
	gradientNorm,
	classHistory: [{epoch: 'number', classes: [classRow]}],
	confusionMatrix: matrix,
	probe: 'string',
};

/** Where a value is not of the shape; empty where all of it is. */
function differences(value: unknown, shape: Shape, place = ''): readonly string[] {
	if (typeof shape === 'string') {
		return typeof value === shape ? [] : [`${place}: ${typeof value}, not ${shape}`];
	}

	if (Array.isArray(shape)) {
		return Array.isArray(value) && value.length > 0 ? value.flatMap(one => differences(one, (shape as readonly [Shape])[0], `${place}[]`)) : [`${place}: not a list of something`];
	}

	return typeof value === 'object' && value !== null ? Object.entries(shape).flatMap(([name, inner]) => differences((value as Readonly<Record<string, unknown>>)[name], inner, `${place}.${name}`)) : [`${place}: no object`];
}

/** As it is printed. */
function toJson(value: unknown): Readonly<Record<string, unknown>> {
	const text = JSON.stringify(value);
	return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

async function readDemo(): Promise<{readonly state: RunState; readonly events: readonly RunEvent[]}> {
	const {engine, container} = createDemoEngine('demo', demoScenes.finished, 1);
	const store = createStore();
	const all: RunEvent[] = [];
	await createContainerFeed(engine, container).run(({events}) => {
		store.dispatch(events);
		all.push(...events);
	}, {signal: new AbortController().signal, isFollowing: false});
	engine.close();
	return {state: store.getState(), events: all};
}

test('status and export have every field under its name, filled by a run that has all of it', async () => {
	const {state} = await readDemo();
	const json = toJson(runToStatusJson(state, Date.now()));
	expect(differences(json, contract)).toEqual([]);
	expect(Object.keys(json)).toEqual(expect.arrayContaining(['statusReason', 'maskMetrics', 'etaSeconds', 'iteration', 'writer', 'diagnoses', 'notices']));
	const {confusionMatrix, probe} = json as {confusionMatrix: {names: readonly string[]; counts: ReadonlyArray<readonly number[]>}; probe: string};
	expect(confusionMatrix.names.at(-1)).toBe('background');
	expect(confusionMatrix.counts.map(row => row.length)).toEqual(confusionMatrix.names.map(() => confusionMatrix.names.length));
	expect(['on', 'off', 'failed']).toContain(probe);
});

test('events have the same names and kinds', async () => {
	const {events} = await readDemo();
	const probed = events.map(event => toJson(eventToJson(event))).findLast(({type, epoch}) => String(type).startsWith('probe') && epoch !== undefined);
	expect(differences(probed, {
		type: 'string', probe: 'string', epoch: 'number', learningRate: 'number', gradientNorm, classes: [classRow], confusionMatrix: matrix,
	})).toEqual([]);
});
