import {expect, test} from 'vitest';
import {bytesToBinaryText, bytesToFrameworkText, bytesToText} from '../../source/format/bytes.ts';
import {clockTime} from '../../source/format/clock-time.ts';
import {durationToText, fineDurationToText, roughDurationToText} from '../../source/format/duration.ts';
import {wordsIn} from '../../source/words/words.ts';

test.each([
	[0, '0 B'],
	[999, '999 B'],
	[1000, '1.00 kB'],
	[3_700_000, '3.70 MB'],
	[14_500_000, '14.5 MB'],
	[1_030_000_000, '1.03 GB'],
	[999_600, '1.00 MB'],
	[16_000_000_000, '16.0 GB'],
	[undefined, '-'],
	[-1, '-'],
	[NaN, '-'],
])('%s bytes are %s', (bytes, text) => {
	expect(bytesToText(bytes)).toBe(text);
});

test.each([[67_108_864, '64.0 MiB'], [17_179_869_184, '16.0 GiB'], [1023, '1023 B'], [undefined, '-']])('%s bytes are %s in binary units', (bytes, text) => {
	expect(bytesToBinaryText(bytes)).toBe(text);
});

test.each([[1_030_000_000, '1.03G'], [0, '0G'], [10_300_000_000, '10.3G'], [undefined, '-']])('%s bytes are %s in the GPU_mem column', (bytes, text) => {
	expect(bytesToFrameworkText(bytes)).toBe(text);
});

test.each([
	[0, '0 s'],
	[34_400, '34 s'],
	[59_400, '59 s'],
	[59_600, '1 m 00 s'],
	[725_000, '12 m 05 s'],
	[3_599_600, '1 h 00 m'],
	[5_520_000, '1 h 32 m'],
	[86_370_000, '1 d 0 h'],
	[187_200_000, '2 d 4 h'],
	[undefined, '-'],
	[-5, '-'],
	[Infinity, '-'],
	[NaN, '-'],
])('%s ms are %s', (ms, text) => {
	expect(durationToText(ms)).toBe(text);
});

test('a duration speaks Chinese', () => {
	expect(durationToText(5_520_000, wordsIn('zh').durationUnits)).toBe('1 小时 32 分');
	expect(fineDurationToText(400, wordsIn('zh').durationUnits)).toBe('0.4 秒');
});

test.each([[410, '0.4 s'], [9940, '9.9 s'], [9960, '10 s'], [34_140, '34 s'], [312_400, '5 m 12 s'], [undefined, '-'], [-5, '-'], [NaN, '-']])('%s ms that are compared are %s', (ms, text) => {
	expect(fineDurationToText(ms)).toBe(text);
});

const now = Date.UTC(2026, 10, 23, 12, 30);
test.each([
	[Date.UTC(2026, 10, 23, 13, 43), 0, '13:43'],
	[Date.UTC(2026, 10, 23, 13, 43), 480, '21:43'],
	[Date.UTC(2026, 10, 23, 17, 0), 480, '11-24 01:00'],
	[Date.UTC(2026, 10, 23, 17, 0), -300, '12:00'],
	[Date.UTC(2027, 0, 2, 3, 4), 0, '2027-01-02 03:04'],
	[undefined, 0, '-'],
	[Infinity, 0, '-'],
	[1e300, 0, '-'],
])('%s at offset %s is %s', (at, utcOffsetMinutes, text) => {
	expect(clockTime(at, {now, utcOffsetMinutes})).toBe(text);
});

test.each([[0, '0 s'], [59_900, '59 s'], [61_000, '1 m'], [5_520_000, '1 h'], [90_000_000, '1 d'], [undefined, '-'], [-5, '-'], [NaN, '-']])('%s ms ago are roughly %s', (ms, text) => {
	expect(roughDurationToText(ms)).toBe(text);
});
