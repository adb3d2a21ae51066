import {expect, test} from 'vitest';
import {createActionJournal} from '../../source/actions/action-journal.ts';
import {performAction, type ActionTools} from '../../source/actions/perform-action.ts';
import type {ActionName, ActionResult} from '../../source/domain/action.ts';
import {UserError} from '../../source/domain/user-error.ts';

async function perform(run: (tools: ActionTools, taken: AbortController) => Promise<ActionResult>) {
	const journal = createActionJournal();
	const taken = new AbortController();
	const done = performAction({
		journal, target: 'yolo', now: () => 0, isReadOnly: false,
	}, {trigger: 'test', signal: taken.signal}, {action: 'stop-now', run: async tools => run(tools, taken)});
	const result = await done.catch((error: unknown) => error);
	return {result, outcome: journal.entries()[0]!.outcome};
}

test.each<[string, boolean, ActionResult['kind']]>([
	['before the signal was sent: nothing has happened', false, 'cancelled'],
	['after the signal was sent: the training is ending all the same', true, 'ending'],
])('taken back %s', async (_, isSent, kind) => {
	expect(await perform(async ({onSent}, taken) => {
		if (isSent) {
			onSent();
		}

		taken.abort();
		taken.signal.throwIfAborted();
		return {kind: 'done'};
	})).toEqual({result: {kind}, outcome: {kind}});
});

test.each<[ActionResult, string]>([
	[{kind: 'stopped', canResume: true}, 'succeeded'],
	[{kind: 'ended', status: 'finished'}, 'overtaken'],
	[{kind: 'cancelled'}, 'cancelled'],
])('the journal tells %j as %s', async (result, kind) => {
	expect(await perform(async () => result)).toEqual({result, outcome: {kind}});
});

test.each([
	Object.assign(new Error('Premature close'), {code: 'ERR_STREAM_PREMATURE_CLOSE'}),
	Object.assign(new Error('read ECONNRESET'), {code: 'ECONNRESET'}),
	new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
])('a stream that broke off is no mistake of the program: %s', async error => {
	const {outcome} = await perform(async () => {
		throw error;
	});
	expect(outcome).toMatchObject({kind: 'failed', code: 'connection-broken'});
});

test('what is known is told as it is', async () => {
	const {result, outcome} = await perform(async () => {
		throw new UserError('training-not-found', {name: 'yolo'});
	});
	expect(result).toMatchObject({code: 'training-not-found'});
	expect(outcome).toMatchObject({kind: 'failed', code: 'training-not-found'});
});

/** Copying out only reads. */
const changes: Readonly<Record<ActionName, boolean>> = {
	run: true,
	start: true,
	'stop-now': true,
	'stop-after-epoch': true,
	terminate: true,
	kill: true,
	pause: true,
	unpause: true,
	resume: true,
	relaunch: true,
	restart: true,
	remove: true,
	shell: true,
	'copy-out': false,
	'edit-settings': true,
	val: true,
	detect: true,
	tensorboard: true,
};

test.each(Object.entries(changes) as ReadonlyArray<[ActionName, boolean]>)('with --read-only %s is refused (%s) before anything is done or written', async (action, isRefused) => {
	const journal = createActionJournal();
	let runs = 0;
	const done = performAction({
		journal, target: 'yolo', now: () => 0, isReadOnly: true,
	}, {trigger: 'test', signal: new AbortController().signal}, {
		action,
		async run() {
			runs++;
			return {kind: 'done'};
		},
	});
	expect(await done.catch((error: unknown) => error)).toMatchObject(isRefused ? {code: 'read-only'} : {kind: 'done'});
	expect([runs, journal.entries().length]).toEqual(isRefused ? [0, 0] : [1, 1]);
});
