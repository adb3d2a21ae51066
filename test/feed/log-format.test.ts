import {Buffer} from 'node:buffer';
import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {detectLogFormat, isGzip} from '../../source/feed/log-format.ts';

const random = (length: number) => Buffer.from(Array.from({length}, (_, index) => ((index * 7919) + 13) % 256));

describe('detectLogFormat', () => {
	it.each([
		['text', Buffer.from('train: weights=yolov5s.pt\r\n'), 'plain'],
		['a bar with colours and blocks', Buffer.from('\r\u{1B}[34m\u{1B}[1mtrain: \u{1B}[0mScanning: 100%|██████████| 4/4\u{1B}[0m'), 'plain'],
		['a name in Chinese', Buffer.from('安全帽 red\n'), 'plain'],
		['a short text', Buffer.from('$ '), 'plain'],
		['frames', Buffer.from([2, 0, 0, 0, 0, 0, 0, 5, 104, 101, 108, 108, 111]), 'multiplexed'],
		['frames of standard output', Buffer.from([1, 0, 0, 0, 0, 0, 64, 0, 104, 101]), 'multiplexed'],
		['frames with times', Buffer.concat([Buffer.from([1, 0, 0, 0, 0, 0, 0, 36]), Buffer.from('2026-11-23T20:31:22.486532784Z train')]), 'multiplexed-timestamped'],
		['times', Buffer.from('2026-11-23T20:31:22.486532784Z train: weights'), 'timestamped'],
		['times of another zone', Buffer.from('2026-11-23T20:31:22.48+08:00 train: weights'), 'timestamped'],
		['a date in a log line', Buffer.from('2026-11-23 20:31:22 train'), 'plain'],
		['json-file', Buffer.from('{"log":"train\\n","stream":"stderr","time":"2026-11-23T20:31:22.48Z"}\n'), 'json-lines'],
		['other JSON', Buffer.from('{"epoch": 1}\n'), 'plain'],
		['text of Windows PowerShell', Buffer.from('\u{FEFF}train: weights=yolov5s.pt', 'utf16le'), 'utf-16le'],
		['the same in the other order', Buffer.from('\u{FEFF}train: weights=yolov5s.pt', 'utf16le').swap16(), 'utf-16be'],
		['the same without its mark', Buffer.from('train: weights=yolov5s.pt', 'utf16le'), 'utf-16le'],
		['a checkpoint', Buffer.concat([Buffer.from('PK\u{3}\u{4}'), Buffer.from('archive/data.pkl')]), 'binary'],
		['an old checkpoint', Buffer.from([0x80, 0x02, 0x8A, 0x0A, 0x6C]), 'binary'],
		['random bytes', random(4096), 'binary'],
		['zeros', Buffer.alloc(4096), 'binary'],
		['a line with control characters', Buffer.from('{\n"events\0\0\0\0\0\0\0\n'), 'plain'],
		['a hole, then text', Buffer.concat([Buffer.alloc(1000), Buffer.from('Epoch GPU_mem box_loss\n'.repeat(9))]), 'plain'],
	])('%s', (_, bytes, expected) => {
		expect(detectLogFormat(bytes)).toBe(expected);
	});

	it('knows gzip', () => {
		expect(isGzip(gzipSync('text'))).toBe(true);
		expect(isGzip(Buffer.from('text'))).toBe(false);
	});
});
