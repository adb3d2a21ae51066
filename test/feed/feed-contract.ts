import {Buffer} from 'node:buffer';
import {describe, expect, it} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import type {Feed} from '../../source/domain/feed.ts';
import type {TerminalLine} from '../../source/domain/line.ts';
import {UserError} from '../../source/domain/user-error.ts';

/** A feed over given bytes, made for one test. */
export type FeedBed = {
	/** Gives a feed whose source holds the bytes. */
	open(bytes: Uint8Array): Promise<Feed>;
	/** Whether the feed goes on after all bytes until it is aborted. */
	readonly isEndless: boolean;
};

/** Everything that a feed delivered. */
export type Delivered = {
	readonly events: RunEvent[];
	/** Ended lines only. */
	readonly lines: TerminalLine[];
};

/** Runs a feed to its end, or until `isEnough`. */
export async function collect(feed: Feed, isFollowing = false, isEnough?: (delivered: Delivered) => boolean): Promise<Delivered> {
	const delivered: Delivered = {events: [], lines: []};
	const controller = new AbortController();
	await feed.run(batch => {
		delivered.events.push(...batch.events);
		delivered.lines.push(...batch.lines.filter(({isTransient}) => !isTransient));
		if (isEnough?.(delivered) === true) {
			controller.abort();
		}
	}, {signal: controller.signal, isFollowing});
	return delivered;
}

const lineCount = 3000;
const numbered = Buffer.from(Array.from({length: lineCount}, (_, index) => `line ${index} 安全帽\r\n`).join(''));

/** What every feed of printed bytes keeps to. */
export function testFeedContract(name: string, createBed: () => FeedBed): void {
	describe(`${name} keeps the feed contract`, () => {
		it('delivers every line once, in order, and ends', async () => {
			const {lines} = await collect(await createBed().open(numbered));
			expect(lines.map(({text}) => text)).toEqual(Array.from({length: lineCount}, (_, index) => `line ${index} 安全帽`));
		});

		it('says first what it is', async () => {
			const feed = await createBed().open(numbered);
			const {events} = await collect(feed);
			expect(events[0]).toMatchObject({type: 'target-described', target: {kind: feed.target.kind, name: feed.target.name}});
		});

		it('delivers everything when it follows, too', async () => {
			const bed = createBed();
			const feed = await bed.open(numbered);
			const {lines} = await collect(feed, true, bed.isEndless ? ({lines: seen}) => seen.length === lineCount : undefined);
			expect(lines).toHaveLength(lineCount);
		});

		it('ends when it is aborted before it begins', async () => {
			const feed = await createBed().open(numbered);
			const controller = new AbortController();
			controller.abort();
			await feed.run(() => undefined, {signal: controller.signal, isFollowing: true});
		});

		it('ends soon after it is aborted in the middle', async () => {
			const feed = await createBed().open(numbered);
			const startedAt = performance.now();
			await collect(feed, true, ({lines}) => lines.length > 10);
			expect(performance.now() - startedAt).toBeLessThan(3000);
		});

		it('survives bytes that are no output', async () => {
			let seed = 1;
			const garbage = Buffer.from(Array.from({length: 100_000}, () => {
				seed = seed * 48_271 % 2_147_483_647;
				return seed % 256;
			}));
			const feed = await createBed().open(garbage);
			try {
				await collect(feed);
			} catch (error) {
				expect(error).toBeInstanceOf(UserError);
			}
		});
	});
}
