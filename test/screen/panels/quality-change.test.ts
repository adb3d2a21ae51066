import {expect, test} from 'vitest';
import {qualityGroups} from '../../../source/screen/panels/quality-change.ts';
import {sampleModel, type SampleScreen} from '../fixtures/sample-screen.ts';
import {sampleStates} from '../fixtures/sample-run.ts';

/** A training whose mAP50-95 was so in its epochs. */
function textOf(values: readonly number[], language: SampleScreen['language'] = 'en'): string {
	const state = sampleStates.training();
	const history = values.map((map50To95, index) => ({...state.history[0]!, epoch: index + 1, metrics: {map50To95}}));
	const model = sampleModel({
		state: {...state, history}, columns: 80, rows: 24, language,
	});
	return qualityGroups(model, 'map50To95').map(group => group.map(([, text]) => text).join('')).filter(text => text !== '').join(' · ');
}

test.each([
	[[0.2], 'best epoch 1: 0.200'],
	[[0.2, 0.25], '✓ epoch 2 is the best so far · last epoch ↑ +0.050'],
	[[0.2, 0.3, 0.28], 'best epoch 2: 0.300, now -0.020 · last epoch ↓ -0.020'],
	[[0.2, 0.2], '✓ epoch 2 is the best so far · last epoch → 0.000'],
	[[0.1, 0.2, 0.3, 0.4], '✓ epoch 4 is the best so far · last epoch ↑ +0.100 · last 4 ↑ rising'],
	[[0.1, NaN], 'best epoch 1: 0.100 · last epoch → -'],
])('of %j it says %s', (values, text) => {
	expect(textOf(values)).toBe(text);
});

test('says the same in Chinese', () => {
	expect(textOf([0.2, 0.3, 0.28, 0.27], 'zh')).toBe('最佳第 2 轮：0.300，现低 0.030 · 较上轮 ↓ -0.010 · 近 4 轮 ↑ 上升');
});
