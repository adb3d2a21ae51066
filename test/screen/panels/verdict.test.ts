import {expect, test} from 'vitest';
import {drawVerdict} from '../../../source/screen/panels/verdict.ts';
import {sampleModel, type SampleScreen} from '../fixtures/sample-screen.ts';

const say = (state: SampleScreen['state'], columns: number, language: SampleScreen['language'] = 'en') => drawVerdict(sampleModel({
	state, columns: 80, rows: 24, language,
}), columns).map(([, text]) => text).join('');

test.each([
	['training', 'en', /^✓ 5 of 7 signs$/],
	['training', 'zh', /^✓ 5\/7 项体征$/],
	['failed', 'en', /^✗ 1 of 7 signs$/],
	['failed', 'zh', /^✗ 1\/7 项体征$/],
	['starting', 'en', /^$/],
	['empty', 'en', /^$/],
] as const)('of a run that is %s it says in %s %s', (state, language, text) => {
	expect(say(state, 60, language)).toMatch(text);
});

test('takes no more room than there is', () => {
	expect(say('failed', 14)).toBe('✗ 1 of 7 signs');
	expect(say('failed', 8)).toBe('✗ 1 of 7');
	expect(say('failed', 3)).toBe('✗ 1');
	expect(say('failed', 2)).toBe('');
});
