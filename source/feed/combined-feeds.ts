import type {RunEvent} from '../domain/event.ts';
import type {Feed, FeedBatch} from '../domain/feed.ts';

const isEnd = (event: RunEvent): boolean => event.type === 'connection-changed' && event.connection.kind === 'ended';

function withoutEnd(batch: FeedBatch): FeedBatch {
	return {...batch, events: batch.events.filter(event => !isEnd(event))};
}

const reopened: FeedBatch = {events: [{type: 'connection-changed', connection: {kind: 'open'}}], lines: []};

/**
A feed with a past: another feed is read once, to its present end, before it. For a run whose earlier part was printed by a
container that has ended. A past that cannot be read is left out.
*/
export function precededBy(feed: Feed, past: Feed): Feed {
	return {
		...feed,
		async run(listener, options) {
			try {
				await past.run(batch => {
					listener(withoutEnd(batch));
				}, {signal: options.signal, isFollowing: false});
			} catch {
				// Its output may be gone; results.csv still tells the epochs.
			}

			if (options.signal.aborted) {
				return;
			}

			listener(reopened);
			await feed.run(listener, options);
		},
	};
}

/** Two feeds of one run at once, until `leading` has ended; `other` is let go then. That the training has started only `leading` tells. */
export function besides(leading: Feed, other: Feed): Feed {
	return {
		target: other.target,
		async run(listener, {signal, isFollowing}) {
			const over = new AbortController();
			const beside = other.run(batch => {
				const {events, ...rest} = withoutEnd(batch);
				listener({...rest, events: events.filter(({type}) => type !== 'process-started')});
			}, {signal: AbortSignal.any([signal, over.signal]), isFollowing});
			try {
				await leading.run(listener, {signal, isFollowing});
			} finally {
				over.abort();
				await beside.catch(() => undefined);
			}
		},
		suspend() {
			leading.suspend?.();
			other.suspend?.();
		},
		resume() {
			leading.resume?.();
			other.resume?.();
		},
	};
}
