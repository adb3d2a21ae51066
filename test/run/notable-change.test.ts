import {expect, test} from 'vitest';
import type {RunStatus} from '../../source/domain/run-status.ts';
import {notableChange, type NotableChange} from '../../source/run/notable-change.ts';

const now = 1_000_000_000;
const moment = (status: RunStatus, isStalled = false, lastEventAt = now) => ({status, isStalled, lastEventAt});

test.each<readonly [RunStatus, RunStatus, NotableChange | undefined]>([
	['training', 'finished', 'finished'],
	['validating', 'stopped-early', 'finished'],
	['training', 'failed', 'failed'],
	['starting', 'failed', 'failed'],
	['paused', 'stopped', 'stopped'],
	['training', 'interrupted', 'stopped'],
	['training', 'lost', 'lost'],
	['training', 'validating', undefined],
	['training', 'paused', undefined],
	['idle', 'finished', undefined],
	['unknown', 'failed', undefined],
	['finished', 'finished', undefined],
	['finished', 'training', undefined],
])('%s to %s: %s', (before, after, expected) => {
	expect(notableChange(moment(before), moment(after), now)).toBe(expected);
});

test('a silence is told once', () => {
	expect(notableChange(moment('training'), moment('training', true), now)).toBe('stalled');
	expect(notableChange(moment('training', true), moment('training', true), now)).toBeUndefined();
	expect(notableChange(moment('training', true), moment('finished', true), now)).toBe('finished');
});

test('history that is read now is no news', () => {
	expect(notableChange(moment('training'), moment('finished', false, now - 3_600_000), now)).toBeUndefined();
	expect(notableChange(moment('training'), {status: 'finished', isStalled: false}, now)).toBe('finished');
	expect(notableChange(moment('training'), moment('lost', false, now - 3_600_000), now)).toBe('lost');
});
