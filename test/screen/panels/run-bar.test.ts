import {expect, test} from 'vitest';
import type {RunState} from '../../../source/domain/run.ts';
import {drawRunBar} from '../../../source/screen/panels/run-bar.ts';
import {sampleModel} from '../fixtures/sample-screen.ts';
import {sampleRecord, sampleStates} from '../fixtures/sample-run.ts';

const history = Array.from({length: 5}, (_, index) => ({...sampleRecord(index + 1), metrics: {map50To95: index === 3 ? 0.5 : 0.1, map50: 0.6}}));
const {progress: _, ...rest} = sampleStates.training();
const run: RunState = {
	...rest, history, epochs: 10, settings: {},
};

const draw = (state: Partial<RunState>) => drawRunBar(sampleModel({state: {...run, ...state}, columns: 80, rows: 24}), 20);
const textOf = (state: Partial<RunState>) => draw(state).map(([, text]) => text).join('');

test.each<readonly [name: string, state: Partial<RunState>, bar: string]>([
	['the best epoch of what is done', {}, '━━━━━━━◆━━──────────'],
	['where it was resumed', {resumedAt: [2]}, '━━━↻━━━◆━━──────────'],
	['where patience would end it', {settings: {patience: '5'}}, '━━━━━━━◆━━───────╎──'],
	['no patience that cannot end it', {settings: {patience: '50'}}, '━━━━━━━◆━━──────────'],
	['where it failed', {phase: {kind: 'failed'}}, '━━━━━━━◆━━✗─────────'],
	['nothing while the number of epochs is not known', {epochs: undefined}, '────────────────────'],
])('shows %s', (_name, state, bar) => {
	expect(textOf(state)).toBe(bar);
});

test('what is done of a run that failed has the colour of its end', () => {
	expect(draw({phase: {kind: 'failed'}})[0]![0]).toBe('bad');
	expect(draw({})[0]![0]).toBe('run1');
});
