import {expect, test} from 'vitest';
import {toJsonPieces} from '../../source/domain/json-pieces.ts';

function * entries(count: number): Generator<Readonly<Record<string, unknown>>> {
	for (let index = 0; index < count; index++) {
		yield {
			index, name: `a\n\u{1B}[31m${index}`, empty: [], nested: {list: [1, {deep: null}]},
		};
	}
}

test.each([0, 1, 3, 2000])('an object with a list of %i entries reads as if it had been written whole, and no control character leaves', count => {
	const pieces = [...toJsonPieces({
		schema: 1, long: entries(count), short: [{a: 1}], none: null,
	}, new Set(['long']))];
	const whole = {
		schema: 1, long: [...entries(count)], short: [{a: 1}], none: null,
	};
	expect(pieces.join('')).not.toContain('\u{1B}');
	expect(JSON.parse(pieces.join(''))).toEqual(whole);
	expect(pieces.join('').split('\n').length).toBe(JSON.stringify(whole, undefined, 2).split('\n').length);
	// Never much more than one piece is held.
	expect(Math.max(...pieces.map(({length}) => length))).toBeLessThan(70_000);
});
