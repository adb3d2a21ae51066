import {expect, test} from 'vitest';
import {initialRunState} from '../../../source/run/initial-state.ts';
import {movingSecond} from '../../../source/screen/panels/model.ts';

const endedAt = 1_000_000_000_000;

test.each([
	['a training that goes on', {kind: 'training'}, 5_000_000, true],
	['one that has ended a minute ago', {kind: 'failed'}, 60_000, true],
	['one that has ended half an hour ago', {kind: 'finished', isEarlyStop: false}, 1_800_000, true],
	['one that has ended long ago, of which ages are told by the minute', {kind: 'interrupted'}, 7_200_000, false],
] as const)('the ages of %s', (_, phase, agoMs, isBySecond) => {
	const state = {...initialRunState, phase, lastEventAt: endedAt};
	const now = endedAt + agoMs + 20_000;
	expect(movingSecond({state, now: now + 1000}) !== movingSecond({state, now})).toBe(isBySecond);
});
