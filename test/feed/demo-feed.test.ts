import {Buffer} from 'node:buffer';
import {describe, expect, it} from 'vitest';
import {createDemoFeed} from '../../source/feed/demo-feed.ts';
import {collect, testFeedContract} from './feed-contract.ts';

const target = {kind: 'demo', name: 'demo'} as const;

testFeedContract('a demo feed', () => ({
	isEndless: false,
	open: async bytes => createDemoFeed(target, Array.from({length: Math.ceil(bytes.length / 1000)}, (_, index) => ({
		// Latin 1 would not survive; pieces are cut at line feeds by the text itself.
		text: Buffer.from(bytes).toString().slice(index * 1000, (index + 1) * 1000), afterMs: 0,
	}))),
}));

describe('a demo feed', () => {
	const output = [{text: 'a\r\n', afterMs: 0}, {text: 'b\r\n', afterMs: 60}, {text: 'c\r\n', afterMs: 60}];

	it('plays in its own time and stamps it', async () => {
		const {lines} = await collect(createDemoFeed(target, output), true);
		expect(lines.map(({text}) => text)).toEqual(['a', 'b', 'c']);
		expect(lines[2]!.at! - lines[0]!.at!).toBeGreaterThanOrEqual(100);
	});

	it('plays at once when it is not followed', async () => {
		const startedAt = performance.now();
		const {lines, events} = await collect(createDemoFeed(target, [{text: 'a\n', afterMs: 60_000}]));
		expect(lines).toHaveLength(1);
		expect(performance.now() - startedAt).toBeLessThan(5000);
		expect(events.at(-1)).toMatchObject({type: 'connection-changed', connection: {kind: 'ended'}});
	});
});
