import {describe, expect, test} from 'vitest';
import {createActionJournal} from '../../source/actions/action-journal.ts';
import {performAction, type ActionTools, type ActionWork} from '../../source/actions/perform-action.ts';
import type {ActionName, ActionProgress, ActionResult} from '../../source/domain/action.ts';
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
	hold: true,
	release: true,
	'cancel-job': true,
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

describe('what the journal holds', () => {
	const stopped = {container: 'a'.repeat(64), runDirectory: '/r/exp'};

	async function entryOf(work: Omit<ActionWork, 'action' | 'run'>, run: (tools: ActionTools) => void = () => undefined, onProgress?: (progress: ActionProgress) => void) {
		const journal = createActionJournal();
		let at = 10;
		await performAction({
			journal, target: 'yolo', now: () => at++, isReadOnly: false,
		}, {trigger: 's', signal: new AbortController().signal, ...(onProgress && {onProgress})}, {
			action: 'stop-now',
			...work,
			async run(tools) {
				run(tools);
				return {kind: 'done'};
			},
		});
		return journal.entries()[0]!;
	}

	test('who asked, when, and the command without its secrets', async () => {
		expect(await entryOf({command: ['docker', 'exec', 'my run', 'train.py', '--api-key', 'hunter2']})).toEqual({
			id: 1, at: 10, endedAt: 11, action: 'stop-now', trigger: 's', target: 'yolo', dockerCommand: 'docker exec \'my run\' train.py --api-key \'***\'', outcome: {kind: 'succeeded'},
		});
	});

	test('a text in place of a command, and nothing where none is known', async () => {
		expect(await entryOf({command: ['docker'], shown: 'docker stop yolo && docker rm yolo'})).toMatchObject({dockerCommand: 'docker stop yolo && docker rm yolo'});
		expect(await entryOf({})).toMatchObject({dockerCommand: ''});
	});

	test('what becomes known on the way', async () => {
		const progress: ActionProgress[] = [];
		expect(await entryOf({command: ['docker']}, ({onCommand, onTarget, onRunFound, onProgress}) => {
			onCommand(['docker', 'kill', '--token=x', 'yolo']);
			onTarget('yolo-2');
			onRunFound(stopped);
			onProgress({kind: 'working'});
		}, kind => {
			progress.push(kind);
		})).toMatchObject({dockerCommand: 'docker kill \'--token=***\' yolo', target: 'yolo-2', stopped});
		expect(progress).toEqual([{kind: 'working'}]);
	});

	test('nobody has to listen', async () => {
		expect(await entryOf({}, ({onProgress}) => {
			onProgress({kind: 'working'});
		})).toMatchObject({outcome: {kind: 'succeeded'}});
	});
});

test.each<[string, unknown, Readonly<Record<string, string>>]>([
	['an error of the program', new TypeError('x is not a function'), {reason: 'x is not a function'}],
	['what is no error', 'odd', {reason: 'odd'}],
])('%s is thrown on, and the journal has its reason', async (_, thrown, values) => {
	const {result, outcome} = await perform(async () => {
		throw thrown;
	});
	expect(result).toBe(thrown);
	expect(outcome).toEqual({kind: 'failed', code: 'internal', values});
});
