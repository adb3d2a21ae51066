import {posix} from 'node:path';
import {isSourceEvent, type RunEvent} from '../domain/event.ts';
import type {Feed, FeedBatch} from '../domain/feed.ts';
import type {TrainingBeginning} from '../domain/run.ts';

const isEnd = (event: RunEvent): boolean => event.type === 'connection-changed' && event.connection.kind === 'ended';

export function withoutEnd(batch: FeedBatch): FeedBatch {
	return {...batch, events: batch.events.filter(event => !isEnd(event))};
}

/**
A feed with a past: another feed is read once, to its present end, before it. For a run whose earlier part was printed by a
container that has ended. `beginning` is what begins after it. A past that cannot be read is left out.
*/
export function precededBy(feed: Feed, past: Feed, beginning?: TrainingBeginning): Feed {
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

			listener({events: [beginning === undefined ? {type: 'connection-changed', connection: {kind: 'open'}} : {type: 'training-relaunched', beginning}], lines: []});
			await feed.run(listener, options);
		},
	};
}

export type BesideOptions = {
	/** Whether `other` is read on when `leading` has ended: for a screen, which stays. */
	readonly isReadOn?: boolean;
};

/**
Two feeds of one run at once: `leading` has what its process prints, `other` what else is known of it, until `leading` has ended. What
`other` tells of a course is of earlier processes, or told by `leading` itself, and is left out; a training that begins after the end of
`leading` is followed as a whole.
*/
export function besides(leading: Feed, other: Feed, {isReadOn = false}: BesideOptions = {}): Feed {
	let gate = createGate();
	return {
		target: other.target,
		async run(listener, {signal, isFollowing}) {
			const over = new AbortController();
			gate = createGate();
			const beside = other.run(batch => {
				const passed = gate.pass(batch);
				if (passed.events.length > 0 || passed.lines.length > 0) {
					listener(passed);
				}
			}, {signal: AbortSignal.any([signal, over.signal]), isFollowing});
			try {
				await leading.run(listener, {signal, isFollowing});
				gate.endLeading();
				if (isReadOn && !signal.aborted) {
					await beside;
				}
			} finally {
				over.abort();
				await beside.catch(() => undefined);
			}
		},
		suspend() {
			// Nobody keeps what is printed meanwhile: from now on the files tell more.
			gate.blindLeading();
			leading.suspend?.();
			other.suspend?.();
		},
		resume() {
			leading.resume?.();
			other.resume?.();
		},
	};
}

/** Of what the other feed tells besides its output, these are of a process, too. */
const ofProcess: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>(['training-observed', 'process-seen', 'process-exited']);

/** Lets through of another feed what does not contradict the leading one. */
function createGate() {
	let isLeadingOver = false;
	let isLeadingBlind = false;
	let isPastOver = false;
	/** Whether a training has begun after the leading one. */
	let hasNext = false;

	function passEvent(event: RunEvent): readonly RunEvent[] {
		if (event.type === 'connection-changed') {
			isPastOver = event.connection.kind !== 'reading';
			return event.connection.kind === 'reading' || (!isLeadingOver && isEnd(event)) ? [] : [event];
		}

		if (isLeadingOver && isPastOver) {
			hasNext ||= event.type === 'process-started';
		}

		if (hasNext || (isLeadingBlind && event.type !== 'process-started')) {
			return [event];
		}

		if (event.type === 'run-directory-announced' && posix.isAbsolute(event.path)) {
			return [{type: 'run-directory-located', path: event.path}];
		}

		return isSourceEvent(event) && !ofProcess.has(event.type) ? [event] : [];
	}

	return {
		pass({events, lines}: FeedBatch): FeedBatch {
			const passed = events.flatMap(event => passEvent(event));
			return {events: passed, lines: isLeadingOver && isPastOver ? lines : []};
		},
		endLeading() {
			isLeadingOver = true;
		},
		blindLeading() {
			isLeadingBlind = true;
		},
	};
}
