import {describe, expect, test} from 'vitest';
import {verbHelpText} from '../../source/cli/options/help.ts';
import type {RunState} from '../../source/domain/run.ts';
import {runCardToMarkdown} from '../../source/plain/run-card.ts';
import {runToStatusText} from '../../source/plain/status-text.ts';
import {selectReservedMemory} from '../../source/run/select-reserved-memory.ts';
import {listCharts} from '../../source/screen/screens/charts/chart-list.ts';
import {drawSampleScreen} from '../screen/fixtures/sample-screen.ts';
import {sampleStates} from '../screen/fixtures/sample-run.ts';
import {wordsIn} from '../../source/words/words.ts';

const clock = {now: 1_000_000, utcOffsetMinutes: 0};
const bare = (lines: readonly string[]) => lines.join('\n').replaceAll(/\u{1B}\[[\d;]*m/gu, '');

/** The same run on a CPU, where the frameworks print 0G. */
const onProcessor = (state: RunState): RunState => ({
	...state, progress: {...state.progress!, reservedGpuMemoryBytes: 0}, history: state.history.map(record => ({...record, reservedGpuMemoryBytes: 0})),
});

describe('memory of a GPU that nobody uses', () => {
	test('is told nowhere', () => {
		const state = onProcessor(sampleStates.training());
		expect(selectReservedMemory(state)).toBeUndefined();
		for (const columns of [80, 120, 200]) {
			expect(bare(drawSampleScreen({state, columns, rows: 36})).split('\n').find(line => /\b0G? .*PyTorch|GPU_mem 0/.test(line))).toBeUndefined();
		}

		expect(runToStatusText(state, 'en', clock).join('\n')).not.toContain('PyTorch');
		expect(listCharts(state, undefined, wordsIn('en').charts).map(({id}) => id)).not.toContain('gpu-memory');
	});

	test('is told where there is one', () => {
		const state = sampleStates.training();
		expect(selectReservedMemory(state)).toBeGreaterThan(0);
		expect(runToStatusText(state, 'en', clock).join('\n')).toContain('PyTorch');
	});
});

test.each([['en', 'resumed at epoch 13'], ['zh', '从第 13 轮继续']] as const)('where a run went on is one sentence, in %s', (language, words) => {
	expect(bare(drawSampleScreen({
		state: {...sampleStates.training(), resumedAt: [5, 13]}, columns: 200, rows: 40, language,
	}))).toContain(words);
});

test('a program beside the training is named as the states of a training are', () => {
	expect([wordsIn('en').toolScreen.badge.val(' 40 %'), wordsIn('en').toolScreen.badge.detect('')]).toEqual(['validating 40 %', 'detecting']);
});

test.each(['en', 'zh'] as const)('the help of one command does not speak of another, in %s', language => {
	expect(verbHelpText('resume', language)).not.toMatch(/demo/);
	expect(verbHelpText('demo', language)).toMatch(/--epochs .*100/);
});

test('a page of a run has its curves before its settings', () => {
	const texts = wordsIn('en').exportTexts;
	const card = runCardToMarkdown({
		state: sampleStates.training(), settings: Object.fromEntries(Array.from({length: 70}, (_, index) => [`option${index}`, '1'])), diagnoses: [], journal: [], reproduce: ['x'],
	}, 'en', clock);
	const places = [texts.summary, texts.curves, texts.reproduce, texts.settings].map(title => card.indexOf(`## ${title}`));
	expect(places).toEqual(places.toSorted((one, other) => one - other));
	expect(places.at(-1)).toBeGreaterThan(0);
});
