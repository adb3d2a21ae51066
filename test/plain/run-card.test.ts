import {expect, test} from 'vitest';
import type {RunState} from '../../source/domain/run.ts';
import {curveText} from '../../source/plain/curve-text.ts';
import {runCardToMarkdown} from '../../source/plain/run-card.ts';
import {initialRunState} from '../../source/run/initial-state.ts';

const clock = {now: 0, utcOffsetMinutes: 0};

const state: RunState = {
	...initialRunState,
	runDirectory: 'runs/train/a_b|c',
	history: [1, 2, 3].map(epoch => ({epoch, losses: {box: 1 / epoch}, metrics: {map50: epoch / 10}})),
	lastValidation: {
		name: 'all', images: 3, instances: 4, metrics: {map50: 0.3},
	},
	classes: [{name: '安全帽', instances: 4, metrics: {map50: 0.25}}, {name: `a${'b'.repeat(150)}`, metrics: {map50: 1}}],
};

test('shows settings, curves, classes, actions and the command', () => {
	const card = runCardToMarkdown({
		state,
		settings: {imgsz: '640', 'a|b': '```'},
		diagnoses: [],
		journal: [{
			at: 0, action: 'stop', command: 'docker stop a', outcome: 'succeeded',
		}],
		reproduce: ['docker run a'],
	}, 'en', clock);
	expect(card).toContain(String.raw`# runs/train/a\_b\|c`);
	expect(card).toContain('| imgsz | 640 |');
	expect(card).toContain(String.raw`| a\|b | \`\`\` |`);
	expect(card).toMatch(/^box +1\.000 +█▃▁ +0\.3333$/m);
	expect(card).toContain('b'.repeat(150));
	expect(card).toContain('- 1970-01-01T00:00:00.000Z stop: succeeded (docker stop a)');
	expect(card).toContain('```sh\ndocker run a\n```');
});

test('leaves out what is not known', () => {
	const card = runCardToMarkdown({
		state: initialRunState, settings: {}, diagnoses: [], journal: [],
	}, 'zh', clock);
	expect([...card.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(['概要']);
});

test.each([
	[[], ''],
	[[1, 1, 1], '▁▁▁'],
	[[0, 1, NaN, 2], '▁▅█'],
	[Array.from({length: 100}, (_, index) => index), '▁▂▃▃▄▅▆▆▇█'],
])('draws %j', (values, text) => {
	expect(curveText(values, 10)).toBe(text);
});
