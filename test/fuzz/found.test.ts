import {Buffer} from 'node:buffer';
import {describe, expect, test} from 'vitest';
import {findScriptTraining} from '../../source/cluster/job-script.ts';
import {createLogDecoder} from '../../source/feed/log-decoder.ts';
import {isWider, splitAtWidth, wrap} from '../../source/format/display-width.ts';
import {foldRows} from '../../source/screen/screens/logs/log-rows.ts';
import {tryInput} from './fuzz-input.ts';

/** Kinds of faults that fuzzing has found. */

function decode(pieces: readonly Uint8Array[]): string {
	const outputs: Uint8Array[] = [];
	const decoder = createLogDecoder((_channel, bytes) => {
		outputs.push(Buffer.from(bytes));
	});
	for (const piece of pieces) {
		decoder.push(piece);
	}

	decoder.end();
	return Buffer.concat(outputs).toString();
}

const length = (bytes: number) => {
	const number = Buffer.alloc(8);
	number.writeBigUInt64LE(BigInt(bytes));
	return number;
};

describe('a log in pieces of one byte is the same log', () => {
	test.each<[string, Uint8Array]>([
		['a document of JSON, further in', Buffer.from('  \n   {\n "events": [\n  {\n   "message": "one"\n  }\n ]\n}\n')],
		['a bar, then a record of JSON', Buffer.from('\r\n{"log":"one\\n","stream":"stdout","time":"2026-11-23T20:31:22Z"}\n')],
		['a line with control characters', Buffer.from(`a\0\0\0\0b\n${'text\n'.repeat(300)}`)],
		['an export of a journal with a length that cannot be', Buffer.concat([Buffer.from('__CURSOR=a\nMESSAGE=one\nMESSAGE\n'), length(2 ** 40), Buffer.from('\n\n__CURSOR=b\nMESSAGE=two\n\n')])],
		['an export of a journal with a field that is too long', Buffer.concat([Buffer.from('__CURSOR=a\nMESSAGE='), Buffer.alloc(1_100_000, 'x'), Buffer.from('\n\nMESSAGE=two\n\n')])],
	])('%s', (_name, bytes) => {
		const size = bytes.length > 10_000 ? 5000 : 1;
		const pieces = Array.from({length: Math.ceil(bytes.length / size)}, (_unused, index) => bytes.subarray(index * size, (index + 1) * size));
		expect(decode(pieces)).toBe(decode([bytes]));
		expect(decode(pieces)).toMatch(/one|two|text/);
	});
});

describe('the time is bounded by the length', () => {
	const letters = 'x'.repeat(64_000);
	const emoji = '👩‍👩‍👧'.repeat(8000);
	const script = `srun python train.py --epochs 3 \\\n${'n train.py --epochs 3 \\\n'.repeat(2500)}`;
	test.each<[string, () => unknown]>([
		['wrapping a line of the log', () => foldRows(letters, 80)],
		['wrapping one of characters that need a segmenter', () => foldRows(emoji, 80)],
		['splitting a text', () => splitAtWidth(letters, 40)],
		['wrapping a text', () => wrap(letters, 40, 10_000)],
		['the training in the script of a job', () => findScriptTraining(script)],
	])('%s', async (_name, work) => {
		expect(await tryInput({
			limitMs: 0, read() {
				work();
			},
		}, new Uint8Array(64_000))).toBeUndefined();
	});
});

test.each([
	['abc', 3, false], ['abcd', 3, true], ['训练', 4, false], ['训练', 3, true], ['', 0, false], ['👩‍👩‍👧a', 3, false], ['👩‍👩‍👧ab', 3, true], ['e\u{301}e\u{301}', 2, false], ['\u{1B}[31mab\u{1B}[0m', 2, false], ['\u{1B}[31mabc\u{1B}[0m', 2, true],
])('%j is wider than %d columns: %s', (text, columns, expected) => {
	expect(isWider(text, columns)).toBe(expected);
});
