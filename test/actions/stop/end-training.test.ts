import {describe, expect, test} from 'vitest';
import {endByForce, interruptNow} from '../../../source/actions/stop/end-training.ts';
import type {CheckpointMarks} from '../../../source/actions/stop/training-access.ts';
import type {RunState} from '../../../source/domain/run.ts';
import {UserError} from '../../../source/domain/user-error.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';
import {createFakeAccess, whole, type FakeTraining} from './fake-access.ts';

const found = {
	pid: 7, startTicks: 1, isInterruptIgnored: false, runDirectory: '/runs/exp',
};
const finished = {kind: 'whole', sizeBytes: 100, isFinished: true} as const;
const quiet: CheckpointMarks = {results: {sizeBytes: 10, modifiedAt: 1}, last: {sizeBytes: 100, modifiedAt: 2}, best: {sizeBytes: 100, modifiedAt: 3}};

function run(training: Partial<FakeTraining>, trainingSignal?: 'SIGTERM' | 'SIGKILL', state: (at: number) => Partial<RunState> = () => ({})) {
	const fake = createFakeAccess({
		found, marks: () => quiet, inspect: () => whole(3), endsAfter: () => 500, ...training,
	});
	const kinds: string[] = [];
	const getState = (): RunState => ({...initialRunState, ...state(fake.clock.now())});
	const options = {
		clock: fake.clock,
		signal: new AbortController().signal,
		onProgress({kind}: {readonly kind: string}) {
			if (kinds.at(-1) !== kind) {
				kinds.push(kind);
			}
		},
		onSend: () => undefined,
	};
	return {...fake, kinds, result: trainingSignal === undefined ? interruptNow(fake.access, getState, options) : endByForce(fake.access, trainingSignal, getState, options)};
}

describe('ending a training', () => {
	test('interrupts, waits for the end, and tells what is left', async () => {
		const {result, sent, kinds} = run({});
		expect(await result).toEqual({kind: 'stopped', completedEpochs: 3, canResume: true});
		expect(sent.map(({trainingSignal}) => trainingSignal)).toEqual(['SIGINT']);
		expect(kinds).toEqual(['looking', 'waiting-for-checkpoint', 'waiting-for-end']);
	});

	test.each(['SIGTERM', 'SIGKILL', undefined] as const)('sends %s only when the checkpoint is written to its end', async trainingSignal => {
		// The row is there at once; last.pt is opened at 1 s and whole at 4 s, best.pt follows until 6 s.
		const growing = (at: number, from: number, to: number) => at < from ? {sizeBytes: 100, modifiedAt: 0} : {sizeBytes: Math.min(100, Math.floor((at - from) / (to - from) * 100)), modifiedAt: Math.min(at, to)};
		const {result, sent, kinds} = run({
			marks: at => ({results: {sizeBytes: 20, modifiedAt: 500}, last: growing(at, 1000, 4000), best: growing(at, 4000, 6000)}),
			inspect: at => at >= 4000 ? whole(4) : {kind: 'truncated', sizeBytes: 50},
		}, trainingSignal);
		expect(await result).toMatchObject({kind: 'stopped', completedEpochs: 4});
		expect(sent).toHaveLength(1);
		expect(sent[0]!.at).toBeGreaterThanOrEqual(6000);
		expect(sent[0]!.at).toBeLessThan(9000);
		expect(kinds).toContain('waiting-for-checkpoint');
	});

	test('takes files that rest as ones that nobody writes, though the row is newer and last.pt is cut off', async () => {
		const {result, sent} = run({marks: () => ({...quiet, results: {sizeBytes: 10, modifiedAt: 9}}), inspect: () => ({kind: 'truncated', sizeBytes: 50})}, 'SIGKILL');
		expect(await result).toMatchObject({kind: 'stopped', canResume: false});
		expect(sent[0]!.at).toBeGreaterThanOrEqual(15_000);
	});

	test('gives up while a checkpoint is written without an end, and sends nothing', async () => {
		const {result, sent} = run({marks: at => ({...quiet, last: {sizeBytes: at, modifiedAt: at}})}, 'SIGKILL');
		await expect(result).rejects.toMatchObject({code: 'checkpoint-being-written'});
		expect(sent).toEqual([]);
	});

	test('says beforehand that the interrupt would do nothing', async () => {
		const {result, sent} = run({found: {...found, isInterruptIgnored: true}});
		await expect(result).rejects.toMatchObject({code: 'interrupt-ignored', values: {name: 'yolo', pid: '7'}});
		expect(sent).toEqual([]);
	});

	test('says that the training went on', async () => {
		const {result, sent} = run({endsAfter: () => undefined});
		await expect(result).rejects.toMatchObject({code: 'stop-without-effect', values: {name: 'yolo', signal: 'SIGINT', seconds: '40'}});
		expect(sent).toHaveLength(1);
	});

	test.each([
		['comes back', 20_000, undefined],
		['does not come back', Infinity, {code: 'stop-end-unknown', values: {name: 'yolo', signal: 'SIGINT'}}],
	])('an engine that is away once the signal is out, and %s, is waited for', async (_, backAt, error) => {
		const {result} = run({
			awayUntil: backAt,
		});
		await (error === undefined ? expect(result).resolves.toMatchObject({kind: 'stopped', completedEpochs: 3}) : expect(result).rejects.toMatchObject(error));
	});

	test('says that the container was removed meanwhile, and nothing of its files', async () => {
		const {result} = run({
			marks(at) {
				if (at > 3000) {
					throw new UserError('container-not-found', {name: 'yolo'});
				}

				return quiet;
			},
			endsAfter: () => 2000,
		});
		expect(await result).toEqual({kind: 'stopped', isRemoved: true});
	});

	test('says that all epochs are trained when the weights were final already', async () => {
		const {result} = run({inspect: () => finished});
		expect(await result).toMatchObject({kind: 'stopped', canResume: false, isFinished: true});
	});

	test.each([
		['finished', {phase: {kind: 'finished', isEarlyStop: false}}, {status: 'finished', canResume: false}],
		['failed', {phase: {kind: 'failed'}, traceback: {exception: 'RuntimeError', message: 'out of memory', frames: []}}, {
			status: 'failed', reason: {code: 'traceback', exception: 'RuntimeError', message: 'out of memory'}, completedEpochs: 3, canResume: true,
		}],
		['process that says nothing', {}, {completedEpochs: 3, canResume: true}],
	] as const)('tells how it ended by itself while a checkpoint was waited for: %s', async (_, state, end) => {
		const {result, sent} = run({
			endsAt: 200, inspect: () => 'phase' in state && state.phase.kind === 'finished' ? finished : whole(3),
			// What it has said comes a little later.
		}, undefined, at => at < 1000 ? {} : state);
		expect(await result).toMatchObject({kind: 'ended', ...end, runDirectory: '/runs/exp'});
		expect(sent).toEqual([]);
	});

	test('does not wait for a checkpoint that is not written before the last epoch, however fast the rows come', async () => {
		const nosave = {settings: {nosave: 'True'}, epochs: 30, progress: {epoch: 4, epochLabel: '3/29', losses: {}}};
		const {result, sent} = run({
			marks: at => ({results: {sizeBytes: 10 + Math.floor(at / 100), modifiedAt: at}}), inspect: () => undefined,
		}, undefined, () => nosave);
		expect(await result).toMatchObject({kind: 'stopped', canResume: false});
		expect(sent[0]!.at).toBe(0);
	});

	test.each([undefined, 'SIGKILL'] as const)('of a training that has no resume it tells that only the weights stay (%s)', async trainingSignal => {
		const {result} = run({found: {...found, isResumable: false}}, trainingSignal);
		expect(await result).toEqual({
			kind: 'stopped', completedEpochs: 3, canResume: false, isWithoutResume: true,
		});
	});

	test('does not wait for checkpoints whose place is not known', async () => {
		const {result, sent} = run({found: {...found, runDirectory: undefined}});
		expect(await result).toEqual({kind: 'stopped', completedEpochs: undefined, canResume: undefined});
		expect(sent[0]!.at).toBe(0);
	});

	describe('with the guard beside it', () => {
		const look = {
			verdict: 'rest', completedEpochs: 3, tableEpochs: 3, sizeBytes: 100, modifiedAt: 2, ageMs: 5, isFinal: false,
		} as const;

		test('the signal is out at once, and what the guard has seen is told without reading last.pt again', async () => {
			let reads = 0;
			const {result, sent, clock} = run({
				guard: () => ({end: 'sent', look}),
				inspect() {
					reads++;
					return undefined;
				},
			});
			expect(await result).toEqual({kind: 'stopped', completedEpochs: 3, canResume: true});
			expect([sent[0]!.at, reads]).toEqual([0, 0]);
			expect(clock.now()).toBeLessThan(1000);
		});

		test.each([{sizeBytes: 400}, {modifiedAt: 1}])('a last.pt that has changed since then is read again: %j', async before => {
			const {result} = run({guard: () => ({end: 'sent', look: {...look, ...before}}), inspect: () => finished});
			expect(await result).toMatchObject({kind: 'stopped', isFinished: true});
		});

		test('one whose end was not read is said to be so', async () => {
			const {result} = run({guard: () => ({end: 'sent'}), inspect: () => ({kind: 'begun', sizeBytes: 100, completedEpochs: 3})});
			expect(await result).toEqual({
				kind: 'stopped', completedEpochs: 3, canResume: true, isUnchecked: true,
			});
		});

		test.each([
			[{end: 'busy'}, 'checkpoint-being-written'],
			[{end: 'denied'}, 'process-not-reached'],
		] as const)('%j sends nothing, and says so', async (end, code) => {
			const {result, sent} = run({guard: () => end});
			await expect(result).rejects.toMatchObject({code});
			expect(sent).toEqual([]);
		});

		test('a connection that is lost before the signal is tried again; after too many times it is told', async () => {
			const lost = async () => {
				throw new UserError('engine-unreachable', {endpoint: 'ssh://far', reason: 'ECONNRESET'});
			};

			const {result, sent} = run({guard: async (_, attempt) => attempt < 3 ? lost() : {end: 'sent', look}});
			expect(await result).toMatchObject({kind: 'stopped', completedEpochs: 3});
			expect(sent[0]!.at).toBeGreaterThanOrEqual(4000);
			const never = run({guard: lost});
			await expect(never.result).rejects.toMatchObject({code: 'stop-not-sent', values: {name: 'yolo'}, cause: {code: 'engine-unreachable'}});
			expect(never.kinds).toContain('connection-lost');
			expect(never.clock.now()).toBeLessThan(65_000);
		});

		test('a wait through many lost connections, each of which came back, is never too long', async () => {
			const {result} = run({
				async guard({onLook}, attempt) {
					if (attempt === 100) {
						return {end: 'sent', look};
					}

					onLook(look);
					throw new UserError('engine-unreachable', {endpoint: 'ssh://far', reason: 'ECONNRESET'});
				},
			});
			expect(await result).toMatchObject({kind: 'stopped'});
		});

		test('what is wrong otherwise is told at once', async () => {
			const {result, clock} = run({
				async guard() {
					throw new UserError('container-is-paused', {name: 'yolo'});
				},
			});
			await expect(result).rejects.toMatchObject({code: 'container-is-paused'});
			expect(clock.now()).toBe(0);
		});

		test('a training that has ended by itself meanwhile is told as such', async () => {
			const {result, sent} = run({guard: () => ({end: 'gone'}), inspect: () => finished}, undefined, () => ({phase: {kind: 'finished', isEarlyStop: false}}));
			expect(await result).toMatchObject({kind: 'ended', status: 'finished'});
			expect(sent).toEqual([]);
		});
	});
});
