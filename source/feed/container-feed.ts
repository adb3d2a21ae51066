import {setTimeout as delay} from 'node:timers/promises';
import type {Feed, FeedBatch} from '../domain/feed.ts';
import type {SourceEvent} from '../domain/event.ts';
import type {Connection} from '../domain/run.ts';
import type {Target} from '../domain/target.ts';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {createLogFollower} from '../engine/log-follower.ts';
import {createContainerLive} from './container-live.ts';
import {createContainerRunWatch} from './container-run-watch.ts';
import {createContainerWatch} from './container-watch.ts';
import {createFlushTimer} from './flush-timer.ts';
import {createPipeline} from './pipeline.ts';
import {createSignal, repeatEvery, waitAtMost} from './waiting.ts';

export type ContainerFeedOptions = {
	/** What the person typed or picked; the container's name when undefined. */
	readonly name?: string;
	/** Whether the feed goes on when the container has stopped, until it is started again or removed. */
	readonly waitsForRestart?: boolean;
};

/** `docker restart` starts a container again within a moment of its end. */
const restartGraceMs = 2000;

const filesEveryMs = 3000;

/** Without following: so long the present line is waited for, which the record of a running container does not hold yet. */
const longestLiveMs = 1200;

/** What was printed together comes together. */
const livePauseMs = 150;

/**
A container: what it has printed and prints (`logs` as the record, `attach` for the line that has not ended), what the engine says of
it, and the files of its run directory. An exited container is delivered and ends. Nothing is ever written to the container's input
and its terminal is never resized. `details` come from `inspectContainer`, so that a name that does not exist is an error before
the screen opens.
*/
export function createContainerFeed(engine: Engine, details: ContainerDetails, {name = details.name, waitsForRestart = false}: ContainerFeedOptions = {}): Feed {
	const container = details.id;
	const target = {
		kind: 'container', name, id: container.slice(0, 12), image: details.image,
	} as const satisfies Target;
	let live: ReturnType<typeof createContainerLive> | undefined;

	async function run(listener: (batch: FeedBatch) => void, signal: AbortSignal, isFollowing: boolean): Promise<void> {
		const pipeline = createPipeline(batch => {
			for (const event of batch.events) {
				runFiles.note(event);
			}

			listener(batch);
		});
		const flush = createFlushTimer(pipeline.flush);
		const emit = (event: SourceEvent, at?: number) => {
			pipeline.event(at === undefined ? event : {...event, at});
			flush.soon();
		};

		const connection = (value: Connection) => {
			emit({type: 'connection-changed', connection: value}, Date.now());
		};

		const started = createSignal();
		const watch = createContainerWatch(engine, details, {
			onEvent: emit,
			onStarted: started.raise,
			onRemoved: started.raise,
			onRenamed(newName) {
				emit({type: 'target-described', target: {...target, name: newName}});
			},
		});
		const isRunning = () => ['running', 'paused', 'restarting'].includes(watch.state().status);
		const runFiles = createContainerRunWatch({
			engine, details, isRunning, onEvent: emit,
		});
		const liveChanged = createSignal();
		const present = createContainerLive({
			engine, container, hasTerminal: details.hasTerminal, pipeline, onChange() {
				flush.soon();
				liveChanged.raise();
			},
		});
		live = present;
		const follower = createLogFollower({engine, container, hasTerminal: details.hasTerminal}, {
			onMessages(messages) {
				for (const {channel, timestamp, body} of messages) {
					pipeline.output(channel, body, timestamp?.at);
				}

				flush.soon();
			},
			onConnection: connection,
		});

		const inner = new AbortController();
		const stop = AbortSignal.any([signal, inner.signal]);
		const background: Array<Promise<void>> = [];

		async function follow(): Promise<void> {
			background.push(watch.run(stop).catch(() => undefined), repeatEvery(filesEveryMs, stop, async () => runFiles.look(stop)));
			for (;;) {
				const hasRun = isRunning();
				if (hasRun) {
					present.start();
				}

				started.clear();
				const end = await follower.read({signal: stop, isFollowing: true});
				present.stop();
				pipeline.flush();
				const presence = end === 'removed' ? 'gone' : await watch.refresh(stop);
				await runFiles.look(stop);
				if (presence === 'gone') {
					return;
				}

				if (isRunning()) {
					continue;
				}

				if (waitsForRestart) {
					connection({kind: 'ended'});
				}

				// One that had stopped before is not about to be started again.
				const graceMs = hasRun ? restartGraceMs : 0;
				await waitAtMost(waitsForRestart ? Infinity : graceMs, started, stop);
				if (!isRunning()) {
					return;
				}
			}
		}

		async function readOnce(): Promise<void> {
			await follower.read({signal: stop, isFollowing: false});
			await runFiles.look(stop);
			if (!isRunning()) {
				return;
			}

			present.start();
			await waitAtMost(longestLiveMs, liveChanged, stop);
			if (liveChanged.isRaised()) {
				liveChanged.clear();
				await delay(livePauseMs, undefined, {signal: stop});
			}

			// While the present line is still that of the attach stream.
			pipeline.flush();
		}

		emit({type: 'target-described', target});
		emit({type: 'container-changed', container: details.state});
		try {
			await (isFollowing ? follow() : readOnce());
			// A container that trains goes on; what ends here is the look at it.
			if (isFollowing || !isRunning()) {
				connection({kind: 'ended'});
			}
		} finally {
			present.stop();
			inner.abort();
			await Promise.allSettled(background);
			flush.stop();
			if (isFollowing || !isRunning()) {
				pipeline.end();
			}
		}
	}

	return {
		target,
		async run(listener, {signal, isFollowing}) {
			try {
				await run(listener, signal, isFollowing);
			} catch (error) {
				if (!signal.aborted) {
					throw error instanceof UserError && error.code === 'logs-unreadable'
						? new UserError('logs-unreadable', {name, driver: details.logDriver ?? ''}, {cause: error})
						: error;
				}
			}
		},
		suspend() {
			live?.suspend();
		},
		resume() {
			live?.resume();
		},
	};
}
