import {Buffer} from 'node:buffer';
import {describe, expect, test} from 'vitest';
import {reduce} from '../../source/run/reduce.ts';
import {
	readLog,
	readThreads,
	statusOf,
	textToBytes,
	type StatusJson,
	type Thread,
} from '../threads.ts';

const threads = readThreads();
/** Code page 936 is recognised by its bytes; its text is written once more in UTF-8 for the variants. */
const isChinese = ({name}: Thread) => name === 'windows-gbk-log';
const textOf = (thread: Thread) => isChinese(thread) ? new TextDecoder('gb18030').decode(thread.bytes) : Buffer.from(thread.bytes).toString();

function at(value: unknown, names: string): unknown {
	let found = value;
	for (const name of names.split('.')) {
		found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
	}

	return found;
}

/** Printed numbers have three digits or more. */
function isSame(got: unknown, wanted: unknown): boolean {
	return typeof got === 'number' && typeof wanted === 'number'
		? got === wanted || Math.abs(got - wanted) <= 0.006 * Math.max(Math.abs(got), Math.abs(wanted))
		: JSON.stringify(got ?? null) === JSON.stringify(wanted);
}

/** One line of what is right; gives what is there instead where it does not hold. */
function isRight(status: StatusJson, phases: ReadonlySet<string>, path: string, wanted: unknown): boolean {
	const rules = status.diagnoses.map(({rule}) => rule);
	const list = wanted as unknown[];
	const texts = JSON.stringify([...status.diagnoses, status.statusReason]);
	const classes = (status.classes as Array<{name: string}>).map(({name}) => name).filter(name => name !== 'all');
	const special: Readonly<Record<string, () => boolean>> = {
		task: () => isSame(at(status, 'framework.task'), wanted),
		'task.in': () => list.includes(at(status, 'framework.task')),
		rule: () => rules.includes(wanted as string),
		'rule.in': () => rules.some(rule => list.includes(rule)),
		'rule.not': () => !rules.includes(wanted as string),
		'history.len': () => status.history.length === wanted,
		'history.epochs': () => isSame(status.history.map(({epoch}) => epoch), wanted),
		'classes.names': () => isSame(classes, wanted),
		'diagnoses.len.max': () => rules.length <= (wanted as number),
		'diagnosis.any': () => list.some(word => texts.includes(word as string)),
		'diagnosis.none': () => !texts.includes(wanted as string),
		'exit.not': () => (status.status === 'failed' ? 3 : 0) !== wanted,
		'events.never': () => !phases.has(wanted as string),
	};
	const check = special[path];
	if (check !== undefined) {
		return check();
	}

	const [name, kind] = /^(.*?)(\.in|\.notin|!~|~)?$/.exec(path)!.slice(1);
	const got = at(status, name!);
	switch (kind) {
		case '.in': {
			return list.includes(got);
		}

		case '.notin': {
			return !list.includes(got);
		}

		case '~': {
			return String(got).includes(wanted as string);
		}

		case '!~': {
			return !String(got).includes(wanted as string);
		}

		default: {
			return isSame(got, wanted);
		}
	}
}

describe.each(threads)('$name', thread => {
	const {state, phases} = readLog(thread.bytes);
	const status = statusOf(state);
	// The file has rested for a month: what it tells stays true.
	const old = statusOf(reduce(state, {type: 'connection-changed', connection: {kind: 'ended'}, at: 1}), 2_592_000_000);
	test.each(Object.entries(thread.expect))('%s: %j', (path, wanted) => {
		expect(isRight(status, phases, path, wanted), JSON.stringify(status)).toBe(true);
		expect(isRight(old, phases, path, wanted), JSON.stringify(old)).toBe(true);
	});
});

/** What a log says, without what a wrapping may add: times, and how often a notice came. */
function contentOf(bytes: Uint8Array): unknown {
	const {diagnoses, history, notices: _notices, secondsPerEpoch: _seconds, etaSeconds: _eta, ...status} = statusOf(readLog(bytes).state);
	return {...status, rules: diagnoses.map(({rule, severity}) => `${rule} ${severity}`), history: history.map(record => ({...record, seconds: null}))};
}

const plainOf = (thread: Thread) => textToBytes(textOf(thread));
const hasPrefix = ({name}: Thread) => /kubectl|ray|glog/.test(name);
const mapLines = (text: string, map: (line: string) => string) => text.split('\n').map((line, index, lines) => line === '' && index === lines.length - 1 ? '' : map(line)).join('\n');
const iso = (index: number) => `2026-03-11T09:${String(Math.floor(index / 60) % 60).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}.123456Z`;
const numbered = (text: string, prefix: (index: number) => string) => {
	let index = 0;
	return mapLines(text, line => `${prefix(index++)}${line}`);
};

/** Other people's wrappings of the same text. */
const wrappings: ReadonlyArray<readonly [name: string, wrap: (text: string) => Uint8Array]> = [
	['CRLF', text => textToBytes(text.replaceAll('\n', '\r\n'))],
	['colours gone', text => textToBytes(text.replaceAll(/\u{1B}\[[\d;]*m/gu, ''))],
	['a byte order mark', text => textToBytes(`\u{FEFF}${text}`)],
	['UTF-16 of PowerShell', text => Buffer.from(`\u{FEFF}${text}`, 'utf16le')],
	['docker compose', text => textToBytes(mapLines(text, line => `yolo-1  | ${line}`))],
	['kubectl --prefix', text => textToBytes(mapLines(text, line => `[pod/train-0/yolo] ${line}`))],
	['kubectl --prefix --timestamps', text => textToBytes(numbered(text, index => `[pod/train-0/yolo] ${iso(index)} `))],
	['GitHub Actions', text => textToBytes(`\u{FEFF}${numbered(text, index => `${iso(index).slice(0, -1)}7Z `)}`)],
	['GitLab', text => textToBytes(numbered(text, index => `${iso(index)} 00O `))],
	['a file of a pod', text => textToBytes(numbered(text, index => `${iso(index)} stdout F `))],
	['journalctl', text => textToBytes(mapLines(text, line => `Nov  6 01:00:12 host yolo[123]: ${line}`))],
	['journalctl -o json', text => textToBytes(text.split('\n').map(line => JSON.stringify({MESSAGE: line.includes('\u{1B}') ? [...Buffer.from(line)] : line, PRIORITY: '6'})).join('\n'))],
	['journalctl -o export', text => Buffer.concat(text.split('\n').map(line => {
		const body = Buffer.from(line);
		const length = Buffer.alloc(8);
		length.writeBigUInt64LE(BigInt(body.length));
		return Buffer.concat([Buffer.from('__CURSOR=s=1\nPRIORITY=6\nMESSAGE\n'), length, body, Buffer.from('\n\n')]);
	}))],
	['docker json-file', text => textToBytes(text.split(/(?<=\n)/).map(line => JSON.stringify({log: line, stream: 'stdout', time: '2026-03-11T09:00:00Z'})).join('\n'))],
	['Kaggle', text => textToBytes(`[${text.split(/(?<=\n)/).map((line, index) => JSON.stringify({stream_name: 'stderr', time: index / 10, data: line})).join('\n,')}\n]`)],
	['Ray', text => textToBytes(mapLines(text, line => `\u{1B}[36m(train_fn pid=6230, ip=10.0.0.1)\u{1B}[0m ${line}`))],
	['glog', text => textToBytes(mapLines(text, line => `I0817 20:47:22.107875 140365688276800 train.py:293] ${line}`))],
	['ClearML\'s agent', text => textToBytes(mapLines(text, line => `1683505870249 host:gpu DEBUG ${line}`))],
	['srun --label', text => textToBytes(mapLines(text, line => `0: ${line}`))],
	['Python\'s logging', text => textToBytes(mapLines(text, line => `2026-11-26 01:00:12,123 - yolo - INFO - ${line}`))],
	['script', text => textToBytes(`Script started on 2026-03-11 09:00:00+00:00 [TERM="xterm" TTY="/dev/pts/0" COLUMNS="200" LINES="50"]\r\n${text.replaceAll('\n', '\r\n')}`)],
];

describe.each(threads)('$name says the same', thread => {
	const text = textOf(thread);
	const plain = contentOf(plainOf(thread));
	test.each(wrappings.filter(([name]) => !hasPrefix(thread) || !/docker compose|kubectl|journalctl$|Ray|glog|ClearML|srun|logging/.test(name)))('in %s', (_name, wrap) => {
		expect(contentOf(wrap(text))).toEqual(plain);
	});

	const figures = (bytes: Uint8Array) => statusOf(readLog(bytes).state).history.map(({epoch, metrics}) => ({epoch, metrics}));
	const known = figures(plainOf(thread));

	test('of its epochs without bars, where they went to the other stream', () => {
		// A log that Ray keeps has no lines but bars without its prefix.
		const lines = text.split('\n').filter(line => !/%\||% ?━|\r/.test(line));
		const found = figures(textToBytes(lines.join('\n')));
		// One of them begins in the middle of its training.
		const isTold = text.includes('Starting training for') && known[0]?.epoch === 1;
		expect(isTold ? found : []).toEqual(isTold ? known.slice(0, found.length) : []);
		expect(isTold && found.length === 0 && known.length > 0).toBe(false);
	});

	test.each([79, 80, 100, 120])('of its epochs in a terminal of %d columns', columns => {
		const cut = text.split('\n').map(line => line.split('\r').map((part, index) => index === 0 && !part.includes('%|') ? part : part.slice(0, columns)).join('\r')).join('\n');
		const isBarCut = !hasPrefix(thread);
		expect(isBarCut ? figures(textToBytes(cut)) : known).toEqual(known);
	});

	test.each([1, 7, 64, 1000])('in chunks of %d bytes', size => {
		expect(statusOf(readLog(thread.bytes, size).state)).toEqual(statusOf(readLog(thread.bytes).state));
	});
});
