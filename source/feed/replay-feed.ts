import type {Feed, FeedBatch} from '../domain/feed.ts';
import type {Target} from '../domain/target.ts';
import {planReplay} from './replay-plan.ts';
import {isPlayedWhole, type PlayClock} from './timed-play.ts';

/** A feed that plays what was read before, and the time of what it plays. */
export type ReplayFeed = Feed & {
	/** When that was which was played last, in milliseconds since 1970; undefined where nothing has a time, and when all was played. */
	playedAt(): number | undefined;
};

/**
Plays a run that was read whole as a time-lapse: every epoch takes equally long. What it has told in the end is what was read, so the last
picture is that of the run.
*/
export function createReplayFeed(target: Target, batches: readonly FeedBatch[], {durationMs, clock}: {readonly durationMs: number; readonly clock?: PlayClock}): ReplayFeed {
	let playedAt: number | undefined;
	return {
		target,
		playedAt: () => playedAt,
		async run(listener, {signal, isFollowing}) {
			if (isFollowing) {
				const isPlayed = await isPlayedWhole(planReplay(batches, durationMs), ({batch}) => {
					playedAt = batch.events.at(-1)?.at ?? playedAt;
					listener(batch);
				}, {signal, clock});
				if (!isPlayed) {
					return;
				}
			} else {
				for (const batch of batches) {
					listener(batch);
				}
			}

			playedAt = undefined;
			// The time has changed, which what is drawn depends on.
			listener({events: [], lines: []});
		},
	};
}
