import type {RunEvent} from '../domain/event.ts';
import type {Feed, FeedBatch} from '../domain/feed.ts';

/** A feed that goes on with another one: history stays, and what the next one tells again is merged by epoch. */
export type ChainedFeed = Feed & {
	/** Reads this feed from now on, instead of the present one. For a run that goes on in another container. */
	continueWith(next: Feed): void;
	/** Reads this feed, too. For a run that goes on in the same container, but prints elsewhere. */
	join(other: Feed): void;
};

const isEnd = (event: RunEvent): boolean => event.type === 'connection-changed' && event.connection.kind === 'ended';

function withoutEnd(batch: FeedBatch): FeedBatch {
	return {...batch, events: batch.events.filter(event => !isEnd(event))};
}

const reopened: FeedBatch = {events: [{type: 'connection-changed', connection: {kind: 'open'}}], lines: []};

function createChange(): {readonly promise: Promise<void>; resolve(): void} {
	let settle: (() => void) | undefined;
	// eslint-disable-next-line unicorn/prefer-promise-with-resolvers -- Node 20 does not have it.
	const promise = new Promise<void>(resolve => {
		settle = resolve;
	});
	return {
		promise,
		resolve() {
			settle?.();
		},
	};
}

async function whenAborted(signal: AbortSignal): Promise<void> {
	await new Promise<void>(resolve => {
		signal.addEventListener('abort', () => {
			resolve();
		}, {once: true});
	});
}

/**
Starts with one feed and can be told to go on with others while it is read. Every batch goes to the same listener, so that the
run is one: the end of a feed that is left is not told.

With `waitsForNext` it goes on when its feed has ended, until the signal aborts: for a screen on which a person may resume.
*/
export function createChainedFeed(first: Feed, {waitsForNext = false}: {readonly waitsForNext?: boolean} = {}): ChainedFeed {
	let present = first;
	let next: Feed | undefined;
	const joined: Feed[] = [];
	const started = new Set<Feed>();
	let changed = createChange();
	let leaving = new AbortController();
	const wake = () => {
		const before = changed;
		changed = createChange();
		before.resolve();
	};

	/** A joined feed is a change, too. */
	async function untilNext(signal: AbortSignal): Promise<Feed | undefined> {
		// Both change while it waits.
		// eslint-disable-next-line no-unmodified-loop-condition -- `continueWith` sets it.
		while (next === undefined && !signal.aborted) {
			await Promise.race([changed.promise, whenAborted(signal)]);
		}

		return next;
	}

	return {
		get target() {
			return present.target;
		},
		async run(listener, {signal, isFollowing}) {
			const beside: Array<Promise<void>> = [];
			const startJoined = () => {
				for (const feed of joined) {
					if (started.has(feed)) {
						continue;
					}

					started.add(feed);
					// The feed beside which it is read says how the container is; a joined one that fails leaves that as it is.
					beside.push(feed.run(batch => {
						listener(withoutEnd(batch));
					}, {signal, isFollowing}).catch(() => undefined));
				}
			};

			const watchJoined = async (over: AbortSignal) => {
				while (!over.aborted) {
					startJoined();
					await changed.promise;
				}
			};

			const over = new AbortController();
			void watchJoined(over.signal);
			try {
				for (;;) {
					leaving = new AbortController();
					const link = leaving.signal;
					await present.run(batch => {
						listener(link.aborted ? withoutEnd(batch) : batch);
					}, {signal: AbortSignal.any([signal, link]), isFollowing});
					const following = waitsForNext && isFollowing ? await untilNext(signal) : next;
					if (following === undefined || signal.aborted) {
						break;
					}

					present = following;
					next = undefined;
					listener(reopened);
				}

				await Promise.all(beside);
			} finally {
				over.abort();
				wake();
			}
		},
		continueWith(feed) {
			next = feed;
			leaving.abort();
			wake();
		},
		join(feed) {
			joined.push(feed);
			wake();
		},
		suspend() {
			for (const feed of [present, ...joined]) {
				feed.suspend?.();
			}
		},
		resume() {
			for (const feed of [present, ...joined]) {
				feed.resume?.();
			}
		},
	};
}

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
