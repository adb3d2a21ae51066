import {expect, test} from 'vitest';
import {askHowToStop} from '../../../source/commands/screen/stop-dialog.ts';
import {describeStop} from '../../../source/control/describe-stop.ts';
import type {ProcessActions} from '../../../source/control/process-actions.ts';
import type {RunState} from '../../../source/domain/run.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';
import type {Question} from '../../../source/tui/overlays/overlay.ts';
import type {Dialogs} from '../../../source/tui/overlays/dialogs.ts';
import {stopCostLines} from '../../../source/text/actions.ts';
import {createFakeAccess, whole, type FakeTraining} from '../../control/stop/fake-access.ts';

const found = {
	pid: 7, startTicks: 1, isInterruptIgnored: false, runDirectory: '/runs/exp',
};

/** What the person is asked about a training in this epoch of ten. */
async function questionIn(epoch: number, settings: RunState['settings']): Promise<Question> {
	const {access} = createFakeAccess({
		found, marks: () => ({}),
	});
	const state: RunState = {
		...initialRunState, epochs: 10, settings, phase: {kind: 'training'}, progress: {epoch, epochLabel: '', losses: {}},
	};
	let asked: Question | undefined;
	const dialogs = {
		setActivity: () => undefined,
		async ask(question: Question) {
			asked = question;
			return undefined;
		},
	} as unknown as Dialogs;
	const actions = {describeStop: async (signal: AbortSignal) => describeStop(access, state, 0, signal)} as unknown as ProcessActions;
	expect(await askHowToStop(actions, 'yolo', {language: 'en', dialogs})).toBeUndefined();
	return asked!;
}

const idsOf = ({choices}: Question) => choices.map(({id}) => id);

test.each<[number, Record<string, string>, readonly string[]]>([
	[3, {}, ['stop-after-epoch', 'stop-now', 'none']],
	[3, {nosave: 'True'}, ['none', 'stop-now']],
	[3, {save: 'False'}, ['none', 'stop-now']],
	[10, {nosave: 'True'}, ['stop-after-epoch', 'stop-now', 'none']],
])('epoch %i of 10 with %j: the end of the epoch is offered only where it keeps something', async (epoch, settings, ids) => {
	expect(idsOf(await questionIn(epoch, settings))).toEqual(ids);
});

test('why the end of the epoch is not offered is said', async () => {
	const {paragraphs} = await questionIn(3, {nosave: 'True'});
	expect(paragraphs?.join(' ')).toContain('--nosave');
});

test.each<[string, Partial<Pick<FakeTraining, 'found' | 'inspect'>>, RegExp, RegExp]>([
	['a checkpoint that is being written', {inspect: () => ({kind: 'truncated', sizeBytes: 5})}, /being written; the stop waits/, /epoch 4 is lost/],
	['a training that has no resume', {found: {...found, isResumable: false}}, /only begin a new one/, /A resume repeats/],
	['one that can be resumed from an earlier epoch', {}, /epoch 4 is lost.*A resume repeats 2 epochs/, /being written|only begin/],
])('what is lost with %s', async (_, training, said, unsaid) => {
	const {access} = createFakeAccess({
		found, marks: () => ({last: {sizeBytes: 100, modifiedAt: 0}}), inspect: () => whole(2), ...training,
	});
	const state: RunState = {
		...initialRunState, epochs: 10, phase: {kind: 'training'}, progress: {epoch: 4, epochLabel: '', losses: {}},
	};
	const lines = stopCostLines(await describeStop(access, state, 1000, new AbortController().signal), 'en', {duration: String}).join(' ');
	expect(lines).toMatch(said);
	expect(lines).not.toMatch(unsaid);
});
