import {describe, expect, test} from 'vitest';
import fc from 'fast-check';
import {createActionJournal} from '../../../source/actions/action-journal.ts';
import type {CheckpointInspection} from '../../../source/training/checkpoint/checkpoint-inspection.ts';
import {
	beginStopAfterEpoch,
	stepStopAfterEpoch,
	type FileMark,
	type StopDecision,
	type StopObservation,
} from '../../../source/actions/stop/stop-after-epoch.ts';
import {stopLoss} from '../../../source/actions/stop/stop-loss.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';

const whole = (completedEpochs?: number): CheckpointInspection => ({kind: 'whole', sizeBytes: 10, completedEpochs});
const mark = (modifiedAt: number, sizeBytes = 10): FileMark => ({modifiedAt, sizeBytes});

/** Longer than files have to stay as they are. */
const lookMs = 2500;

type Look = Omit<StopObservation, 'now'>;

function run(start: Look, looks: readonly Look[], epochs?: number): StopDecision[] {
	let wait = beginStopAfterEpoch({...start, now: 0}, epochs);
	return looks.map((look, index) => {
		const step = stepStopAfterEpoch(wait, {...look, now: (index + 1) * lookMs});
		wait = step.wait;
		return step.decision;
	});
}

describe('stop after this epoch', () => {
	const before: Look = {
		epochInProgress: 3, completedEpoch: 2, hasEnded: false, last: mark(2), best: mark(2),
	};
	const after: Look = {...before, completedEpoch: 3};

	test('waits for both files to be quiet and whole, then interrupts', () => {
		expect(run(before, [
			before,
			{...before, inspection: whole(2)},
			before,
			{...after, last: mark(3, 0)},
			{...after, last: mark(3, 5)},
			{...after, last: mark(3)},
			{...after, last: mark(3), best: mark(3, 0)},
			{...after, last: mark(3), best: mark(3, 4)},
			{...after, last: mark(3), best: mark(3)},
			{...after, last: mark(3), best: mark(3)},
			{
				...after, last: mark(3), best: mark(3), inspection: whole(3),
			},
		])).toEqual([
			'inspect',
			'wait',
			'wait',
			'wait-for-checkpoint',
			'wait-for-checkpoint',
			'wait-for-checkpoint',
			'wait-for-checkpoint',
			'wait-for-checkpoint',
			'wait-for-checkpoint',
			'inspect',
			'interrupt',
		]);
	});

	test.each<[string, Partial<Look>, StopDecision]>([
		['both hold something', {}, 'interrupt'],
		['there is no best.pt', {best: undefined}, 'interrupt'],
		['best.pt is empty', {best: mark(3, 0)}, 'wait-for-checkpoint'],
		['last.pt is empty', {last: mark(3, 0)}, 'wait-for-checkpoint'],
		['there is no last.pt', {last: undefined}, 'wait-for-checkpoint'],
	])('files that rest while %s', (_, files, decision) => {
		const look: Look = {
			...after, last: mark(3), best: mark(3), ...files,
		};
		expect(run(before, [look, {...look, inspection: whole(3)}]).at(-1)).toBe(decision);
	});

	test('a cut checkpoint is never enough', () => {
		const look = {...after, last: mark(3)};
		expect(run(before, [look, look, {...look, inspection: {kind: 'truncated', sizeBytes: 10}}, look])).toEqual(['wait-for-checkpoint', 'inspect', 'wait-for-checkpoint', 'wait-for-checkpoint']);
	});

	test('one that does not say its epoch has to be new', () => {
		const look = {...after, last: mark(3)};
		expect(run(before, [after, {...after, inspection: whole()}, look, look, {...look, inspection: whole()}])).toEqual(['inspect', 'wait-for-checkpoint', 'wait-for-checkpoint', 'inspect', 'interrupt']);
	});

	test('without any output the checkpoint alone tells the epoch', () => {
		const silent: Look = {hasEnded: false, last: mark(2)};
		expect(run({...silent, inspection: whole(2)}, [{...silent, last: mark(3)}, {...silent, last: mark(3)}, {...silent, last: mark(3), inspection: whole(3)}])).toEqual(['wait', 'inspect', 'interrupt']);
	});

	test('the last epoch is let to its end', () => {
		expect(run(before, [before], 3)).toEqual(['let-finish']);
		expect(run(before, [before], 4)).toEqual(['inspect']);
	});

	test('an end of its own is an end', () => {
		expect(run(before, [{...before, hasEnded: true}])).toEqual(['ended']);
	});

	test('an interrupt never comes without a whole checkpoint of the epoch in the same look', () => {
		const observation = fc.record({
			epochInProgress: fc.option(fc.integer({min: 1, max: 4}), {nil: undefined}),
			completedEpoch: fc.option(fc.integer({min: 1, max: 4}), {nil: undefined}),
			hasEnded: fc.boolean(),
			last: fc.option(fc.record({sizeBytes: fc.nat(2), modifiedAt: fc.nat(2)}), {nil: undefined}),
			best: fc.option(fc.record({sizeBytes: fc.nat(2), modifiedAt: fc.nat(2)}), {nil: undefined}),
			inspection: fc.option(fc.constantFrom<CheckpointInspection>(whole(), whole(1), whole(3), {kind: 'truncated', sizeBytes: 1}, {kind: 'empty'}), {nil: undefined}),
		});
		fc.assert(fc.property(observation, fc.array(observation, {maxLength: 12}), (start, looks) => {
			const target = Math.max(start.epochInProgress ?? 0, start.completedEpoch ?? 0);
			for (const [index, decision] of run(start, looks).entries()) {
				const {inspection, last, best} = looks[index]!;
				if (decision !== 'interrupt') {
					continue;
				}

				expect(inspection?.kind).toBe('whole');
				expect(last!.sizeBytes).toBeGreaterThan(0);
				expect(best?.sizeBytes).not.toBe(0);
				expect(inspection!.kind === 'whole' ? inspection!.completedEpochs ?? target : 0).toBeGreaterThanOrEqual(target);
			}
		}));
	});
});

test('what an interrupt loses', () => {
	const state = {
		...initialRunState,
		phase: {kind: 'training' as const},
		progress: {
			epoch: 4, epochLabel: '3/7', batchIndex: 30, batchesPerEpoch: 60, losses: {},
		},
		history: [{epoch: 3, losses: {}}],
		checkpoints: [{name: 'last.pt', path: '/r/last.pt', writtenAt: 1000}],
	};
	expect(stopLoss(state, 61_000)).toEqual({
		epoch: 4, share: 0.5, checkpointAgeMs: 60_000, epochsToRepeat: 1,
	});
	expect(stopLoss(state, 61_000, 2)).toMatchObject({epochsToRepeat: 2});
	expect(stopLoss({...state, phase: {kind: 'finished', isEarlyStop: false}}, 0)).toMatchObject({epoch: undefined, epochsToRepeat: undefined});
	expect(stopLoss(initialRunState, 0)).toEqual({
		epoch: undefined, share: undefined, checkpointAgeMs: undefined, epochsToRepeat: undefined,
	});
});

test('the journal keeps the newest actions and their outcome', () => {
	const journal = createActionJournal();
	let calls = 0;
	const unsubscribe = journal.subscribe(() => {
		calls++;
	});
	for (let at = 0; at < 600; at++) {
		journal.begin({
			at, action: 'pause', trigger: 'p', target: 'yolo', dockerCommand: 'docker pause yolo',
		});
	}

	journal.finish(600, {kind: 'failed', code: 'pause-failed', values: {}}, 700);
	unsubscribe();
	journal.finish(599, {kind: 'succeeded'}, 700);
	expect(journal.entries().length).toBe(500);
	expect(journal.droppedCount()).toBe(100);
	expect(journal.entries().at(-1)).toMatchObject({id: 600, outcome: {kind: 'failed'}, endedAt: 700});
	expect(calls).toBe(601);
});
