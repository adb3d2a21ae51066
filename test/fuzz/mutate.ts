import {Buffer} from 'node:buffer';
import type {Random} from './random.ts';

/** What real inputs are made of, and what is put between. */
export type Stock = {
	readonly samples: readonly Uint8Array[];
	/** Pieces that mean something to the reader: keywords, header fields, opcodes. */
	readonly words: readonly Uint8Array[];
	/** Whether a part of a sample is an input, as of a stream, or only the whole of it, as of a file. */
	readonly isStream: boolean;
};

type Block = ReturnType<typeof Buffer.concat>;

/** No input is longer. */
export const maxInputBytes = 256 * 1024;

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** Numbers that no training has, as text. */
const absurdNumbers = [
	'0', '-1', '-0', '1e999', '-1e999', 'nan', 'NaN', 'inf', '-Infinity', '1e308', '9007199254740993', '18446744073709551616', '9'.repeat(400), '0x10', '1e-400', '.', '1_000', '1,000,000,000', '4294967295', '2147483648', '-9223372036854775808', '0.1.2', '١٢',
].map(text => bytesOf(text));

/** What a terminal obeys or hides, and what is no text: control characters, C1 in UTF-8 and bare, directions, halves of pairs, characters cut in the middle. */
const oddBytes = [
	'\u{1B}]0;owned\u{7}', '\u{1B}]52;c;ZXZpbA==\u{1B}\\', '\u{1B}[2J', '\u{1B}[31m', '\u{1B}[', '\u{1B}P', '\u{1B}', '\0', '\b\b', '\u{7F}', '\r', '\n', '\r\n', '\t', '\u{B}', '\u{9B}31m', '\u{C2}\u{9B}2J', '\u{C2}\u{9D}0;x\u{C2}\u{9C}', '\u{C2}\u{85}', '\u{E2}\u{80}\u{AE}', '\u{E2}\u{81}\u{A6}', '\u{E2}\u{80}\u{8B}', '\u{E2}\u{80}\u{A8}', '\u{EF}\u{BB}\u{BF}', '\u{F3}\u{A0}\u{81}\u{81}', '\u{ED}\u{A0}\u{80}', '\u{ED}\u{B0}\u{80}', '\u{E8}\u{AE}', '\u{F0}\u{9F}', '\u{C0}\u{80}', '\u{FF}\u{FE}', '\u{C2}\u{AD}',
].map(text => bytesOf(text));

const openers = ['[', '{', '(', '"', '{"a":', '- ', '  ', '&a [*a', '\u{1B}['].map(text => bytesOf(text));

const digits = /\d+(?:\.\d*)?(?:e[+-]?\d+)?/gi;

function spliced(input: Block, start: number, end: number, between: Uint8Array): Block {
	return Buffer.concat([input.subarray(0, start), between, input.subarray(end)]);
}

/** Two places of the input, the lower one first; near each other most of the time. */
function range(input: Block, random: Random): readonly [number, number] {
	const start = random.below(input.length + 1);
	const length = random.next() < 0.8 ? random.below(40) : random.below(input.length);
	return [start, Math.min(input.length, start + length)];
}

type Mutation = (input: Block, random: Random, stock: Stock) => Block;

function partOf(sample: Uint8Array, random: Random): Uint8Array {
	const start = random.below(sample.length);
	return sample.subarray(start, start + 1 + random.below(400));
}

function setByte(input: Block, random: Random): Block {
	const copy = Buffer.from(input);
	if (copy.length > 0) {
		const at = random.below(copy.length);
		copy[at] = random.next() < 0.5 ? random.below(256) : copy[at]! ^ (2 ** random.below(8)); // eslint-disable-line no-bitwise -- One bit.
	}

	return copy;
}

/** A field of 1, 2, 4 or 8 bytes at one of its limits. */
function setField(input: Block, random: Random): Block {
	const copy = Buffer.from(input);
	const width = Math.min(copy.length, random.pick([1, 2, 4, 8]));
	const at = random.below(copy.length - width + 1);
	const fill = random.pick([0, 0x7F, 0x80, 0xFF]);
	copy.fill(random.pick([0, 0xFF]), at, at + width);
	if (width > 0) {
		copy[random.next() < 0.5 ? at : at + width - 1] = fill;
	}

	return copy;
}

function setNumber(input: Block, random: Random): Block {
	const start = random.below(input.length);
	const text = input.toString('latin1', start, start + 2000);
	const found = [...text.matchAll(digits)];
	if (found.length === 0) {
		return input;
	}

	const {index, 0: number} = random.pick(found.slice(0, 30));
	return spliced(input, start + index, start + index + number.length, random.pick(absurdNumbers));
}

function swapLines(input: Block, random: Random): Block {
	const lines = input.toString('latin1').split('\n');
	const [one, other] = [random.below(lines.length), random.below(lines.length)];
	return Buffer.from(lines.map((line, index) => index === one ? lines[other]! : (index === other ? lines[one]! : line)).join('\n'), 'latin1');
}

function repeat(input: Block, random: Random): Block {
	const [start, end] = range(input, random);
	const piece = input.subarray(start, end);
	const most = Math.floor(maxInputBytes / Math.max(1, piece.length * 4));
	const count = random.next() < 0.9 ? random.below(8) : random.below(Math.min(5000, most));
	return spliced(input, end, end, Buffer.concat(Array.from({length: count}, () => piece)));
}

/** Each as often as it is here. */
const mutations: readonly Mutation[] = [
	setByte,
	setByte,
	setField,
	setNumber,
	setNumber,
	setNumber,
	swapLines,
	repeat,
	(input, random) => input.subarray(0, random.below(input.length + 1)),
	(input, random) => spliced(input, ...range(input, random), Buffer.alloc(0)),
	(input, random) => {
		const [place] = range(input, random);
		return spliced(input, place, place, random.pick(oddBytes));
	},
	(input, random) => spliced(input, ...range(input, random), random.pick(absurdNumbers)),
	(input, random, {words}) => {
		const [start, end] = range(input, random);
		return words.length === 0 ? input : spliced(input, start, random.next() < 0.5 ? start : end, random.pick(words));
	},
	(input, random, {samples}) => spliced(input, ...range(input, random), partOf(random.pick(samples), random)),
	(input, random) => {
		const [place] = range(input, random);
		const opener = random.pick(openers);
		return spliced(input, place, place, Buffer.concat(Array.from({length: random.next() < 0.9 ? 3 : random.below(3000)}, () => opener)));
	},
];

/** A part of a stream from the beginning of a line, often of some lines and now and then of many; the whole of a file. */
function begin({samples, isStream}: Stock, random: Random): Block {
	const sample = Buffer.from(random.pick(samples));
	if (!isStream) {
		return sample;
	}

	const lineStart = sample.lastIndexOf('\n', random.below(sample.length)) + 1;
	const length = random.next() < 0.9 ? 100 + random.below(3000) : random.below(30_000);
	return sample.subarray(lineStart, lineStart + length);
}

/** An input: something real that was changed in up to six ways, sometimes in none. */
export function makeInput(stock: Stock, random: Random): Uint8Array {
	let input = begin(stock, random);
	const count = random.below(7);
	for (let done = 0; done < count; done++) {
		input = random.pick(mutations)(input, random, stock);
	}

	return input.subarray(0, maxInputBytes);
}

/** The input in pieces whose sizes are by chance, about `maxPieces` at most. */
export function cut(input: Uint8Array, random: Random, maxPieces = 2000): Uint8Array[] {
	const pieces: Uint8Array[] = [];
	const most = random.pick([1, 7, 100, 5000]);
	for (let start = 0; start < input.length;) {
		const length = Math.max(Math.ceil(input.length / maxPieces), random.below(most + 1));
		pieces.push(input.subarray(start, start + length));
		start += length;
	}

	return pieces;
}
