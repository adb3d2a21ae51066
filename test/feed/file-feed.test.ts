import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {
	appendFile,
	mkdtemp,
	rm,
	utimes,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	it,
} from 'vitest';
import {createFileFeed} from '../../source/feed/file-feed.ts';
import {collect, testFeedContract} from './feed-contract.ts';

let directory = '';
let count = 0;
beforeAll(async () => {
	directory = await mkdtemp(path.join(tmpdir(), 'yolotop-file-'));
});
afterAll(async () => {
	await rm(directory, {recursive: true, force: true});
});

async function fileOf(bytes: Uint8Array | string): Promise<string> {
	count++;
	const file = path.join(directory, `${count}.log`);
	await writeFile(file, bytes);
	return file;
}

const texts = async (bytes: Uint8Array | string) => {
	const {lines} = await collect(createFileFeed(await fileOf(bytes)));
	return lines.map(({text, channel, at}) => ({text, channel, ...(at !== undefined && {at})}));
};

const frame = (channel: number, text: string) => {
	const payload = Buffer.from(text);
	const header = Buffer.from([channel, 0, 0, 0, 0, 0, 0, 0]);
	header.writeUInt32BE(payload.length, 4);
	return Buffer.concat([header, payload]);
};

testFeedContract('a file feed', () => ({
	isEndless: true,
	open: async bytes => createFileFeed(await fileOf(bytes)),
}));

testFeedContract('a file feed of a compressed file', () => ({
	isEndless: false,
	open: async bytes => createFileFeed(await fileOf(gzipSync(bytes))),
}));

describe('a file feed', () => {
	const at = Date.parse('2026-11-23T20:31:22.486Z');

	it.each([
		['plain', 'a\r\nb', [{text: 'a', channel: 'tty'}, {text: 'b', channel: 'tty'}]],
		['frames', Buffer.concat([frame(2, 'a\n'), frame(1, 'b\n')]), [{text: 'a', channel: 'stderr'}, {text: 'b', channel: 'stdout'}]],
		['frames with times', Buffer.concat([frame(2, '2026-11-23T20:31:22.486532784Z a\n')]), [{text: 'a', channel: 'stderr', at}]],
		['times', '2026-11-23T20:31:22.486532784Z a\r\n2026-11-23T20:31:22.486532784Z b\r\n', [{text: 'a', channel: 'tty', at}, {text: 'b', channel: 'tty', at}]],
		['UTF-16', Buffer.from('\u{FEFF}a\r\n安全帽', 'utf16le'), [{text: 'a', channel: 'tty'}, {text: '安全帽', channel: 'tty'}]],
		['UTF-16 with times', Buffer.from('\u{FEFF}2026-11-23T20:31:22.486532784Z a\r\n', 'utf16le').swap16(), [{text: 'a', channel: 'tty', at}]],
		['json-file', '{"log":"a\\n","stream":"stderr","time":"2026-11-23T20:31:22.486532784Z"}\n', [{text: 'a', channel: 'stderr', at}]],
	])('reads %s', async (_, bytes, expected) => {
		expect(await texts(bytes)).toEqual(expected);
		expect(await texts(gzipSync(bytes))).toEqual(expected);
	});

	it('reads a compressed file that was cut as far as it goes', async () => {
		const lines = Array.from({length: 20_000}, (_, index) => `line ${index * 7919}\n`).join('');
		const whole = gzipSync(lines);
		const read = await texts(whole.subarray(0, Math.floor(whole.length / 2)));
		expect(read.length).toBeGreaterThan(1000);
		expect(read[0]!.text).toBe('line 0');
	});

	it.each([
		['empty', '', 'file-empty'],
		['a checkpoint', Buffer.concat([Buffer.from('PK\u{3}\u{4}'), Buffer.alloc(9000, 3)]), 'file-binary'],
		['a compressed checkpoint', gzipSync(Buffer.concat([Buffer.from('PK\u{3}\u{4}'), Buffer.alloc(9000, 3)])), 'file-binary'],
		['damaged compression', Buffer.concat([gzipSync('a').subarray(0, 10), Buffer.alloc(50, 0xFF)]), 'file-unreadable'],
	])('refuses a file that is %s', async (_, bytes, code) => {
		await expect(texts(bytes)).rejects.toMatchObject({code});
	});

	it('refuses a missing file', async () => {
		await expect(collect(createFileFeed(path.join(directory, 'missing')))).rejects.toMatchObject({code: 'file-unreadable'});
	});

	it('reads a named pipe to its end', async () => {
		const pipe = path.join(directory, 'pipe');
		execFileSync('mkfifo', [pipe]);
		const reading = collect(createFileFeed(pipe));
		await appendFile(pipe, 'a\nb\n');
		const {lines, events} = await reading;
		expect(lines.map(({text}) => text)).toEqual(['a', 'b']);
		expect(events.at(-1)).toMatchObject({type: 'connection-changed', connection: {kind: 'ended'}});
	});

	it('reads the last line of a file at rest, whether or not it has a line feed', async () => {
		const file = await fileOf('Traceback (most recent call last):\nRuntimeError: x');
		await utimes(file, 1000, 1000);
		const {lines} = await collect(createFileFeed(file), true, batch => batch.events.some(event => event.type === 'connection-changed' && event.connection.kind === 'ended'));
		expect(lines.filter(({isTransient}) => !isTransient).map(({text}) => text)).toContain('RuntimeError: x');
	});

	it('says that a file does not grow any more, and that it does again', async () => {
		const file = await fileOf('a\n');
		await utimes(file, 1000, 1000);
		const connections: string[] = [];
		await collect(createFileFeed(file), true, ({events, lines}) => {
			const seen = events.filter(event => event.type === 'connection-changed').map(({connection}) => connection.kind);
			if (seen.includes('ended') && !connections.includes('ended')) {
				void appendFile(file, 'b\n');
			}

			connections.splice(0, connections.length, ...seen);
			return lines.length === 2;
		});
		expect(connections).toEqual(['reading', 'ended', 'open']);
	});
});
