import type {RunEvent} from '../domain/event.ts';
import type {FeedBatch} from '../domain/feed.ts';
import type {Connection} from '../domain/run.ts';
import {createFlushTimer} from './flush-timer.ts';
import {createPipeline, type Pipeline} from './pipeline.ts';
import {createTrainingSigns, type TrainingSigns} from './training-signs.ts';

/** Everything that the feed of a container delivers goes through here. */
export type FeedOutput = {
	readonly pipeline: Pipeline;
	/** What the delivered events say of a training. */
	readonly signs: Omit<TrainingSigns, 'note'>;
	/** An event of another origin than the output; `at` in milliseconds since 1970. */
	emit(event: RunEvent, at?: number): void;
	/** Reports the connection; until `endPast` an open one is reported as reading. */
	report(connection: Connection): void;
	/** Everything that was printed before was read. */
	endPast(): void;
	/** Delivers within a moment. */
	soon(): void;
	/** Hands every event to one more listener, before it is delivered. */
	listen(note: (event: RunEvent) => void): void;
	/** Stops the timer: only what is flushed is delivered. */
	stop(): void;
};

export function createFeedOutput(listener: (batch: FeedBatch) => void): FeedOutput {
	const signs = createTrainingSigns();
	const notes: Array<(event: RunEvent) => void> = [signs.note];
	const pipeline = createPipeline(batch => {
		for (const event of batch.events) {
			for (const note of notes) {
				note(event);
			}
		}
	}, listener);
	const flush = createFlushTimer(pipeline.flush);
	let isPast = true;
	let isOpen = false;
	const emit = (event: RunEvent, at?: number) => {
		pipeline.event(at === undefined ? event : {...event, at});
		flush.soon();
	};

	const report = (connection: Connection) => {
		isOpen = connection.kind === 'open';
		emit({type: 'connection-changed', connection: isOpen && isPast ? {kind: 'reading'} : connection}, Date.now());
	};

	return {
		pipeline,
		signs,
		emit,
		report,
		endPast() {
			isPast = false;
			if (isOpen) {
				report({kind: 'open'});
			}
		},
		soon: flush.soon,
		listen(note) {
			notes.push(note);
		},
		stop: flush.stop,
	};
}
