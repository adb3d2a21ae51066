import {expect, test} from 'vitest';
import type {Language} from '../../../source/text/language.ts';
import {findingToResult} from '../../../source/doctor/finding.ts';
import {runChecks} from '../../../source/doctor/run-checks.ts';
import {numbersAt} from '../../../source/tui/explain/numbers-here.ts';
import {withDetails} from '../../doctor/facts.ts';
import {frameToText, renderFrame} from '../fixtures/render-frame.tsx';
import {classesState} from '../fixtures/sample-charts.ts';
import {fullResources} from '../fixtures/sample-machine.ts';
import {sampleModel, type SampleScreen} from '../fixtures/sample-screen.ts';

const sizes = [[120, 36], [80, 24], [40, 10]] as const;
const checksIn = (language: Language) => runChecks(withDetails({shmSizeBytes: 64 * (2 ** 20), deviceRequests: []}, {sharedMemory: undefined})).map(finding => findingToResult(finding, language));
const pane = (name: string) => ({overlays: [{kind: 'pane', pane: name, top: 0}]} as const);

/** What each pane is drawn from. */
const samples: Readonly<Record<string, (language: Language) => Partial<SampleScreen>>> = {
	machine: () => ({ui: {screen: 'resources'}}),
	'pane-diagnoses': () => ({state: 'failed', ui: pane('diagnoses')}),
	'pane-doctor': language => ({ui: pane('doctor'), checks: checksIn(language)}),
	'pane-advice': () => ({ui: pane('advice')}),
	'pane-reading': () => ({state: classesState(), ui: pane('reading')}),
	'pane-explain': language => ({
		ui: {
			overlays: [{
				kind: 'explain', ...numbersAt(sampleModel({
					state: 'training', columns: 1, rows: 1, language, overview: {focus: 'metrics'},
				}), undefined), top: 0,
			}],
		},
	}),
};

// Each text at every size, in turn in both languages.
const frames = Object.entries(samples).flatMap(([name, make], order) => sizes.map(([columns, rows], place): readonly [string, SampleScreen] => {
	const language = (order + place) % 2 === 0 ? 'en' : 'zh';
	return [`${name}-${columns}x${rows}-${language}`, {
		state: 'training', columns, rows, language, depth: '256', resources: fullResources, containerFacts: {hasGpuRequest: true}, ...make(language),
	}];
}));

test.each(frames)('%s', async (name, sample) => {
	await expect(frameToText(await renderFrame(sample))).toMatchFileSnapshot(`../frames/${name}.txt`);
});
