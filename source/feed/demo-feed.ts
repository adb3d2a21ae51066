import type {Feed} from '../domain/feed.ts';
import type {Target} from '../domain/target.ts';
import {createPipeline} from './pipeline.ts';
import {playTimed} from './timed-play.ts';

/** A piece of output, and how long after the piece before it is printed. */
export type TimedOutput = {
	readonly text: string;
	readonly afterMs: number;
};

/** Plays written output in its own time, as a terminal would receive it. With `isFollowing` false all of it comes at once. */
export function createDemoFeed(target: Target, output: Iterable<TimedOutput>): Feed {
	return {
		target,
		async run(listener, {signal, isFollowing}) {
			const pipeline = createPipeline(listener);
			const encoder = new TextEncoder();
			const print = ({text}: TimedOutput) => {
				pipeline.output('tty', encoder.encode(text), isFollowing ? Date.now() : undefined);
			};

			pipeline.event({type: 'target-described', target});
			pipeline.flush();
			if (isFollowing) {
				if (!(await playTimed(output, print, {signal, rest: pipeline.flush}))) {
					return;
				}
			} else {
				for (const piece of output) {
					print(piece);
				}
			}

			pipeline.event({type: 'connection-changed', connection: {kind: 'ended'}});
			pipeline.end();
		},
	};
}
