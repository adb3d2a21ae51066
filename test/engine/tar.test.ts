import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readTarFileStream} from '../../source/engine/tar-file-stream.ts';
import {writeTar} from '../../source/engine/tar-writer.ts';

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
