import {expect, test} from 'vitest';
import {
	isAlive,
	isComplete,
	isGoing,
	isInEpochs,
	isOver,
	runStatuses,
	type RunStatus,
} from '../../source/domain/run-status.ts';
import {statusOfTraining} from '../../source/domain/run-summary.ts';

test.each<[string, (status: RunStatus) => boolean, readonly RunStatus[]]>([
	['works', isGoing, ['starting', 'training', 'validating']],
	['exists', isAlive, ['starting', 'training', 'validating', 'paused']],
	['has epochs that pass', isInEpochs, ['training', 'validating']],
	['is over', isOver, ['finished', 'stopped-early', 'interrupted', 'failed', 'stopped']],
	['came to its own end', isComplete, ['finished', 'stopped-early']],
])('a training that %s', (_, holds, expected) => {
	expect((Object.keys(runStatuses) as RunStatus[]).filter(status => holds(status))).toEqual(expected);
});

test.each([
	[{isPaused: true}, 'paused'],
	[{isPaused: false}, 'starting'],
	[{isPaused: false, run: {condition: 'training'}}, 'training'],
	[{isPaused: true, run: {condition: 'training'}}, 'paused'],
])('the list names %j %s', (entry, expected) => {
	expect(statusOfTraining(entry as Parameters<typeof statusOfTraining>[0])).toBe(expected);
});
