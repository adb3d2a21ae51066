import {expect, test} from 'vitest';
import {numbersAt} from '../../../source/screen/explain/numbers-here.ts';
import {drawEverySize} from '../fixtures/every-size.ts';
import {classesState, validatedState} from '../fixtures/sample-charts.ts';
import {fullResources} from '../fixtures/sample-machine.ts';
import {checksIn, journal, sampleStacks} from '../fixtures/sample-panes.ts';
import {sampleModel, type SampleScreen} from '../fixtures/sample-screen.ts';
import type {Language} from '../../../source/words/words.ts';

const pane = (name: string) => ({overlays: [{kind: 'pane', pane: name, top: 0}]} as const);

/** What each pane is drawn from. */
const samples: Readonly<Record<string, (language: Language) => Partial<SampleScreen>>> = {
	machine: () => ({ui: {screen: 'resources'}}),
	'pane-diagnoses': () => ({state: 'failed', ui: pane('diagnoses')}),
	'pane-stacks': () => ({ui: pane('stacks'), stacks: sampleStacks}),
	'pane-doctor': language => ({ui: pane('doctor'), checks: checksIn(language)}),
	'pane-advice': () => ({ui: pane('advice')}),
	'pane-reading': () => ({state: classesState(), ui: pane('reading')}),
	'pane-explain': language => ({
		ui: {
			overlays: [{
				kind: 'explain', ...numbersAt(sampleModel({
					state: 'training', columns: 1, rows: 1, language, overview: {focus: 'quality'},
				}), undefined), top: 0,
			}],
		},
	}),
	'pane-journal': language => ({ui: {overlays: [journal(language)]}}),
	'pane-tool': () => ({state: validatedState(), ui: pane('tool')}),
};

test.each(Object.entries(samples))('%s at every size in both languages', async (name, make) => {
	const frames = await drawEverySize(name, language => ({
		state: 'training', resources: fullResources, containerFacts: {hasGpuRequest: true}, ...make(language),
	}));
	await expect(frames).toMatchFileSnapshot(`../frames/${name}.txt`);
});
