import {expect, test} from 'vitest';
import {selectRunMarks} from '../../source/run/select-run-marks.ts';
import {chartsState} from '../screen/fixtures/sample-charts.ts';

const run = chartsState(60);

test.each([
	['that trains', {}, ['resume 41', 'best 60']],
	['whose patience ends it before its last epoch', {settings: {patience: '20'}}, ['resume 41', 'patience 80', 'best 60']],
	['that has finished', {settings: {patience: '20'}, phase: {kind: 'finished'}}, ['resume 41', 'best 60']],
	['that has failed', {phase: {kind: 'failed'}}, ['resume 41', 'best 60', 'failure 60']],
	['before its first validation', {history: [], resumedAt: []}, []],
] as const)('a run %s', (_, changes, expected) => {
	expect(selectRunMarks({...run, ...changes} as typeof run).map(({kind, epoch}) => `${kind} ${epoch}`)).toEqual(expected);
});
