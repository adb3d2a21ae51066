import {describe, expect, test} from 'vitest';
import {describeOutcome} from '../../source/screen/panels/outcome.ts';
import {
	play,
	sampleEvents,
	sampleNow,
	sampleStates,
} from './fixtures/sample-run.ts';
import {plain} from './sizes.ts';
import {drawSampleScreen, sampleModel, type SampleScreen} from './fixtures/sample-screen.ts';

const sizes = [[40, 10], [50, 16], [66, 20], [80, 24], [120, 36]] as const;
const languages = ['en', 'zh'] as const;
const states = {
	paused: sampleStates.paused(),
	interrupted: sampleStates.interrupted(),
	'interrupted after a whole epoch': play([...sampleEvents(12).filter(event => event.type !== 'epoch-progressed'), {type: 'process-interrupted', at: sampleNow}]),
	'without a connection': play([...sampleEvents(), {type: 'connection-changed', at: sampleNow, connection: {kind: 'lost', reason: 'The container engine at ssh://somebody@a-machine-far-away does not answer.'}}]),
	'of a removed container': play([...sampleEvents(), {type: 'container-changed', at: sampleNow, container: {status: 'removed'}}]),
};

/** What stands there without the breaks of lines. */
const joined = (lines: readonly string[]): string => plain(lines.join('')).replaceAll(/[\s│]/g, '');

const everySize: ReadonlyArray<Pick<SampleScreen, 'columns' | 'rows' | 'language'>> = sizes.flatMap(([columns, rows]) => languages.map(language => ({columns, rows, language})));

describe.each(Object.entries(states))('a run %s', (_, state) => {
	test.each(everySize)('says how it stands in whole sentences ($columns x $rows, $language)', size => {
		const sample = {...size, state};
		const sentences = describeOutcome(sampleModel(sample)).map(line => joined([line.map(([, text]) => text).join('')]));
		expect(sentences.length).toBeGreaterThan(0);
		for (const sentence of sentences) {
			expect(joined(drawSampleScreen(sample))).toContain(sentence);
		}
	});
});

test.each(everySize)('a long message is told whole ($columns x $rows, $language)', size => {
	const text = 'Nothing was stopped: the training in a-container-with-a-long-name had ended by itself before the signal was sent.';
	const lines = drawSampleScreen({...size, state: 'training', ui: {toast: {text, tone: 'text', until: sampleNow + 60_000}}});
	expect(joined(lines)).toContain(joined([text]));
	expect(lines).toHaveLength(size.rows);
});

test.each(everySize)('the row above the other screens cuts no sentence ($columns x $rows, $language)', size => {
	for (const [name, state] of Object.entries(states)) {
		const lines = drawSampleScreen({...size, state, ui: {screen: 'charts'}}).map(line => plain(line));
		expect(lines[size.rows < 18 ? 0 : 1], name).not.toContain('…');
	}
});
