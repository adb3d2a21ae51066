import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readTarFile, readTarFileStream} from '../../source/engine/tar-file.ts';
import {readTar} from '../../source/engine/tar-reader.ts';
import {writeTar} from '../../source/engine/tar-writer.ts';
import {paxEntry, tarBytes} from '../actions/copy/tar-bytes.ts';

function * cut(bytes: Uint8Array, size: number): Generator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) {
		yield bytes.subarray(at, at + size);
	}
}

async function readFirst(archive: Uint8Array, chunkBytes: number): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	for await (const piece of readTarFileStream(Readable.from(cut(archive, chunkBytes)) as AsyncIterable<Uint8Array>)) {
		pieces.push(Buffer.from(piece));
	}

	return Buffer.concat(pieces);
}

test('reads back the first file for any chunking', async () => {
	await fc.assert(fc.asyncProperty(fc.uint8Array({maxLength: 3000}), fc.integer({min: 1, max: 2000}), async (content, chunkBytes) => {
		const path = `${'d'.repeat(120)}/opt.yaml`;
		const archive = await buffer(writeTar([{
			kind: 'file', path, content, modifiedAt: 0,
		}]));
		expect(await readFirst(archive, chunkBytes)).toEqual(Buffer.from(content));
	}), {numRuns: 60});
});

test('gives nothing of a directory', async () => {
	expect(await readFirst(await buffer(writeTar([{kind: 'directory', path: 'runs'}])), 512)).toHaveLength(0);
});

test.runIf(spawnSync('tar', ['--version']).status === 0)('writes what tar reads', async () => {
	const name = `训练/${'x'.repeat(150)}.yaml`;
	const archive = await buffer(writeTar([
		{kind: 'directory', path: '训练'},
		{
			kind: 'file', path: name, content: Buffer.from('epochs: 3\n'), modifiedAt: 1_700_000_000_000,
		},
	]));
	const listed = spawnSync('tar', ['-t', '--quoting-style=literal'], {input: archive, encoding: 'utf8'});
	expect(listed.stdout.trim().split('\n')).toEqual(['训练/', name]);
	const content = spawnSync('tar', ['-xO', '--wildcards', '*.yaml'], {input: archive, encoding: 'utf8'});
	expect(content.stdout).toBe('epochs: 3\n');
});

describe('a file above 8 GiB, whose size is in a pax record alone', () => {
	const sizeBytes = (8 * (2 ** 30)) + 5;
	const zeros = Buffer.alloc(2 ** 20);

	async function * archive(): AsyncGenerator<Uint8Array, void> {
		yield tarBytes([paxEntry('size', String(sizeBytes)), {name: 'exp/last.pt'}], false);
		for (let left = Math.ceil(sizeBytes / 512) * 512; left > 0; left -= zeros.length) {
			yield zeros.subarray(0, left);
		}

		yield tarBytes([{name: 'exp/opt.yaml', content: 'epochs: 3'}]);
	}

	test('comes whole, and what follows it is read as what it is', async () => {
		const entries: Array<readonly [path: string, sizeBytes: number]> = [];
		let content = 0;
		let isWhole = false;
		for await (const event of readTar(archive())) {
			if (event.type === 'entry') {
				entries.push([event.entry.path, event.entry.sizeBytes]);
			} else if (event.type === 'content') {
				content += event.piece.length;
			} else {
				isWhole = true;
			}
		}

		expect({entries, content, isWhole}).toEqual({entries: [['exp/last.pt', sizeBytes], ['exp/opt.yaml', 9]], content: sizeBytes + 9, isWhole: true});
	}, 60_000);

	test('comes whole as one file', async () => {
		let content = 0;
		for await (const piece of readTarFileStream(archive())) {
			content += piece.length;
		}

		expect(content).toBe(sizeBytes);
	}, 60_000);

	test('is too large for memory', async () => {
		expect(await readTarFile(archive(), 2 ** 20)).toBeUndefined();
	});
});

test.each<readonly [string, (bytes: Uint8Array) => Uint8Array]>([
	['is cut off', bytes => bytes.subarray(0, 515)],
	['has a broken header', bytes => Buffer.concat([Buffer.from('x'), bytes.subarray(1)])],
	['has no size', bytes => Buffer.concat([bytes.subarray(0, 124), Buffer.from('zzzzzzzzzzz'), bytes.subarray(135)])],
])('gives no file of an archive that %s', async (_, change) => {
	const bytes = change(tarBytes([{name: 'opt.yaml', content: 'epochs: 3'}]));
	expect(await readTarFile(Readable.from(cut(bytes, 100)) as AsyncIterable<Uint8Array>, 1000)).toBeUndefined();
});
