import {setTimeout as delay} from 'node:timers/promises';
import type {Feed} from '../domain/feed.ts';
import type {Target} from '../domain/target.ts';
import type {Engine} from '../engine/engine.ts';
import type {StartedExec} from '../engine/exec.ts';
import {createFlushTimer} from './flush-timer.ts';
import {takeOutput} from './output-pieces.ts';
import {createPipeline} from './pipeline.ts';

export type ExecFeedOptions = {
	readonly engine: Engine;
	readonly target: Target;
	readonly exec: StartedExec;
	readonly hasTerminal: boolean;
};

/** Without its output the end of a program is asked for. */
const pollMs = 1000;

/**
The output of a program that yolotop itself has started in a container. Nobody keeps it: what is printed while yolotop stands
still (`suspend`) or after it has left is not seen, and the files of the run tell the rest. Ends with the program.
*/
export function createExecFeed({engine, target, exec, hasTerminal}: ExecFeedOptions): Feed {
	const {id, output} = exec;
	return {
		target,
		async run(listener, {signal}) {
			const pipeline = createPipeline(listener);
			const flush = createFlushTimer(pipeline.flush);
			const leave = () => {
				output.destroy();
			};

			signal.addEventListener('abort', leave, {once: true});
			await takeOutput(output, hasTerminal, ({channel, bytes, at}) => {
				pipeline.output(channel, bytes, at);
				flush.soon();
			});
			try {
				for (;;) {
					const details = await engine.inspectExec(id, {signal});
					if (!details.isRunning) {
						pipeline.event({type: 'process-exited', exitCode: details.exitCode ?? 1, at: Date.now()});
						pipeline.event({type: 'connection-changed', connection: {kind: 'ended'}, at: Date.now()});
						break;
					}

					await delay(pollMs, undefined, {signal});
				}
			} catch {
				// The person has left, or the engine is away: the feed of the container tells it.
			} finally {
				signal.removeEventListener('abort', leave);
				flush.stop();
				pipeline.end();
			}
		},
		suspend() {
			output.destroy();
		},
	};
}
