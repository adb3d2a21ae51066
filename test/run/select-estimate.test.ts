import {expect, test} from 'vitest';
import type {RunState} from '../../source/domain/run.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {reduce} from '../../source/run/reduce.ts';
import {selectEstimate} from '../../source/run/select-estimate.ts';
import {selectEta} from '../../source/run/select-eta.ts';
import {selectStatus} from '../../source/run/select-status.ts';

const observed: RunState = [
	{type: 'process-started', tool: 'train', settings: {epochs: '10'}},
	{type: 'training-observed', observation: {output: {kind: 'started-elsewhere'}, isRunning: true, secondsPerEpoch: 20}},
	{type: 'run-directory-announced', path: '/r/exp'},
	{type: 'history-read', records: [{epoch: 1, losses: {}}, {epoch: 2, losses: {}}], at: 100_000},
	{type: 'training-started', epochs: 10},
].reduce((state, event) => reduce(state, event as Parameters<typeof reduce>[1]), initialRunState);

test('the position is told by the clock, and never beyond the epoch', () => {
	expect(selectEstimate(observed, 105_000)).toEqual({epoch: 3, fraction: 0.25});
	expect(selectEstimate(observed, 900_000)).toEqual({epoch: 3, fraction: 1});
	expect(selectEta(observed, 105_000)).toMatchObject({leftMs: 155_000, isRough: true});
});

test('a bar is better than an estimate', () => {
	const told = reduce(observed, {type: 'epoch-progressed', progress: {epoch: 3, epochLabel: '2/9', losses: {}}});
	expect(selectEstimate(told, 105_000)).toBeUndefined();
});

test('a process that is gone trains no more, and what its files say of the end counts', () => {
	const gone = reduce(observed, {type: 'training-observed', observation: {output: {kind: 'started-elsewhere'}, isRunning: false}});
	expect(selectStatus(gone)).toEqual({status: 'interrupted', reason: {code: 'process-gone'}});
	expect(selectEstimate(gone, 105_000)).toBeUndefined();
	expect(selectStatus(reduce(gone, {type: 'process-exited', exitCode: 130})).status).toBe('interrupted');
	expect(selectStatus(reduce(gone, {type: 'results-saved', path: '/r/exp'})).status).toBe('finished');
});
