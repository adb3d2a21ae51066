import {expect, test} from 'vitest';
import type {RunSummary} from '../../source/domain/run-summary.ts';
import {
	differingGroupings,
	groupRows,
	groupValue,
} from '../../source/run/run-groups.ts';
import {runRow, type RunListRow} from '../../source/run/run-list.ts';

function row(key: string, part: Partial<RunSummary> = {}): RunListRow {
	return runRow({
		key, id: {place: `host:${key}`}, directory: key, condition: 'finished', completedEpochs: 3, settings: {}, modifiedAt: 0, ...part,
	});
}

const best = (value: number, name: 'map50To95' | 'top1' = 'map50To95') => ({best: {epoch: 1, metrics: {[name]: value}}});

test.each([
	['/data/vest.yaml', 'vest'],
	[String.raw`C:\data\vest.yml`, 'vest'],
	['/sets/helmets/data.yaml', 'helmets'],
	['data.yaml', 'data'],
	['/sets/imagenette/', 'imagenette'],
	['coco128.yaml', 'coco128'],
	[undefined, undefined],
])('the data set of %s', (data, value) => {
	expect(groupValue(row('/a', {settings: {data}}), 'data')).toBe(value);
});

test.each([
	['batch', {settings: {batchSize: '16'}}, '16'],
	['batch_size', {settings: {batchSize: '16'}}, '16'],
	['weights', {settings: {weights: '/w/yolov5s.pt'}}, 'yolov5s.pt'],
	['optimizer', {settings: {others: {optimizer: 'SGD'}}}, 'SGD'],
	['epochs', {epochs: 100}, '100'],
	['state', {condition: 'failed'}, 'failed'],
	['host', {host: 'lab'}, 'lab'],
	['host', {}, ''],
	['constructor', {}, undefined],
	['lr0', {}, undefined],
] as const)('%s of a run', (by, part, value) => {
	expect(groupValue(row('/a', part), by)).toBe(value);
});

test('groups: this machine first, by value as numbers, what is not known last; each keeps its order and knows its best', () => {
	const rows = [row('/1', {settings: {batchSize: '16'}, ...best(0.1)}), row('/2'), row('/3', {settings: {batchSize: '4'}}), row('/4', {settings: {batchSize: '16'}, condition: 'training', ...best(0.3)})];
	expect(groupRows(rows, 'batch').map(({value, rows: members, best: key, training}) => [value, members.map(one => one.key), key, training])).toEqual([
		['4', ['/3'], undefined, 0], ['16', ['/1', '/4'], '/4', 1], [undefined, ['/2'], undefined, 0],
	]);
	expect(groupRows([row('/b', {host: 'b'}), row('/a')], 'host').map(({value}) => value)).toEqual(['', 'b']);
});

test('results by different metrics have no best', () => {
	expect(groupRows([row('/1', best(0.1)), row('/2', best(0.9, 'top1'))], 'host')[0]).not.toHaveProperty('best');
});

test('by host one that does not answer has a group, with what it said before or without; grouped by anything else it has none', () => {
	const failure = {message: 'refused', hint: 'start it'};
	const parts = {
		lab: {
			training: [], runs: [], host: 'lab', failure, at: 5,
		},
		dead: {
			training: [], runs: [], host: 'dead', failure,
		},
		fine: {training: [], runs: [], host: 'fine'},
	};
	const rows = [row('/a', {host: 'lab'})];
	expect(groupRows(rows, 'host', parts).map(group => [group.value, group.rows.length, group.failure, group.at])).toEqual([['dead', 0, failure, undefined], ['lab', 1, failure, 5]]);
	expect(groupRows(rows, 'data', parts)).toHaveLength(1);
});

test('the key goes through what differs alone', () => {
	const rows = [row('/a', {settings: {data: 'a.yaml', batchSize: '4', others: {optimizer: 'SGD', seed: '0'}}}), row('/b', {host: 'lab', settings: {data: 'a.yaml', batchSize: '8', others: {optimizer: 'Adam', seed: '0'}}})];
	expect(differingGroupings(rows)).toEqual(['host', 'batch', 'optimizer']);
	expect(differingGroupings([])).toEqual([]);
});
