import {Buffer} from 'node:buffer';
import {describe, expect, test} from 'vitest';
import {prefixWriters} from '../../source/parse/line-prefix.ts';
import {readRecordings} from '../recordings.ts';
import {
	readLog,
	readThreads,
	statusOf,
	textToBytes,
	type StatusJson,
} from '../threads.ts';

/*
Every recording and every log of a thread, as others hand it on: with each prefix of the table and some that are in none, cut by a terminal, with one
of two streams, with lines that two writers have put on one. The history stays, and nothing is invented.
*/

type Log = {readonly name: string; readonly text: string; readonly channels: ReadonlyMap<string, string>};

const decodeThread = (name: string, bytes: Uint8Array) => new TextDecoder(name === 'windows-gbk-log' ? 'gb18030' : 'utf8').decode(bytes);

const logs: readonly Log[] = [
	...readThreads().map(({name, bytes}) => ({name: `threads/${name}`, text: decodeThread(name, bytes), channels: new Map<string, string>()})),
	...readRecordings().map(({name, frames}) => {
		const channels = new Map<string, Uint8Array[]>();
		for (const [channel, bytes] of frames) {
			channels.set(channel, [...channels.get(channel) ?? [], Buffer.from(bytes)]);
		}

		return {
			name,
			text: Buffer.concat(frames.map(([, bytes]) => Buffer.from(bytes))).toString(),
			channels: new Map([...channels].map(([channel, pieces]) => [channel, Buffer.concat(pieces).toString()])),
		};
	}),
];

const read = (text: string): StatusJson => statusOf(readLog(textToBytes(text)).state);
const figuresOf = ({history}: StatusJson) => history.map(({epoch, metrics}) => ({epoch, metrics}));
/** What a reader of the log must find again, whatever stands around it. */
const contentOf = (status: StatusJson) => {
	const {status: state, epoch, epochs, framework, classes, losses, statusReason, iteration, ranks} = status;
	return {
		state, epoch, epochs, framework, classes, losses, statusReason, iteration, ranks, figures: figuresOf(status),
	};
};

const mapLines = (text: string, map: (line: string, index: number) => string) => text.split('\n').map((line, index, lines) => line === '' && index === lines.length - 1 ? '' : map(line, index)).join('\n');

/** Of writers whose names a later prefix of the same log may contradict, one log has one. */
const hasOwnPrefix = ({name, text}: Log) => /kubectl|ray|glog/.test(name) || /^\[rank\d/m.test(text);

/** Forms that are in no table, as their writers print them. */
const unknownWriters: ReadonlyArray<readonly [writer: string, prefix: (index: number) => string]> = [
	['a clock', index => `[20:${String(index % 60).padStart(2, '0')}:18] `],
	['Airflow', index => `[2026-03-11, 09:10:${String(index % 60).padStart(2, '0')} UTC] {subprocess.py:${index}} INFO - `],
	['Spark', index => `24/03/11 09:10:${String(index % 60).padStart(2, '0')} ${index % 7 === 0 ? 'WARN' : 'INFO'} `],
	['mpirun', () => '[1,0]<stdout>:'],
	['pm2', () => '0|yolo     | '],
	['a loguru sink', index => `2026-05-01 10:00:00.${String(100 + (index % 900))} | INFO     | __main__:main:${30 + index} - `],
	['GNU parallel --tag', () => 'job1\t'],
	['Vertex AI', index => `ERROR 2026-07-15T20:46:${String(index % 60).padStart(2, '0')}.073108 `],
];

const prefixes: ReadonlyArray<readonly [writer: string, prefix: (index: number) => string]> = [
	...prefixWriters.map(({writer, example}) => [writer, () => example] as const),
	...unknownWriters,
];

/** A log that tells of its training only behind bars, or is cut at its start, has no line from which a prefix could be learned. */
const canBeLearned = ({text}: Log) => /^(?:.*\r)?(?:\u{1B}\[[\d;]*m)*(?:Ultralytics (?:YOLOv?)?\d|YOLO\w* .* torch[ -]|(?:[\w-]+[/\\])*train\w*: (?:\u{1B}\[[\d;]*m)*\w+=|Logging results to |Starting training for \d)/mu.test(text);
const isInTable = (writer: string) => prefixWriters.some(row => row.writer === writer);

describe.each(logs)('$name', log => {
	const plain = read(log.text);
	// Each log of a thread with all of them; of the recordings, which are many and long, each with some, and all of them with some recording.
	const chosen = prefixes.filter((_, index) => log.name.startsWith('threads/') || (index + log.name.length) % 6 === 0);

	test.each(chosen)('behind the prefix of %s', (writer, prefix) => {
		const isReadable = !hasOwnPrefix(log) && (isInTable(writer) || canBeLearned(log));
		const status = read(mapLines(log.text, (line, index) => `${prefix(index)}${line}`));
		if (isReadable) {
			// Torchrun names the process that printed the line, and so the one that failed.
			expect({...contentOf(status), ...(writer.startsWith('torchrun') && {ranks: plain.ranks})}).toEqual(contentOf(plain));
		} else {
			expectNothingInvented(status, plain);
		}
	});

	test('with line ends of Windows', () => {
		expect(contentOf(read(log.text.replaceAll(/\r*\n/g, '\r\n')))).toEqual(contentOf(plain));
	});

	test.each([60, 80, 100, 132])('in a terminal of %d columns', columns => {
		const cut = mapLines(log.text, line => line.split('\r').map(part => /\d%(?:\||[^%]*[─━])|^\s+(?:Class|classes|Epoch) /.test(part) ? part.slice(0, columns) : part).join('\r'));
		expectNothingInvented(read(cut), plain);
	});

	test('with lines behind a bar that were put on its line', () => {
		const glued = log.text.replaceAll(/(\d\/\d+ (?:\[[^\n\]]*\]|[\d.:<]+s?))\r?\n(?=Traceback |Exception in thread|WARNING|Killed|Terminated|Segmentation fault|train: |val: |Validating |YOLO|Ultralytics )/g, '$1');
		expect(contentOf(read(glued))).toEqual(contentOf(plain));
	});

	test.each([...log.channels.keys()])('of %s alone', channel => {
		expectNothingInvented(read(log.channels.get(channel)!), plain);
	});
});

/** Every epoch is one that the whole log has, with its figures where it has any. */
function expectNothingInvented(status: StatusJson, plain: StatusJson): void {
	const known = new Map(figuresOf(plain).map(({epoch, metrics}) => [epoch, metrics]));
	for (const {epoch, metrics} of figuresOf(status)) {
		// The last epoch of a log that is cut may be proved complete by what was left of it.
		const wanted = known.get(epoch);
		if (metrics === null || wanted === undefined || wanted === null) {
			continue;
		}

		// A row may be cut in the middle.
		const entries = Object.entries(metrics as Record<string, unknown>).filter(([, value]) => value !== null);
		expect(wanted).toMatchObject(Object.fromEntries(entries));
	}

	const last = Math.max(0, ...known.keys(), (plain.epoch as number | undefined) ?? 0);
	expect(figuresOf(status).every(({epoch}) => Number.isSafeInteger(epoch) && epoch >= 1 && epoch <= last)).toBe(true);
}
