import path from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Feed, FeedBatch} from '../../source/domain/feed.ts';
import type {RunState} from '../../source/domain/run.ts';
import {createDirectoryFeed} from '../../source/feed/directory-feed.ts';
import {createFileFeed} from '../../source/feed/file-feed.ts';
import {createReplayFeed} from '../../source/feed/replay-feed.ts';
import type {PlayClock} from '../../source/feed/timed-play.ts';
import {selectStatus} from '../../source/run/select-status.ts';
import {createStore} from '../../source/run/store.ts';

const recording = (name: string) => path.join(import.meta.dirname, '../recordings', name);
const sources: Readonly<Record<string, () => Feed>> = {
	'a log': () => createFileFeed(recording('v7-detect-tty/stream.raw')),
	'a failed log': () => createFileFeed(recording('bus-error/shm64m-default-w4/stream.raw')),
	'a directory': () => createDirectoryFeed(recording('v7-detect-pipe'), {see: async () => false}),
	'a directory of Ultralytics': () => createDirectoryFeed(recording('ultralytics-8.3-detect-pipe'), {see: async () => false}),
};

async function readAll(feed: Feed): Promise<readonly FeedBatch[]> {
	const batches: FeedBatch[] = [];
	await feed.run(batch => {
		batches.push(batch);
	}, {signal: new AbortController().signal, isFollowing: false});
	return batches;
}

/** Time passes only by waiting. */
function createVirtualClock(): PlayClock {
	let time = 0;
	return {
		now: () => time,
		async wait(ms, signal) {
			signal.throwIfAborted();
			time += ms;
		},
	};
}

type Moment = {readonly at: number; readonly state: RunState};

/** The states of a replay, each with its virtual time. */
async function play(batches: readonly FeedBatch[], durationMs: number, signal = new AbortController().signal): Promise<readonly Moment[]> {
	const clock = createVirtualClock();
	const store = createStore();
	const moments: Moment[] = [];
	await createReplayFeed({kind: 'file', name: 'a', path: '/a'}, batches, {durationMs, clock}).run(({events}) => {
		store.dispatch(events);
		moments.push({at: clock.now(), state: store.getState()});
	}, {signal, isFollowing: true});
	return moments;
}

describe.each(Object.entries(sources))('a replay of %s', (_name, open) => {
	it('ends as the run itself is shown, with all its lines in their order', async () => {
		const batches = await readAll(open());
		const direct = createStore();
		for (const {events} of batches) {
			direct.dispatch(events);
		}

		const moments = await play(batches, 20_000);
		expect(moments.at(-1)!.state).toEqual(direct.getState());
		const lines: string[] = [];
		await createReplayFeed({kind: 'file', name: 'a', path: '/a'}, batches, {durationMs: 20_000, clock: createVirtualClock()}).run(batch => {
			lines.push(...batch.lines.map(({text}) => text));
		}, {signal: new AbortController().signal, isFollowing: true});
		expect(lines).toEqual(batches.flatMap(batch => batch.lines.map(({text}) => text)));
	});

	it('takes as long as was asked for', async () => {
		const batches = await readAll(open());
		for (const durationMs of [1000, 20_000, 3_600_000]) {
			const moments = await play(batches, durationMs);
			expect(moments.at(-1)!.at).toBeCloseTo(durationMs, -2);
		}
	});
});

describe.each(['a log', 'a directory', 'a directory of Ultralytics'])('the epochs of %s', name => {
	it('come one by one, each after the same time, while it trains', async () => {
		const moments = await play(await readAll(sources[name]!()), 10_000);
		const firsts = new Map<number, Moment>();
		for (const moment of moments) {
			const epochs = moment.state.history.length;
			if (!firsts.has(epochs)) {
				firsts.set(epochs, moment);
			}
		}

		const epochs = moments.at(-1)!.state.history.length;
		expect([...firsts.keys()]).toEqual(Array.from({length: epochs + 1}, (_, index) => index));
		const [, ...later] = firsts.values();
		const times = later.map(({at}) => at);
		const steps = times.slice(1).map((at, index) => at - times[index]!);
		expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(10_000 / epochs);
		const middle = firsts.get(Math.floor(epochs / 2))!.state;
		expect(selectStatus(middle, middle.lastEventAt ?? 0).status).toMatch(/training|validating/);
	});
});

describe('a replay', () => {
	it('gives the time of what it plays, and none when it is over', async () => {
		const line = {
			text: 'a', channel: 'stdout' as const, isTransient: false,
		};
		const batches: FeedBatch[] = [{events: [{type: 'training-started', epochs: 1, at: 5}, {type: 'notice-printed', text: 'a'}], lines: [line, line]}, {events: [{type: 'training-ended', at: 9}], lines: []}];
		const replay = createReplayFeed({kind: 'file', name: 'a', path: '/a'}, batches, {durationMs: 1000, clock: createVirtualClock()});
		const times: unknown[] = [];
		await replay.run(({events}) => {
			times.push([events.length, replay.playedAt()]);
		}, {signal: new AbortController().signal, isFollowing: true});
		expect(times).toEqual([[1, 5], [1, 5], [1, 9], [0, undefined]]);
	});

	it('ends at once when it is left', async () => {
		const stop = new AbortController();
		stop.abort();
		expect(await play(await readAll(sources['a log']!()), 20_000, stop.signal)).toEqual([]);
	});

	it('has nothing to play of nothing', async () => {
		expect(await play([], 1000)).toHaveLength(1);
	});

	it('plays ten thousand rows of a table in the time of a breath', async () => {
		const records = Array.from({length: 10_000}, (_, index) => ({epoch: index + 1, losses: {box: 1}}));
		const startedAt = performance.now();
		const moments = await play([{events: [{type: 'history-read', records, runDirectory: 'a'}], lines: []}], 20_000);
		expect(moments.at(-1)!.state.history).toHaveLength(10_000);
		expect(performance.now() - startedAt).toBeLessThan(10_000);
	});
});
