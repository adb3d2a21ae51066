import {Buffer} from 'node:buffer';
import {
	appendFile,
	mkdtemp,
	rename,
	rm,
	truncate,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	it,
	vi,
} from 'vitest';
import {followFile} from '../../source/feed/follow-file.ts';

let directory = '';
beforeEach(async () => {
	directory = await mkdtemp(path.join(tmpdir(), 'yolotop-follow-'));
});
afterEach(async () => {
	await rm(directory, {recursive: true, force: true});
});

/** Follows a file and shows what came as one text; `|` stands for a new beginning. */
function follow(file: string) {
	const controller = new AbortController();
	let text = '';
	const ended = (async () => {
		for await (const piece of followFile(file, {signal: controller.signal, isFollowing: true, pollMs: 5})) {
			text += piece.kind === 'bytes' ? Buffer.from(piece.bytes).toString() : (piece.kind === 'restarted' ? '|' : '');
		}
	})();
	return {
		async until(expected: string) {
			await vi.waitFor(() => {
				expect(text).toBe(expected);
			}, {timeout: 5000, interval: 5});
		},
		async stop() {
			controller.abort();
			await ended;
		},
	};
}

describe('followFile', () => {
	it('reads a file once and ends', async () => {
		const file = path.join(directory, 'train.log');
		await writeFile(file, Buffer.alloc(600_000, 'a'));
		let bytes = 0;
		const kinds: string[] = [];
		for await (const piece of followFile(file, {signal: new AbortController().signal, isFollowing: false})) {
			kinds.push(piece.kind);
			bytes += piece.kind === 'bytes' ? piece.bytes.length : 0;
		}

		expect(bytes).toBe(600_000);
		expect(kinds.at(-1)).toBe('caught-up');
	});

	it('follows growth, truncation and rotation', async () => {
		const file = path.join(directory, 'train.log');
		await writeFile(file, 'one ');
		const reader = follow(file);
		await reader.until('one ');
		await appendFile(file, 'two ');
		await reader.until('one two ');
		await truncate(file);
		await reader.until('one two |');
		await appendFile(file, 'three ');
		await reader.until('one two |three ');
		await appendFile(file, 'last ');
		await rename(file, `${file}.1`);
		await writeFile(file, 'new ');
		await reader.until('one two |three last |new ');
		await rm(file);
		await writeFile(file, 'again');
		await reader.until('one two |three last |new |again');
		await reader.stop();
	});

	it('fails for a missing file with the reason of the system', async () => {
		const pieces = followFile(path.join(directory, 'missing'), {signal: new AbortController().signal, isFollowing: false});
		await expect(pieces.next()).rejects.toMatchObject({code: 'file-unreadable', values: {reason: 'ENOENT: no such file or directory'}});
	});

	it('reads what was printed before the writer ended', async () => {
		const file = path.join(directory, 'train.log');
		await writeFile(file, 'one');
		const writer = new AbortController();
		let text = '';
		for await (const piece of followFile(file, {
			signal: new AbortController().signal, isFollowing: true, pollMs: 5, endSignal: writer.signal,
		})) {
			if (piece.kind === 'bytes') {
				text += Buffer.from(piece.bytes).toString();
			} else if (!writer.signal.aborted) {
				await appendFile(file, ' two');
				writer.abort();
			}
		}

		expect(text).toBe('one two');
	});
});
