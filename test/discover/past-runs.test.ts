import {expect, test} from 'vitest';
import type {RunSummary} from '../../source/domain/run-summary.ts';
import {createContainerRuns} from '../../source/discover/container-runs.ts';
import {listPastRuns} from '../../source/discover/past-runs.ts';
import {createStubEngine} from './stub-engine.ts';

const now = 1_700_000_000_000;
const id = {place: 'host:/d/runs/train/exp'};
const run: RunSummary = {
	key: 'looks-on:/data/runs/train/exp', id, container: {id: 'looks-on', name: 'looks-on'}, directory: '/data/runs/train/exp', hostDirectory: '/d/runs/train/exp', condition: 'training', completedEpochs: 2, settings: {}, startedAt: now - 60_000, modifiedAt: now - 1000,
};

test.each([
	['is written at this moment, so by something else', [id], undefined],
	['is written by nothing', [], 'looks-on'],
])('the writer of a run among containers that have named none: it %s', async (_, ids, expected) => {
	const {engine} = createStubEngine([{
		name: 'looks-on', status: 'running', processes: ['bash'], mounts: [{
			kind: 'bind', source: '/d', destination: '/data', isReadOnly: false,
		}],
	}]);
	const {signal} = new AbortController();
	const [listed] = await listPastRuns(engine, {
		all: await engine.listContainers({isAll: true}), others: [], known: [], runs: [run], live: {ids, possible: []},
	}, {runs: createContainerRuns(engine), now, signal});
	expect(listed?.container?.name).toBe(expected);
});
