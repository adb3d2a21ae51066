import fc from 'fast-check';
import {expect, test} from 'vitest';
import {trainingStalled} from '../../source/checks/rules/training-stalled.ts';
import {selectEstimate} from '../../source/run/select-estimate.ts';
import {selectEta} from '../../source/run/select-eta.ts';
import {selectStatus} from '../../source/run/select-status.ts';
import {arbitraryEvent} from './arbitrary-event.ts';
import {
	bar,
	completed,
	epochs,
	replay,
	start,
} from './events.ts';

const eventAt = 1_700_000_000_000;
/** In the middle of the third epoch: 12 s an epoch, 5 s of this one done, 7 epochs after it. */
const training = replay([...start('exp'), ...epochs(1, 2), {...bar(3, 5), at: eventAt}]);
const day = 86_400_000;
/** Where the clock may stand afterwards: some days before or after, to the millisecond. */
const jump = fc.integer({min: -400 * day, max: 400 * day});
const language = 'en';

test('a clock that is set back changes no time that is left, and tells no silence', () => {
	fc.assert(fc.property(fc.integer({min: -400 * day, max: 0}), back => {
		expect(selectEta(training, eventAt + back)?.leftMs).toBe(91_000);
		expect(trainingStalled.find({run: {...training, connection: {kind: 'open'}}, now: eventAt + back}, language)).toBeUndefined();
	}));
});

test('a clock that is set forward takes at most the rest of the epoch off', () => {
	fc.assert(fc.property(fc.integer({min: 0, max: 400 * day}), forward => {
		const {leftMs} = selectEta(training, eventAt + forward)!;
		expect(leftMs).toBeLessThanOrEqual(91_000);
		expect(leftMs).toBeGreaterThanOrEqual(84_000);
	}));
});

test('after a jump forward the next event ends the silence that it looked like', () => {
	const open = {...training, connection: {kind: 'open'} as const};
	expect(trainingStalled.find({run: open, now: eventAt + day}, language)).toBeDefined();
	const next = replay([{...bar(3, 6), at: eventAt + day}], open);
	expect(trainingStalled.find({run: next, now: eventAt + day + 1000}, language)).toBeUndefined();
});

test('after a jump back the silence is counted from the time of the next event', () => {
	const open = {...training, connection: {kind: 'open'} as const};
	const next = replay([{...bar(3, 6), at: eventAt - day}], open);
	expect(trainingStalled.find({run: next, now: eventAt - day + 1000}, language)).toBeUndefined();
	expect(trainingStalled.find({run: next, now: eventAt - day + 600_000}, language)).toBeDefined();
});

test('between two epochs the time that is left stays between what one epoch more and less would be', () => {
	const between = replay([...start('exp'), ...epochs(1, 1), completed(2, 0.1, {completedAt: eventAt})]);
	fc.assert(fc.property(jump, offset => {
		const {leftMs} = selectEta(between, eventAt + offset)!;
		expect(leftMs).toBeGreaterThanOrEqual(7 * 12_000);
		expect(leftMs).toBeLessThanOrEqual(8 * 12_000);
	}));
});

test('whatever came before: no view of time throws, and none is negative or beyond its whole', () => {
	fc.assert(fc.property(fc.array(arbitraryEvent, {maxLength: 30}), jump, (events, offset) => {
		const state = replay(events);
		const now = (state.lastEventAt ?? eventAt) + offset;
		const eta = selectEta(state, now);
		expect(eta === undefined || eta.leftMs >= 0).toBe(true);
		const fraction = selectEstimate(state, now)?.fraction ?? 0;
		expect(fraction >= 0 && fraction <= 1).toBe(true);
		expect(typeof selectStatus(state, now).status).toBe('string');
	}));
});
