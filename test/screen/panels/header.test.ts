import {expect, test} from 'vitest';
import type {RunState} from '../../../source/domain/run.ts';
import {displayWidth} from '../../../source/format/display-width.ts';
import {reduce} from '../../../source/run/reduce.ts';
import {drawHeader} from '../../../source/screen/panels/header.ts';
import {drawPulse} from '../../../source/screen/panels/pulse.ts';
import {wordsIn} from '../../../source/words/words.ts';
import {sampleStates} from '../fixtures/sample-run.ts';
import {sampleModel} from '../fixtures/sample-screen.ts';
import {plain} from '../sizes.ts';

test.each([40, 59, 60, 80, 99, 100, 120, 160, 200])('what is being done to the run is seen in %i columns, whatever else is known of the run', columns => {
	for (const isAlone of [false, true]) {
		for (const activity of ['waiting for the end of epoch 2 …', 'waiting for the end of epoch 2 · x ends the waiting, the training goes on']) {
			const model = sampleModel({
				state: 'training', columns, rows: 30, ui: {activity},
			});
			const [line = ''] = drawHeader(model, {columns, rows: 1}, isAlone);
			expect(plain(line)).toContain(activity.slice(0, Math.min(20, Math.floor(columns * 0.6) - 1)));
			expect(plain(line)).toHaveLength(columns);
		}
	}
});

test.each([40, 50, 59, 60, 80, 99, 100, 120, 200])('that a run is simulated or played again is seen in %i columns, also while a program runs beside it', columns => {
	for (const language of ['en', 'zh'] as const) {
		for (const origin of [{isSimulated: true}, {isReplay: true}]) {
			for (const isAlone of [false, true]) {
				const sample = sampleModel({
					state: 'training', columns, rows: 30, language,
				});
				const badge = wordsIn(language).screen[origin.isReplay ? 'replay' : 'simulated'];
				for (const state of [sample.state, reduce(sample.state, {type: 'tool-printed', event: {type: 'process-started', tool: 'val', settings: {}}})]) {
					const [line = ''] = drawHeader({...sample, ...origin, state}, {columns, rows: 1}, isAlone);
					expect([isAlone, plain(line)]).toEqual([isAlone, expect.stringContaining(badge)]);
					expect(displayWidth(plain(line))).toBe(columns);
				}
			}
		}
	}
});

const probe = {
	status: 'on', session: '1-1', epochs: [{epoch: 44, classes: [], learningRates: []}], lastEpoch: 44,
} as const;

test.each([
	['recorded', {probe}, 'probe'],
	['failed', {probe: {...probe, status: 'failed'}}, 'probe failed'],
	['started with it, without records', {
		container: {status: 'running', hasProbe: true}, tableEpoch: 44, program: {
			tool: 'train', isUndecided: false, isResumed: false, completed: {first: 1, last: 44},
		},
	}, 'no probe'],
	['nobody meant it', {tableEpoch: 44}, undefined],
] as const)('the header has a word for the probe: %s', (_, more, word) => {
	const state: RunState = {...sampleStates.training(), ...more};
	const [line = ''] = drawHeader(sampleModel({state, columns: 200, rows: 30}), {columns: 200, rows: 1});
	expect(/(?:no )?probe(?: failed)?/.exec(plain(line))?.[0]).toBe(word);
});

test.each([40, 50, 60, 80, 120])('above the other screens, too, it is said in %i columns that a run is simulated or played again', columns => {
	for (const language of ['en', 'zh'] as const) {
		for (const origin of [{isSimulated: true}, {isReplay: true}]) {
			const [line = ''] = drawPulse({
				...sampleModel({
					state: 'training', columns, rows: 30, language,
				}), ...origin,
			}, {columns, rows: 1});
			expect(plain(line)).toContain(wordsIn(language).screen[origin.isReplay ? 'replay' : 'simulated']);
			expect(displayWidth(plain(line))).toBe(columns);
		}
	}
});
