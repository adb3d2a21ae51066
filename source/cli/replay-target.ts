import type {FeedBatch} from '../domain/feed.ts';
import {isAlive} from '../domain/run-status.ts';
import {UserError} from '../domain/user-error.ts';
import {createReplayFeed} from '../feed/replay-feed.ts';
import {selectStatus} from '../run/select-status.ts';
import type {Io} from './io.ts';
import {readRun} from './read-run.ts';
import type {ResolvedTarget} from './resolve-target.ts';

/**
The run of a target as a time-lapse of so many milliseconds. It is no container and no process any more: nothing can be done to what is
over, and nothing is measured.

@throws UserError `replay-still-training`, and what the feed throws.
*/
export async function toReplay({feed, close}: ResolvedTarget, durationMs: number, io: Io): Promise<ResolvedTarget> {
	try {
		const batches: FeedBatch[] = [];
		const state = await readRun(feed, io, {
			isFollowing: false,
			onBatch(batch) {
				batches.push(batch);
			},
		});
		if (isAlive(selectStatus(state, io.now()).status)) {
			throw new UserError('replay-still-training', {name: feed.target.name});
		}

		const replay = createReplayFeed(feed.target, batches, {durationMs});
		return {feed: replay, replay, close: () => undefined};
	} finally {
		close();
	}
}
