import {describe, expect, test} from 'vitest';
import {interruptAfterEpoch} from '../../../source/actions/stop/interrupt-after-epoch.ts';
import type {RunState} from '../../../source/domain/run.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';
import {createFakeAccess, whole, type FakeTraining} from './fake-access.ts';

const found = {
	pid: 7, startTicks: 1, isInterruptIgnored: false, runDirectory: '/runs/exp',
};

/** Epochs of ten seconds: trained for seven, then the row, last.pt for two seconds, best.pt for one. */
const epochMs = 10_000;
const epochAt = (at: number) => Math.floor(at / epochMs);
const fileOf = (at: number, from: number, to: number) => {
	const inEpoch = at % epochMs;
	return inEpoch < from
		? {sizeBytes: 100, modifiedAt: ((epochAt(at) - 1) * epochMs) + to}
		: {sizeBytes: Math.min(100, Math.floor((inEpoch - from) / (to - from) * 100)), modifiedAt: Math.min(at, (epochAt(at) * epochMs) + to)};
};

/** The files once the weights are stripped: as small as a model without its optimizer. */
const stripped = {results: {sizeBytes: 100, modifiedAt: 7001}, last: {sizeBytes: 25, modifiedAt: 9500}, best: {sizeBytes: 25, modifiedAt: 9600}};

function start(epochs: number, state: (at: number) => Partial<RunState>, {signal = new AbortController().signal, strippedAt = Infinity, ...training}: Partial<FakeTraining> & {readonly signal?: AbortSignal; readonly strippedAt?: number} = {}) {
	const fake = createFakeAccess({
		found,
		marks: at => at >= strippedAt ? stripped : ({results: fileOf(at, 7000, 7001), last: fileOf(at, 7000, 9000), best: fileOf(at, 9000, 9999)}),
		inspect(at) {
			if (at >= strippedAt) {
				return {kind: 'whole', sizeBytes: 25, isFinished: true};
			}

			const inEpoch = at % epochMs;
			return inEpoch > 7000 && inEpoch < 9000 ? {kind: 'truncated', sizeBytes: 50} : whole(epochAt(at) + (inEpoch >= 9000 ? 1 : 0));
		},
		endsAfter: () => 1000,
		...training,
	});
	const result = interruptAfterEpoch(fake.access, () => ({...initialRunState, epochs, ...state(fake.clock.now())}), {
		clock: fake.clock, signal, onProgress: () => undefined, onSend: () => undefined,
	});
	return {...fake, result};
}

const progressOf = (epoch: number): Partial<RunState> => ({
	phase: {kind: 'training'}, progress: {epoch, epochLabel: '', losses: {}}, history: Array.from({length: epoch - 1}, (_, index) => ({epoch: index + 1, losses: {}})),
});

test('interrupts when the checkpoint of the epoch is whole and both files are at rest', async () => {
	const {result, sent} = start(50, at => progressOf(epochAt(at) + 1));
	expect(await result).toMatchObject({kind: 'stopped', completedEpochs: 1, canResume: true});
	expect(sent).toHaveLength(1);
	expect(sent[0]!.at).toBeGreaterThanOrEqual(9999);
	expect(sent[0]!.at).toBeLessThan(13_000);
});

test('goes by the checkpoint while the output is still being read from its beginning', async () => {
	let first: number | undefined;
	const {result, sent} = start(50, at => {
		first ??= at;
		return {};
	});
	expect(await result).toMatchObject({kind: 'stopped', completedEpochs: 1});
	expect(sent[0]!.at).toBeGreaterThanOrEqual(9999);
});

test('sends nothing when the next checkpoint has begun before the signal was there, and waits for that one', async () => {
	const {result, sent} = start(50, at => progressOf(epochAt(at) + 1), {sendMs: [8000, 0]});
	expect(await result).toMatchObject({kind: 'stopped', completedEpochs: 2, canResume: true});
	expect(sent).toHaveLength(1);
	expect(sent[0]!.at).toBeGreaterThanOrEqual(19_999);
	expect(sent[0]!.at).toBeLessThan(23_000);
});

test('lets the last epoch end by itself, and is taken back by its signal', async () => {
	const taken = new AbortController();
	const {result, sent, clock} = start(1, at => {
		if (at > 30_000) {
			taken.abort();
		}

		return progressOf(1);
	}, {signal: taken.signal});
	await expect(result).rejects.toMatchObject({name: 'AbortError'});
	expect(clock.now()).toBeGreaterThan(30_000);
	expect(sent).toEqual([]);
});

test.each([
	['its last epoch', 1, Infinity, {phase: {kind: 'finished', isEarlyStop: false}}, {status: 'finished'}],
	['an epoch after which patience ran out, with its weights stripped', 50, 9700, {phase: {kind: 'finished', isEarlyStop: true}}, {status: 'stopped-early'}],
	['a traceback', 50, Infinity, {phase: {kind: 'failed'}, traceback: {exception: 'RuntimeError', message: 'CUDA', frames: []}}, {status: 'failed', reason: {exception: 'RuntimeError'}}],
] as const)('sends nothing to a training that ends by itself with %s, and says how it ended', async (_, epochs, strippedAt, end, said) => {
	const endsAt = epochs === 50 && strippedAt === Infinity ? 5000 : 14_000;
	const {result, sent, clock} = start(epochs, at => ({...progressOf(1), ...(at >= endsAt && end)}), {strippedAt, endsAt});
	expect(await result).toMatchObject({kind: 'ended', runDirectory: '/runs/exp', ...said});
	expect(sent).toEqual([]);
	// What its output says is looked after at once.
	expect(clock.now()).toBeLessThan(endsAt + 1000);
});

test.each([['nosave', 'True'], ['save', 'false']])('does not wait for a checkpoint that is not written: %s=%s', async (name, value) => {
	const {result, sent} = start(50, at => ({...progressOf(epochAt(at) + 1), settings: {[name]: value}}));
	await expect(result).rejects.toMatchObject({code: 'checkpoint-not-saved'});
	expect(sent).toEqual([]);
});

test('waits for the last epoch also where no other is saved', async () => {
	const {result, sent} = start(1, at => ({...progressOf(epochAt(at) + 1), settings: {nosave: 'True'}}), {endsAt: 9500, strippedAt: 9400});
	expect(await result).toMatchObject({kind: 'ended'});
	expect(sent).toEqual([]);
});

test('epochs that leave no moment at rest end the waiting with a clear answer', async () => {
	const {result, sent, clock} = start(500, at => progressOf(Math.floor(at / 300) + 1), {
		marks: at => ({results: {sizeBytes: at, modifiedAt: at}, last: {sizeBytes: 100, modifiedAt: at}}),
		inspect: at => whole(Math.floor(at / 300)),
	});
	await expect(result).rejects.toMatchObject({code: 'no-moment-at-rest', values: {name: 'yolo'}});
	expect(sent).toEqual([]);
	expect(clock.now()).toBeLessThan(10_000);
});

describe('with the guard beside it', () => {
	const look = {
		verdict: 'rest', completedEpochs: 4, tableEpochs: 4, sizeBytes: 100, modifiedAt: 2, ageMs: 5, isFinal: false, targetEpoch: 4,
	} as const;

	test('the guard is asked for the end of the epoch, and told the total', async () => {
		const asked: unknown[] = [];
		const {result, sent} = start(50, () => progressOf(4), {
			guard({isAfterEpoch, epochs, isUnsaved}) {
				asked.push({isAfterEpoch, epochs, isUnsaved});
				return {end: 'sent', look};
			},
			marks: () => ({last: {sizeBytes: 100, modifiedAt: 2}}),
		});
		expect(await result).toEqual({kind: 'stopped', completedEpochs: 4, canResume: true});
		expect(asked).toEqual([{isAfterEpoch: true, epochs: 50, isUnsaved: false}]);
		expect(sent).toHaveLength(1);
	});

	test.each(['last-epoch', 'final'] as const)('%s: it is let to its end, and told as ended by itself', async end => {
		const {result, sent} = start(50, at => at < 20_000 ? progressOf(4) : {phase: {kind: 'finished', isEarlyStop: false}}, {
			guard: () => ({end, look}), endsAt: 20_000, strippedAt: 19_000,
		});
		expect(await result).toMatchObject({kind: 'ended', status: 'finished'});
		expect(sent).toEqual([]);
	});

	test('no moment at rest is said, and nothing is sent', async () => {
		const {result, sent} = start(50, () => progressOf(4), {guard: () => ({end: 'busy', look})});
		await expect(result).rejects.toMatchObject({code: 'no-moment-at-rest'});
		expect(sent).toEqual([]);
	});
});

test('a run directory that is found only later is waited for, but not for ever', async () => {
	const unknown = {...found, runDirectory: undefined};
	const {result, sent} = start(50, at => progressOf(epochAt(at) + 1), {found: unknown});
	await expect(result).rejects.toMatchObject({code: 'run-directory-unknown'});
	expect(sent).toEqual([]);
});
