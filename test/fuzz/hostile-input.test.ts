import {readFileSync} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseConfigFile} from '../../source/cli/options/config-file.ts';
import {flagDefinitions} from '../../source/cli/options/flags.ts';
import {resolveOptions} from '../../source/cli/options/options.ts';
import {parseTrainingCommand} from '../../source/training/command-line.ts';
import {UserError} from '../../source/domain/user-error.ts';
import {
	parseContainerDetails,
	parseContainerSummary,
	parseExecDetails,
	parseProcessRows,
} from '../../source/engine/container-details.ts';
import {parseContainerEvent} from '../../source/engine/container-event.ts';
import {parseHost} from '../../source/engine/endpoint.ts';
import {readJsonLines} from '../../source/engine/json-lines.ts';
import {readTarFile} from '../../source/engine/tar-file.ts';
import {createLogDecoder} from '../../source/feed/log-decoder.ts';
import {createPipeline} from '../../source/feed/pipeline.ts';
import {parseResultsCsv} from '../../source/parse/results-csv.ts';
import {createLogBuffer} from '../../source/run/log-buffer.ts';
import {countersToSample, statsToCounters} from '../../source/sample/container-stats.ts';
import {
	initialQuery,
	parseGpuLine,
	parseMigDevices,
	parseProcessLines,
	withoutRefusedField,
} from '../../source/sample/nvidia-smi-csv.ts';
import {readRecordings} from '../recordings.ts';

const encoder = new TextEncoder();
const absurd = fc.constantFrom<unknown>(1e308, -1, NaN, Infinity, '1e999', '', '9'.repeat(400), null, [], {}, true, 2 ** 53, '\u{0}', '__proto__', -0, 'N/A', '[Not Supported]');

/** The inspect answers of the recordings: real shapes. */
const inspects = readRecordings().flatMap(({directory}) => {
	try {
		return [JSON.parse(readFileSync(path.join(directory, 'inspect.json'), 'utf8')) as unknown];
	} catch {
		return [];
	}
});

const stats = {
	read: '2026-11-23T20:31:22.486532784Z', cpu_stats: {cpu_usage: {total_usage: 100, percpu_usage: [1, 2]}, system_cpu_usage: 1000, online_cpus: 2}, memory_stats: {usage: 1000, limit: 5000, stats: {cache: 10, inactive_file: 5}}, networks: {eth0: {rx_bytes: 1, tx_bytes: 2}}, blkio_stats: {io_service_bytes_recursive: [{op: 'Read', value: 3}]}, pids_stats: {current: 3},
};
const event = {
	Type: 'container', Action: 'exec_die', id: 'abc', timeNano: 1_700_000_000_000_000_000, Actor: {ID: 'abc', Attributes: {exitCode: '137', execID: 'x'}},
};

/** A real answer in which some values, deep down, were put in place of others. */
function mutate(value: unknown, draw: () => number, replacement: () => unknown): unknown {
	if (draw() < 0.04) {
		return replacement();
	}

	if (Array.isArray(value)) {
		return value.map(item => mutate(item, draw, replacement));
	}

	return typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mutate(item, draw, replacement)]))
		: value;
}

const shapes: readonly unknown[] = [...inspects, stats, event, [event], {Titles: ['PID', 'PPID', 'COMMAND'], Processes: [['1', '0', 'python train.py']]}];

/** Numbers between 0 and 1, the same for the same seed. Source: Numerical Recipes, a linear congruential generator. */
function numbersFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = ((state * 1_664_525) + 1_013_904_223) % (2 ** 32);
		return state / (2 ** 32);
	};
}

const answer = fc.oneof(
	fc.anything(),
	fc.tuple(fc.constantFrom(...shapes), fc.nat(), fc.array(absurd, {minLength: 1, maxLength: 8})).map(([value, seed, replacements]) => {
		const draw = numbersFrom(seed);
		return mutate(value, draw, () => replacements[Math.floor(draw() * replacements.length)]);
	}),
);

describe('an answer of the engine in any shape', () => {
	it.each([
		['inspect', parseContainerDetails],
		['list', parseContainerSummary],
		['exec', parseExecDetails],
		['top', parseProcessRows],
		['events', parseContainerEvent],
	] as const)('%s is read without a throw', (_name, parse: (value: unknown) => unknown) => {
		fc.assert(fc.property(answer, value => {
			parse(value);
		}), {numRuns: 2000});
	});

	it('stats give finite numbers or none', () => {
		fc.assert(fc.property(answer, answer, (one, other) => {
			const counters = statsToCounters(one);
			if (counters !== undefined) {
				for (const value of Object.values(countersToSample(counters, statsToCounters(other)))) {
					expect(typeof value === 'number' ? Number.isFinite(value) : true).toBe(true);
				}
			}
		}), {numRuns: 2000});
	});

	it('a stream of JSON lines survives cuts and rubbish', async () => {
		await fc.assert(fc.asyncProperty(fc.array(fc.oneof(fc.uint8Array({maxLength: 60}), fc.constantFrom('{"a":1}\n', '{"a":', '\n', '{}{}\n', 'null\n', '[').map(text => encoder.encode(text))), {maxLength: 20}), async chunks => {
			async function * stream() {
				yield * chunks;
			}

			for await (const _ of readJsonLines(stream())) {
				// Whatever comes is fine.
			}
		}), {numRuns: 500});
	});

	it('an archive of any bytes gives a file, nothing or an error, and keeps to its size', async () => {
		await fc.assert(fc.asyncProperty(fc.array(fc.uint8Array({maxLength: 1200}), {maxLength: 4}), async chunks => {
			async function * stream() {
				yield * chunks;
			}

			const file = await readTarFile(stream(), 1000).catch((error: unknown) => {
				expect(error).toBeInstanceOf(Error);
				return undefined;
			});
			expect(file?.length ?? 0).toBeLessThanOrEqual(1000);
		}), {numRuns: 500});
	});
});

describe('the output of nvidia-smi in any shape', () => {
	const cell = fc.constantFrom('0', 'GPU-1', '[N/A]', '[Not Supported]', '1e999', '-1', 'NVIDIA, Inc', '45', ' 0.00', 'ERR!', '[Unknown Error]', '\u{0}', '"', 'Field "x" is not a valid field to query.');
	const text = fc.oneof(fc.string({unit: 'binary'}), fc.array(cell, {maxLength: 60}).map(cells => cells.join(', ')), fc.array(fc.array(cell, {maxLength: 5}).map(cells => cells.join(', ')), {maxLength: 10}).map(lines => lines.join('\n')));

	it('is read without a throw, and every number is finite', () => {
		fc.assert(fc.property(text, output => {
			withoutRefusedField(initialQuery, output);
			parseProcessLines(output);
			parseMigDevices(output);
			for (const value of Object.values(parseGpuLine(output, initialQuery) ?? {})) {
				expect(typeof value === 'number' ? Number.isFinite(value) : true).toBe(true);
			}
		}), {numRuns: 3000});
	});
});

describe('what a person writes', () => {
	/** Only an error that says what to do may come out. */
	function expectUserError(run: () => unknown): void {
		try {
			run();
		} catch (error) {
			if (!(error instanceof UserError)) {
				throw error;
			}
		}
	}

	it('any flags with any values', () => {
		const value = fc.oneof(fc.string({unit: 'binary', maxLength: 12}), fc.constantFrom('0', '-1', '1e9', 'zh', 'dark', ''), fc.boolean());
		const flags = fc.dictionary(fc.oneof(fc.constantFrom(...flagDefinitions.map(({name}) => name)), fc.string({maxLength: 8})), fc.oneof(value, fc.array(value, {maxLength: 3})), {maxKeys: 6});
		fc.assert(fc.property(fc.array(fc.string({unit: 'binary', maxLength: 12}), {maxLength: 3}), flags, fc.dictionary(fc.constantFrom('YOLOTOP_LANG', 'YOLOTOP_THEME', 'LANG', 'NO_COLOR', 'YOLOTOP_ASCII'), fc.string({maxLength: 8})), (input, given, environment) => {
			expectUserError(() => resolveOptions({input, flags: given}, environment));
		}), {numRuns: 3000});
	});

	it('any settings file', () => {
		const piece = fc.constantFrom('lang', 'theme', 'profiles', ': ', '\n', '  ', '- ', 'zh', '{', '}', '&a', '*a', '<<: *a', '!!js', '"', '? ', '[', ']', '1', 'null', '\t', '__proto__');
		fc.assert(fc.property(fc.oneof(fc.string({unit: 'binary'}), fc.array(piece, {maxLength: 40}).map(pieces => pieces.join(''))), text => {
			expectUserError(() => parseConfigFile(text, 'config.yaml'));
		}), {numRuns: 2000});
	});

	it('any engine address and any command line of a container', () => {
		fc.assert(fc.property(fc.oneof(fc.string({unit: 'binary'}), fc.array(fc.constantFrom('unix://', 'tcp://', 'ssh://', ':', '/', '@', '[::1]', '99999', 'host', '%', '-o'), {maxLength: 6}).map(pieces => pieces.join(''))), host => {
			expectUserError(() => parseHost(host, undefined));
		}), {numRuns: 2000});
		fc.assert(fc.property(fc.array(fc.oneof(fc.string({unit: 'binary', maxLength: 10}), fc.constantFrom('python', 'train.py', '--epochs', '-c', 'bash', '&&', 'yolo', 'train', '--', '"')), {maxLength: 12}), words => {
			parseTrainingCommand(words);
		}), {numRuns: 2000});
	});
});

describe('the stream of a container', () => {
	it('in any format, cut anywhere, gives no throw', () => {
		const head = fc.constantFrom<Uint8Array>(new Uint8Array([1, 0, 0, 0, 0, 0, 0, 5]), new Uint8Array([2, 0, 0, 0, 255, 255, 255, 255]), encoder.encode('2026-11-23T20:31:22.486532784Z '), encoder.encode('{"log":"a\\n","stream":"stdout","time":"2026-11-23T20:31:22Z"}\n'), encoder.encode('{"log":"'));
		fc.assert(fc.property(fc.array(fc.oneof(head, fc.uint8Array({maxLength: 80}), fc.constantFrom(...readRecordings().slice(0, 8).map(({frames}) => frames[0]![1].subarray(0, 400)))), {maxLength: 30}), chunks => {
			const pipeline = createPipeline(() => undefined);
			const decoder = createLogDecoder((channel, bytes, at) => {
				pipeline.output(channel, bytes, at);
			});
			for (const chunk of chunks) {
				decoder.push(chunk);
				pipeline.flush();
			}

			decoder.end();
			pipeline.end();
		}), {numRuns: 1000});
	});

	it.each([
		['one line of 10 MB', () => 'x'.repeat(10_000_000)],
		['one bar of 10 MB', () => '\r 5/99 1.03G 0.05 100%|██| 5/5'.repeat(330_000)],
		['an escape sequence of 10 MB', () => `\u{1B}]0;${'x'.repeat(10_000_000)}`],
		['a table row of 10 MB', () => `                   all ${'0.5 '.repeat(2_500_000)}`],
		['ten thousand lines of 1 kB', () => `${'y'.repeat(1000)}\n`.repeat(10_000)],
	])('%s is held in bounded memory', (_name, make) => {
		const bytes = encoder.encode(`${make()}\nend\n`);
		const log = createLogBuffer();
		const pipeline = createPipeline(({lines}) => {
			log.push(lines);
		});
		for (let start = 0; start < bytes.length; start += 65_536) {
			pipeline.output('tty', bytes.subarray(start, start + 65_536));
			pipeline.flush();
		}

		pipeline.end();
		const kept = log.lines();
		expect(kept.at(-1)?.text).toBe('end');
		expect(kept.reduce((sum, {text}) => sum + text.length, 0)).toBeLessThan(10_000_000);
		expect(Math.max(...kept.map(({text}) => text.length))).toBeLessThanOrEqual(65_536);
	});

	it('a results.csv of 100,000 rows or of absurd numbers gives records or none', () => {
		const header = 'epoch,train/box_loss,metrics/mAP_0.5\n';
		expect(parseResultsCsv(header + '0,0.1,0.2\n'.repeat(100_000)).records.length).toBeGreaterThan(0);
		for (const number of ['1e999', '-1', 'nan', '9'.repeat(400), '0x10', '', ' ']) {
			parseResultsCsv(`${header}${number},${number},${number}\n`);
		}
	});
});
