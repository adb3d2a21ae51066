import {describe, expect, test} from 'vitest';
import {askTraining} from '../../../source/actions/stop/ask-training.ts';
import type {ActionProgress} from '../../../source/domain/action.ts';
import type {Probe, ProbeAnswer} from '../../../source/domain/probe.ts';
import type {RunState} from '../../../source/domain/run.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';
import {createFakeAccess, whole, type FakeTraining} from './fake-access.ts';

const found = {
	pid: 7, startTicks: 1, isInterruptIgnored: false, runDirectory: '/runs/exp',
};
const probe: Probe = {status: 'on', session: '7-1', epochs: []};

type Scene = Partial<FakeTraining> & {
	/** What the training has answered by then; `request` is put in. */
	readonly answers?: (at: number) => ProbeAnswer['kind'] | undefined;
	readonly state?: (at: number) => Partial<RunState>;
	readonly isUnwritable?: boolean;
	readonly keepsCheckpoint?: boolean;
	readonly signal?: AbortSignal;
};

function start({answers = () => undefined, state = () => ({}), isUnwritable = false, keepsCheckpoint = false, signal = new AbortController().signal, ...training}: Scene) {
	const fake = createFakeAccess({
		found, marks: () => ({last: {sizeBytes: 100, modifiedAt: 0}}), inspect: () => whole(3), ...training,
	});
	const requests: string[] = [];
	const shown: Array<readonly string[]> = [];
	const progress: ActionProgress[] = [];
	const answerAt = (at: number): ProbeAnswer | undefined => {
		const kind = answers(at);
		const request = requests.flatMap(text => text === '' ? [] : [(JSON.parse(text) as {id: string}).id]).at(-1) ?? '';
		const byKind: Readonly<Record<ProbeAnswer['kind'], ProbeAnswer>> = {noted: {kind: 'noted', request}, refused: {kind: 'refused', request, reason: 'no-checkpoint'}, stopping: {kind: 'stopping', request, epoch: 3}};
		return kind === undefined ? undefined : byKind[kind];
	};

	const recordsAt = (at: number): string => {
		const {probe: given} = state(at);
		if (given === undefined && 'probe' in state(at)) {
			return '';
		}

		const {status, lastEpoch} = given ?? probe;
		const answer = answerAt(at);
		const lines = [
			{type: 'probe-started', keepsCheckpoint},
			...(lastEpoch === undefined ? [] : [{type: 'epoch', epoch: lastEpoch}]),
			...(answer === undefined ? [] : [{...answer, type: answer.kind === 'stopping' ? 'stopping' : `stop-${answer.kind}`}]),
			...(status === 'failed' ? [{type: 'probe-failed', error: ''}] : []),
		];
		return lines.map(line => `${JSON.stringify({session: '7-1', ...line})}\n`).join('');
	};

	const result = askTraining({
		...fake.access,
		runFiles: () => ({
			async stat() {
				const text = recordsAt(fake.clock.now());
				return text === '' ? undefined : {modifiedAt: fake.clock.now(), sizeBytes: text.length};
			},
			read: async () => recordsAt(fake.clock.now()),
		}),
		async writeRequest(_, text) {
			if (isUnwritable) {
				throw new Error('read-only file system');
			}

			requests.push(text);
		},
		requestCommand: () => ['touch', 'request'],
	}, found, {
		clock: fake.clock,
		signal,
		getState: () => ({...initialRunState, framework: {name: 'yolov5'}, ...state(fake.clock.now())}),
		onProgress(told) {
			progress.push(told);
		},
		onSend(command) {
			shown.push(command);
		},
	});
	return {
		...fake, result, requests, shown, progress,
	};
}

test('the training ends by its own code, and no signal is sent', async () => {
	const {result, requests, sent, shown, progress} = start({answers: at => at < 2000 ? undefined : (at < 60_000 ? 'noted' : 'stopping'), endsAt: 70_000});
	expect(await result).toMatchObject({kind: 'stopped', completedEpochs: 3, canResume: true});
	expect(JSON.parse(requests[0]!)).toMatchObject({session: '7-1', action: 'stop-after-epoch'});
	expect([requests.length, sent, shown]).toEqual([1, [], [['touch', 'request']]]);
	expect(progress.at(-1)).toEqual({kind: 'ending-itself'});
});

test('one of Ultralytics is asked where its probe keeps last.pt', async () => {
	const {result, requests, sent} = start({
		keepsCheckpoint: true, state: () => ({framework: {name: 'ultralytics'}}), answers: at => at < 2000 ? 'noted' : 'stopping', endsAt: 70_000,
	});
	expect(await result).toMatchObject({kind: 'stopped', completedEpochs: 3, canResume: true});
	expect([requests.length, sent]).toEqual([1, []]);
});

test('one that ends by itself while it is asked is no reason for a signal', async () => {
	const {result, sent} = start({endsAt: 3000});
	expect(await result).toMatchObject({kind: 'stopped'});
	expect(sent).toEqual([]);
});

describe('the request is taken back, and the signal remains', () => {
	test.each([
		['no answer comes in time', {}],
		['it is refused', {answers: () => 'refused'}],
		['it was noted, and two epochs later the training goes on', {answers: () => 'noted', state: (at: number) => ({history: Array.from({length: 1 + Math.floor(at / 30_000)}, (_, index) => ({epoch: index + 1, losses: {}}))})}],
		['the probe fails after its answer', {answers: () => 'noted', state: (at: number) => at > 30_000 ? {probe: {...probe, status: 'failed'}} : {}}],
	] satisfies ReadonlyArray<readonly [string, Scene]>)('%s', async (_, scene) => {
		const {result, requests} = start(scene);
		expect(await result).toBeUndefined();
		expect(requests.at(-1)).toBe('');
	});

	test('nothing can be written', async () => {
		expect(await start({isUnwritable: true}).result).toBeUndefined();
	});

	test('a person takes it back', async () => {
		const taken = new AbortController();
		const state = (at: number) => {
			if (at > 5000) {
				taken.abort(new Error('taken back'));
			}

			return {};
		};

		const {result, requests} = start({answers: () => 'noted', signal: taken.signal, state});
		await expect(result).rejects.toThrow('taken back');
		expect(requests.at(-1)).toBe('');
	});
});

test.each([
	['without a probe', {probe: undefined}],
	['with one that has failed', {probe: {...probe, status: 'failed'} as const}],
	['of Ultralytics, whose own end leaves nothing to resume with the probe of an earlier yolotop', {framework: {name: 'ultralytics'} as const}],
	['of a framework that is not known', {framework: undefined}],
	['with records of an earlier process', {probe: {...probe, lastEpoch: 2}, tableEpoch: 9}],
])('a training %s is not asked', async (_, state) => {
	const {result, requests} = start({state: () => state});
	expect([await result, requests]).toEqual([undefined, []]);
});
