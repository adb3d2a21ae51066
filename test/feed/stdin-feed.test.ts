import {Readable} from 'node:stream';
import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {createStdinFeed} from '../../source/feed/stdin-feed.ts';
import {collect, testFeedContract} from './feed-contract.ts';

testFeedContract('standard input', () => ({
	isEndless: false,
	open: async bytes => createStdinFeed(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)], {objectMode: false}), 'input'),
}));

describe('standard input', () => {
	it('may be compressed', async () => {
		const {lines} = await collect(createStdinFeed(Readable.from([gzipSync('a\nb\n')], {objectMode: false}), 'input'));
		expect(lines.map(({text}) => text)).toEqual(['a', 'b']);
	});

	it('that ends without a byte is an error', async () => {
		await expect(collect(createStdinFeed(Readable.from([]), 'input'))).rejects.toMatchObject({code: 'file-empty', values: {path: 'input'}});
	});
});
