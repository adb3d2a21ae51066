import {setTimeout as delay} from 'node:timers/promises';
import type {Feed} from '../domain/feed.ts';
import type {Target} from '../domain/target.ts';
import {createPipeline} from './pipeline.ts';

/** A piece of output, and how long after the piece before it is printed. */
export type TimedOutput = {
	readonly text: string;
	readonly afterMs: number;
};

/**
Plays written output in its own time, as a terminal would receive it. With `isFollowing` false all of it comes at once.
A clock that jumps (a laptop that slept) is not caught up with: the play goes on from where it was.
*/
export function createDemoFeed(target: Target, output: Iterable<TimedOutput>): Feed {
	return {
		target,
		async run(listener, {signal, isFollowing}) {
			const pipeline = createPipeline(listener);
			const encoder = new TextEncoder();
			pipeline.event({type: 'target-described', target});
			pipeline.flush();
			let due = performance.now();
			for (const {text, afterMs} of output) {
				due += afterMs;
				const waitMs = due - performance.now();
				if (isFollowing && waitMs > 1) {
					pipeline.flush();
					try {
						await delay(waitMs, undefined, {signal});
					} catch {
						return;
					}
				}

				due = Math.max(due, performance.now() - 1000);
				pipeline.output('tty', encoder.encode(text), isFollowing ? Date.now() : undefined);
			}

			pipeline.event({type: 'connection-changed', connection: {kind: 'ended'}});
			pipeline.end();
		},
	};
}
