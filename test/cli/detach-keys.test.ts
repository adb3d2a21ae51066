import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {createDetachKeys} from '../../source/cli/detach-keys.ts';

const [p, q] = ['\u{10}', '\u{11}'];

/** What is passed on of chunks, and what is typed after the two keys. */
function typeAll(...chunks: readonly string[]): {readonly passed: string; readonly rest?: string} {
	const keys = createDetachKeys();
	let passed = '';
	for (const chunk of chunks) {
		const taken = keys.push(Buffer.from(chunk));
		passed += Buffer.from(taken.passed).toString();
		if (taken.rest !== undefined) {
			return {passed, rest: Buffer.from(taken.rest).toString()};
		}
	}

	return {passed};
}

test.each([
	['nothing', [], {passed: ''}],
	['words', ['ls -l\r', '轮次'], {passed: 'ls -l\r轮次'}],
	['both keys in one chunk', [`${p}${q}`], {passed: '', rest: ''}],
	['both keys in two chunks', [p, q], {passed: '', rest: ''}],
	['keys between words', [`ls${p}`, `${q}4`], {passed: 'ls', rest: '4'}],
	['the first key alone waits', ['a', p], {passed: 'a'}],
	['the first key and another one', [p, 'a'], {passed: `${p}a`}],
	['the first key and another one in one chunk', [`${p}a${q}`], {passed: `${p}a${q}`}],
	['the second key alone', [q], {passed: q}],
	['the second key first', [`${q}${p}`, 'x'], {passed: `${q}${p}x`}],
	['the first key twice', [p, p, 'x'], {passed: `${p}${p}x`}],
	['the first key twice, then the second', [`${p}${p}`, q], {passed: p, rest: ''}],
	['a character of several bytes that holds neither key', [p, '轮'], {passed: `${p}轮`}],
])('%s', (_, chunks, expected) => {
	expect(typeAll(...chunks)).toEqual(expected);
	// The same for any chunking.
	expect(typeAll(chunks.join(''))).toEqual(expected);
});

test('after the two keys it begins again', () => {
	const keys = createDetachKeys();
	keys.push(Buffer.from(p + q));
	expect(keys.push(Buffer.from(q))).toEqual({passed: new Uint8Array([0x11])});
});
