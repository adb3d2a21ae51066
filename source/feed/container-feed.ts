import {isUp} from '../domain/container-state.ts';
import type {RunEvent} from '../domain/event.ts';
import type {Feed, FeedBatch} from '../domain/feed.ts';
import type {Connection, SeenProcess} from '../domain/run.ts';
import type {Target} from '../domain/target.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {createLogFollower} from '../engine/log-follower.ts';
import {profileOf} from '../plan/profile-label.ts';
import {createContainerLive, type ContainerLive} from './container-live.ts';
import {createContainerObserver} from './container-observer.ts';
import {createContainerRunWatch} from './container-run-watch.ts';
import {chooseSource, type ContainerSource} from './container-source.ts';
import {createContainerTrainings} from './container-trainings.ts';
import {createContainerWatch} from './container-watch.ts';
import {createFlushTimer} from './flush-timer.ts';
import {followLog, readLogOnce} from './follow-log.ts';
import {observeTrainings} from './observe-trainings.ts';
import {createPastOutput, settlePast, untilPast} from './past-output.ts';
import {createPipeline} from './pipeline.ts';
import {seeContainer} from './seen-process.ts';
import {createTrainingSigns} from './training-signs.ts';
import {createSignal} from './waiting.ts';

export type ContainerFeedOptions = {
	/** What the person typed or picked; the container's name when undefined. */
	readonly name?: string;
	/** Whether the feed goes on when the container has stopped, until it is started again or removed. */
	readonly waitsForRestart?: boolean;
	/** Only the run in this directory, an absolute path in the container. */
	readonly runDirectory?: string | undefined;
	/** Whether the container was only just started: it has no past that would have to be read before anything is known. */
	readonly isJustStarted?: boolean;
	/** Whether the engine fell silent before the end of what the container has printed, where it is read without following. */
	readonly isLogCut?: () => boolean;
	/** Where the run lies that is shown when neither the output nor a process tells of any; asked once. */
	readonly findLastRun?: (details: ContainerDetails, signal: AbortSignal) => Promise<string | undefined>;
};

/**
A container: what it has printed and prints (`logs` as the record, `attach` for the line that has not ended), what the engine says of
it, and the files of its run directory. A training whose output is not the container's, because it was started by `docker exec`,
redirected or is kept by no log driver, is followed by its process and its files instead. An exited container is delivered and
ends. Nothing is ever written to the container's input and its terminal is never resized. `details` come from `inspectContainer`, so
that a name that does not exist is an error before the screen opens.
*/
export function createContainerFeed(engine: Engine, details: ContainerDetails, {name = details.name, waitsForRestart = false, isJustStarted = false, runDirectory, isLogCut, findLastRun}: ContainerFeedOptions = {}): Feed {
	const container = details.id;
	const profile = profileOf(details.labels);
	const target = {
		kind: 'container', name, id: container.slice(0, 12), image: details.image, ...(profile !== undefined && {profile}),
	} as const satisfies Target;
	let live: ContainerLive | undefined;

	async function run(listener: (batch: FeedBatch) => void, signal: AbortSignal, isFollowing: boolean): Promise<void> {
		const signs = createTrainingSigns();
		const pipeline = createPipeline(batch => {
			for (const event of batch.events) {
				signs.note(event);
				runFiles.note(event);
				observer.note(event);
			}

			listener(batch);
		});
		const flush = createFlushTimer(pipeline.flush);
		const emit = (event: RunEvent, at?: number) => {
			pipeline.event(at === undefined ? event : {...event, at});
			flush.soon();
		};

		let isOpen = false;
		const onConnection = (value: Connection) => {
			isOpen = value.kind === 'open';
			emit({type: 'connection-changed', connection: isOpen && !past.isOver() ? {kind: 'reading'} : value}, Date.now());
		};

		/** The training that the container itself is: what it has printed last may be of the process before. */
		const seeItself = () => {
			const process = seeContainer(details, watch.state());
			if (process !== undefined) {
				emit({type: 'process-seen', process});
			}
		};

		const past = createPastOutput({
			engine,
			container,
			hasTerminal: details.hasTerminal,
			settle: async () => settlePast({
				pipeline, signs, runFiles, searched,
			}, stop),
			onOver() {
				seeItself();
				if (isOpen || source.kind === 'files') {
					emit({type: 'connection-changed', connection: {kind: 'open'}}, Date.now());
				}
			},
		});

		const [started, execChanged, searched, liveChanged] = [createSignal(), createSignal(), createSignal(), createSignal()];
		let isObserving = false;
		const watch = createContainerWatch(engine, details, {
			onEvent: emit,
			onStarted() {
				started.raise();
				if (past.isOver()) {
					seeItself();
				}
			},
			onRemoved: started.raise,
			onRenamed(newName) {
				emit({type: 'target-described', target: {...target, name: newName}});
			},
			onTrainingExec(change) {
				observer.noteExec(change);
				execChanged.raise();
				// While the output tells of a training the end of another one is not its end.
				if (!isObserving && change.exitCode !== undefined && !signs.isTraining()) {
					emit({type: 'process-exited', exitCode: change.exitCode}, change.at);
				}
			},
		});
		const isRunning = () => isUp(watch.state().status);
		const trainings = createContainerTrainings(engine, details);
		const runFiles = createContainerRunWatch({
			engine, details, trainings, isRunning, onEvent: emit,
		});
		const inner = new AbortController();
		const stop = AbortSignal.any([signal, inner.signal]);
		const createLive = (isRecord: boolean) => createContainerLive({
			engine,
			container,
			hasTerminal: details.hasTerminal,
			pipeline: isRecord ? {live: pipeline.output, liveLost: pipeline.flush} : pipeline,
			onChange() {
				flush.soon();
				liveChanged.raise();
			},
		});
		let present = createLive(false);
		live = present;
		const createObserver = (unreadable: ContainerSource['unreadable']) => createContainerObserver({
			engine,
			container,
			trainings,
			runDirectory,
			unreadable,
			onEvent: emit,
			onOutput(bytes) {
				pipeline.output('stdout', bytes);
				pipeline.flush();
			},
			now: Date.now,
		});
		let observer = createObserver(undefined);
		let source: ContainerSource = {kind: 'log'};
		const follower = createLogFollower({engine, container, hasTerminal: details.hasTerminal}, {
			onMessages(messages) {
				for (const {channel, timestamp, body} of messages) {
					pipeline.output(channel, body, timestamp?.at);
				}

				past.note(messages);

				flush.soon();
			},
			onConnection,
		});
		/** What was read then tells of the past, and nothing of what the container does now. */
		const isCut = () => source.kind === 'log' && isRunning() && isLogCut?.() === true;
		let isLastRunSought = findLastRun === undefined || runDirectory !== undefined;

		/** A training that was started by `docker exec` and is over has left nothing but its files. */
		async function seekLastRun(): Promise<ContainerSource | undefined> {
			if (isLastRunSought || signs.isAny() || isCut()) {
				return undefined;
			}

			isLastRunSought = true;
			const directory = await findLastRun?.({...details, state: watch.state()}, stop).catch(() => undefined);
			return directory === undefined || signs.isAny() ? undefined : {kind: 'files', runDirectory: directory};
		}

		const parts = {
			seekLastRun,
			onSeen(seen: SeenProcess) {
				emit({type: 'process-seen', process: seen});
			},
			watch, runFiles, trainings, follower, pipeline, signs, started, execChanged, searched, liveChanged, isRunning, onConnection, waitsForRestart, signal: stop,
		};

		async function follow(): Promise<void> {
			for (;;) {
				isObserving = source.kind === 'files';
				if (source.kind === 'log') {
					emit({type: 'training-observed'});
					void past.begin(stop);
					const end = await followLog({
						...parts, present, engine, details,
					});
					const next = end === 'ended' ? await seekLastRun() : end;
					if (next === undefined) {
						return;
					}

					source = next;
				} else {
					observer = createObserver(source.unreadable);
					present = createLive(true);
					live = present;
					observer.begin(source);
					const next = await observeTrainings({...parts, observer: untilPast(observer, past), present: source.unreadable?.kind === 'log-driver' ? present : undefined});
					if (next === 'ended') {
						return;
					}

					present.stop();
					present = createLive(false);
					live = present;
					source = {kind: 'log'};
				}
			}
		}

		async function readOnce(): Promise<void> {
			if (source.kind === 'log') {
				const end = await readLogOnce({
					...parts, present, engine, details,
				});
				const next = end === 'ended' ? await seekLastRun() : end;
				if (next === undefined) {
					return;
				}

				source = next;
			}

			observer = createObserver(source.unreadable);
			observer.begin(source);
			await observer.look(isRunning(), stop);
			pipeline.flush();
		}

		emit({type: 'target-described', target});
		emit({type: 'container-changed', container: details.state});
		if (isJustStarted) {
			past.finish(true);
		} else if (isFollowing) {
			emit({type: 'connection-changed', connection: {kind: 'reading'}}, Date.now());
		}

		pipeline.flush();
		const background = isFollowing ? watch.run(stop).catch(() => undefined) : undefined;
		try {
			source = await chooseSource({
				engine, details, trainings, runDirectory, isRunning: isRunning(), signal: stop,
			});
			runFiles.know(source.found ?? []);
			await (isFollowing ? follow() : readOnce());
			past.finish(true);
			if (!isFollowing && isCut()) {
				onConnection({kind: 'reading'});
			}

			pipeline.flush();
			// A container that trains goes on; what ends here is the look at it.
			if (isFollowing || !isRunning()) {
				onConnection({kind: 'ended'});
			}
		} finally {
			present.stop();
			inner.abort();
			await background;
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
					throw error;
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
