import {expect, test} from 'vitest';
import {UserError} from '../../source/domain/user-error.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {formatPlaceholders, formatPresets, formatStatus} from '../../source/plain/status-format.ts';
import {
	bar,
	epochs,
	replay,
	start,
} from '../run/events.ts';

const clock = {now: Date.UTC(2026, 5, 1, 12), utcOffsetMinutes: 0};
const state = replay([...start('runs/train/exp'), ...epochs(1, 3), bar(4, 5, {iterationsPerSecond: 2.5})]);

test.each([
	['{epoch}/{epochs}', '4/10'],
	['{batchIndex}/{batchesPerEpoch} {speed}', '5/10 2.5 it/s'],
	['{loss.box} {loss.dfl}', '0.1000 -'],
	['{map50} {map50To95} {top1}', '0.130 0.130 -'],
	['{eta} {end} {percent} {epochTime}', '1 m 19 s 12:01 35% 12 s'],
	['{bestEpoch} {bestMap50To95}', '3 0.130'],
	['{{epoch}} }} {', '{epoch} } {'],
	['tmux', 'training 4/10 mAP50 0.130 1 m 19 s'],
	['', ''],
])('%s is %s', (template, text) => {
	expect(formatStatus(state, template, 'en', clock)).toBe(text);
});

test('speaks Chinese', () => {
	expect(formatStatus(state, '{status} {eta}', 'zh', clock)).toBe('训练中 1 分 19 秒');
});

test('an unknown value is a dash', () => {
	expect(formatPlaceholders.length).toBeGreaterThan(20);
	for (const placeholder of formatPlaceholders) {
		expect(formatStatus(initialRunState, placeholder, 'en', clock)).toBe(placeholder === '{status}' ? 'idle' : '-');
	}
});

test.each(['{epochz}', '{}', '{constructor}', 'x {__proto__}'])('%s is refused and the allowed ones are named', template => {
	try {
		formatStatus(state, template, 'en', clock);
		expect.unreachable();
	} catch (error) {
		expect(error).toBeInstanceOf(UserError);
		const {code, values} = error as UserError;
		expect(code).toBe('option-invalid');
		expect(template).toContain(values.value);
		expect(values.allowed).toContain('{epoch}');
		expect(values.allowed).toContain(formatPresets[0]!);
	}
});
