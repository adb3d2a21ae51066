import type {Feed, FeedBatch} from '../domain/feed.ts';
import type {ContainerState} from '../domain/container-state.ts';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {withoutEnd} from './combined-feeds.ts';
import {createContainerFeed} from './container-feed.ts';
import type {EarlyOutput} from './early-output.ts';
import {createPipeline} from './pipeline.ts';

export type LaunchedFeedOptions = {
	/** What was printed since the start, from an attach that was made before it. */
	readonly early: EarlyOutput;
	/** The state of the container when it was made. */
	readonly state: ContainerState;
	/** Resolves when the container has ended. */
	readonly exit: Promise<{readonly exitCode?: number | undefined}>;
};

/**
The feed of a container that was just started and whose record may vanish before it is read, because the container removes
itself or keeps none. As soon as `feed` has delivered a line it is all that counts; where it never does, what was taken in from
the start is the record.
*/
export function createLaunchedFeed(feed: Feed, {early, state, exit}: LaunchedFeedOptions): Feed {
	return {
		...feed,
		async run(listener, options) {
			let hasRecord = false;
			const guarded = (batch: FeedBatch) => {
				if (!hasRecord && batch.lines.length > 0) {
					hasRecord = true;
					early.stop();
				}

				// The end is said after the output.
				listener(hasRecord ? batch : withoutEnd(batch));
			};

			try {
				await feed.run(guarded, options);
			} catch (error) {
				const isGone = error instanceof UserError && ['container-not-found', 'logs-unreadable'].includes(error.code);
				if (!isGone || hasRecord) {
					throw error;
				}
			}

			if (hasRecord || options.signal.aborted) {
				return;
			}

			if (options.isFollowing) {
				await early.ended;
			}

			const pipeline = createPipeline(listener);
			for (const {channel, bytes, at} of early.pieces()) {
				pipeline.output(channel, bytes, at);
			}

			early.stop();
			const {exitCode} = await exit;
			pipeline.event({type: 'container-changed', container: {...state, status: 'removed', exitCode}, at: Date.now()});
			pipeline.event({type: 'connection-changed', connection: {kind: 'ended'}, at: Date.now()});
			pipeline.end();
		},
	};
}

/** The feed of a container that was just started, from its first byte. */
export function launchedFeed(engine: Engine, {details, early}: {readonly details: ContainerDetails; readonly early?: {readonly output: EarlyOutput} & Pick<LaunchedFeedOptions, 'exit'> | undefined}, isOnScreen: boolean): Feed {
	const feed = createContainerFeed(engine, details, {name: details.name, waitsForRestart: isOnScreen && !details.isAutoRemoved, isJustStarted: true});
	return early === undefined ? feed : createLaunchedFeed(feed, {early: early.output, state: details.state, exit: early.exit});
}
