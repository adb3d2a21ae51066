import {expect, test} from 'vitest';
import {askHowToStop} from '../../../source/commands/screen/stop-dialog.ts';
import {describeStop} from '../../../source/control/describe-stop.ts';
import type {ProcessActions} from '../../../source/control/process-actions.ts';
import type {RunState} from '../../../source/domain/run.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';
import type {Question} from '../../../source/tui/overlays/overlay.ts';
import type {Dialogs} from '../../../source/tui/overlays/dialogs.ts';
import {createFakeAccess} from '../../control/stop/fake-access.ts';

/** What the person is asked about a training in this epoch of ten. */
async function questionIn(epoch: number, settings: RunState['settings']): Promise<Question> {
	const {access} = createFakeAccess({
		found: {
			pid: 7, startTicks: 1, isInterruptIgnored: false, runDirectory: '/runs/exp',
		},
		marks: () => ({}),
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
