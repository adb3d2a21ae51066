import {expect, test} from 'vitest';
import {
	count,
	loss,
	metric,
	rate,
	unknownSign,
} from '../../source/format/number.ts';

test.each([
	[0.618, '0.618'], [1, '1.000'], [0, '0.000'], [0.0899, '0.090'], [NaN, 'nan'], [Infinity, 'inf'], [undefined, unknownSign],
])('metric %s is %s', (value, text) => {
	expect(metric(value)).toBe(text);
});

test.each([
	[0.04366, '0.04366'],
	[0.00566, '0.005660'],
	[12.4, '12.40'],
	[1234, '1234'],
	[12_345.6, '1.235e+4'],
	[123_456, '1.23e+5'],
	[0.00001, '1.00e-5'],
	[0, '0.000'],
	[NaN, 'nan'],
	[Infinity, 'inf'],
	[-Infinity, '-inf'],
	[undefined, unknownSign],
])('loss %s is %s', (value, text) => {
	expect(loss(value)).toBe(text);
});

test.each([
	[0, '0'], [999, '999'], [1000, '1,000'], [2_590_620, '2,590,620'], [-1234, '-1,234'], [1_000_000, '1,000,000'], [undefined, unknownSign], [NaN, 'nan'],
])('count %s is %s', (value, text) => {
	expect(count(value)).toBe(text);
});

test.each([
	[2.14, '2.1 it/s'], [123.4, '123 it/s'], [0.7, '1.4 s/it'], [1, '1.0 it/s'], [0, unknownSign], [undefined, unknownSign], [Infinity, unknownSign],
])('rate %s is %s', (value, text) => {
	expect(rate(value)).toBe(text);
});

