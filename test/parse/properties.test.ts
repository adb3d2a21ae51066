import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Channel} from '../../source/domain/line.ts';
import {createParser} from '../../source/parse/parser.ts';
import {parseResultsCsv} from '../../source/parse/results-csv.ts';
import {parseSettingsFile} from '../../source/parse/settings-file.ts';
import {createTerminalLines} from '../../source/stream/terminal-lines.ts';
import {readFrames, readRecordings, type Recording} from '../recordings.ts';

const recordings = readRecordings();
const encoder = new TextEncoder();

/** Cuts every frame at random places; channels keep their order. */
function recut(frames: Recording['frames'], random: () => number): Array<readonly [Channel, Uint8Array]> {
	return frames.flatMap(([channel, bytes]) => {
		const pieces: Array<readonly [Channel, Uint8Array]> = [];
		for (let start = 0; start < bytes.length;) {
			// Mostly small pieces, at times single bytes, at times a lot.
			const end = Math.min(bytes.length, start + 1 + Math.floor((random() ** 4) * 3000));
			pieces.push([channel, bytes.subarray(start, end)]);
			start = end;
		}

		return pieces;
	});
}

describe.each(recordings)('$name', ({frames}) => {
	const whole = readFrames(frames);

	test('the same lines and events for any chunking', () => {
		fc.assert(fc.property(fc.array(fc.double({min: 0, max: 1, noNaN: true}), {minLength: 50, maxLength: 50}), numbers => {
			let next = 0;
			expect(readFrames(recut(frames, () => numbers[next++ % numbers.length]!))).toEqual(whole);
		}), {numRuns: 3});
	});

	test('transient lines change no event of ended lines', () => {
		const parser = createParser();
		const streams = {stdout: createTerminalLines('stdout'), stderr: createTerminalLines('stderr'), tty: createTerminalLines('tty')};
		const durable = [];
		let length = 1;
		for (const [channel, bytes] of frames) {
			for (let start = 0; start < bytes.length; start += length) {
				length = (length * 7 % 211) + 1;
				durable.push(...streams[channel].push(bytes.subarray(start, start + length)).flatMap(line => parser.push(line)));
				const pending = streams[channel].pending();
				const preview = pending === undefined ? [] : parser.push(pending);
				expect(preview.every(({type}) => type === 'epoch-progressed' || type === 'validation-progressed')).toBe(true);
			}
		}

		for (const channel of ['stdout', 'stderr', 'tty'] as const) {
			durable.push(...streams[channel].end().flatMap(line => parser.push(line)));
		}

		const count = (type: string, events: ReadonlyArray<{type: string}>) => events.filter(event => event.type === type).length;
		for (const type of ['epoch-completed', 'class-reported', 'process-started', 'traceback-printed', 'notice-printed']) {
			expect(count(type, durable)).toBe(count(type, whole.events));
		}
	});
});

describe('nothing throws', () => {
	const mutated = fc.tuple(fc.constantFrom(...recordings), fc.array(fc.tuple(fc.nat(), fc.integer({min: 0, max: 255})), {maxLength: 200}), fc.nat()).map(([{frames}, changes, start]) => {
		const [channel, original] = frames[start % frames.length]!;
		const bytes = new Uint8Array(original.subarray(0, 60_000));
		for (const [place, value] of changes) {
			bytes[place % bytes.length] = value;
		}

		return [[channel, bytes]] as const;
	});

	test('on mutated recordings', () => {
		fc.assert(fc.property(mutated, frames => {
			readFrames(frames);
		}), {numRuns: 300});
	});

	test('on random bytes and random words of the formats', () => {
		const word = fc.constantFrom(' ', ' '.repeat(3), '\n', '\r', ':', '|', '100%', '1/2', '0/9', '1.03G', 'nan', '0.5', '12', 'all', 'Epoch', 'GPU_mem', 'box_loss', 'Class', 'Images', 'Instances', 'Box(P', 'P', 'R', 'mAP50', 'Mask(P', '[00:00<', '━', '█', 'train: ', 'a=b, ', 'data=x', 'Traceback (most recent call last):', '  File "a", line 1, in b', 'KeyboardInterrupt', 'Results saved to x', '[rank1]: ', '(f pid=1) ', 'I0817 20:47:22.107875 1 a.py:1] ', 'YOLO 🚀 v1 torch 1 ', 'Exception in thread a:', '--- Logging error ---', 'ValueError   Traceback (most recent call last)', 'Cell In[1], line 2', 'ValueError: ', 'Root Cause (first observed failure):', '  exitcode  : -9 (pid: 1)', 'Tuner: Starting iteration 1/2', 'Fold 1/2', 'ONNX: export success ✅ 1.1s, saved as a (1 MB)', 'Benchmarks complete', 'Starting training for 3 epochs...', 'AutoBatch: Using batch-size 1', String.raw`engine\trainer: model=a, data=b`);
		fc.assert(fc.property(fc.oneof(fc.uint8Array({maxLength: 500}), fc.array(word, {maxLength: 80}).map(words => encoder.encode(words.join('')))), bytes => {
			readFrames([['tty', bytes]]);
		}), {numRuns: 2000});
	});

	test('on any text of a file', () => {
		const csv = fc.array(fc.constantFrom('epoch', ',', '\n', ' ', '0', '1', 'nan', 'train/box_loss', 'metrics/mAP_0.5', 'time', '-1', '1e999'), {maxLength: 80}).map(parts => parts.join(''));
		const yaml = fc.array(fc.constantFrom('a', ': ', '\n', '  ', '- ', '{', '}', '&x', '*x', '<<', '"', '!', '? ', '[', ']', ','), {maxLength: 40}).map(parts => parts.join(''));
		fc.assert(fc.property(fc.oneof(fc.string(), csv), text => {
			parseResultsCsv(text);
		}), {numRuns: 1000});
		fc.assert(fc.property(fc.oneof(fc.string(), yaml), text => {
			parseSettingsFile(text);
		}), {numRuns: 1000});
	});

	test.each([
		['a long line of digits', '1'.repeat(1_000_000)],
		['a long line of blanks', `${' '.repeat(1_000_000)}x`],
		['a long line of percents', '1% '.repeat(300_000)],
		['a long line of bars', ' 5%| '.repeat(200_000)],
		['a long word with colons', 'a:1:'.repeat(250_000)],
		['a long warning', 'AWarning'.repeat(100_000)],
		['many words', ' 0.1'.repeat(250_000)],
		['an endless title', `\u{1B}]0;${'x'.repeat(1_000_000)}`],
		['many escapes', '\u{1B}'.repeat(500_000)],
		['many backspaces', 'a\b'.repeat(300_000)],
		['a long list of options', `train: data=a, ${'a=b, '.repeat(200_000)}`],
	])('nor takes long: %s', (_name, text) => {
		const started = performance.now();
		readFrames([['tty', encoder.encode(`${text}\n${text}\n`)]]);
		expect(performance.now() - started).toBeLessThan(2000);
	});
});
