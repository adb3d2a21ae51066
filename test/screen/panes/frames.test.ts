import {expect, test} from 'vitest';
import {findingToResult} from '../../../source/checks/machine/finding.ts';
import {runChecks} from '../../../source/checks/machine/run-checks.ts';
import type {JournalEntry} from '../../../source/actions/action-journal.ts';
import {journalLines} from '../../../source/cli/screen/journal-lines.ts';
import type {Overlay} from '../../../source/screen/overlays/overlay.ts';
import {sampleNow} from '../fixtures/sample-run.ts';
import {numbersAt} from '../../../source/screen/explain/numbers-here.ts';
import {withDetails} from '../../checks/machine/facts.ts';
import {drawEverySize} from '../fixtures/every-size.ts';
import {classesState, validatedState} from '../fixtures/sample-charts.ts';
import {fullResources} from '../fixtures/sample-machine.ts';
import {sampleModel, type SampleScreen} from '../fixtures/sample-screen.ts';
import {type Language, wordsIn} from '../../../source/words/words.ts';

const checksIn = (language: Language) => runChecks(withDetails({shmSizeBytes: 64 * (2 ** 20), deviceRequests: []}, {sharedMemory: undefined})).map(finding => findingToResult(finding, language));
const pane = (name: string) => ({overlays: [{kind: 'pane', pane: name, top: 0}]} as const);

/** What was done: an action that ended well, one that failed, one that was cancelled. */
function journal(language: Language): Overlay {
	const entry = {id: 1, at: sampleNow, target: 'yolo-vest'} as const;
	const entries: readonly JournalEntry[] = [
		{
			...entry, action: 'stop-after-epoch', trigger: 's', outcome: {kind: 'cancelled'}, dockerCommand: '',
		},
		{
			...entry, action: 'copy-out', trigger: 'C', outcome: {kind: 'failed', code: 'file-unwritable', values: {path: '/home/me/results', reason: 'ENOSPC'}}, dockerCommand: 'docker cp yolo-vest:/usr/src/app/runs/train/exp12 /home/me/results',
		},
		{
			...entry, action: 'pause', trigger: 'p', outcome: {kind: 'succeeded'}, dockerCommand: 'docker pause yolo-vest',
		},
	];
	return {
		kind: 'pane', pane: 'message', top: 0, title: wordsIn(language).screenAction.journalTitle, paragraphs: journalLines(entries, language, {now: sampleNow, utcOffsetMinutes: 480}),
	};
}

/** A training that waits for its data. */
const sampleStacks = {
	kind: 'read', processes: [
		{
			pid: 21, parent: 1, state: 'S', answer: 'stack', frames: [
				{file: '/usr/lib/python3.11/selectors.py', line: 415, function: 'select'},
				{file: '/usr/lib/python3/dist-packages/torch/utils/data/dataloader.py', line: 1120, function: '_try_get_data'},
				{file: '/usr/src/app/utils/dataloaders.py', line: 168, function: '__iter__'},
				{file: '/usr/src/app/train.py', line: 282, function: 'train'},
			],
		},
		...[40, 41].map(pid => ({
			pid, parent: 21, state: 'S', answer: 'stack' as const, frames: [
				{file: '/usr/src/app/utils/dataloaders.py', line: 712, function: 'load_image'},
				{file: '/usr/lib/python3/dist-packages/torch/utils/data/_utils/worker.py', line: 302, function: '_worker_loop'},
			],
		})),
	],
} as const;

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
