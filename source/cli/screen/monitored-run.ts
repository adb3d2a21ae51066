import type {ContainerFacts} from '../../checks/diagnosis-facts.ts';
import {createDeferred} from '../../domain/deferred.ts';
import type {Feed, FeedBatch} from '../../domain/feed.ts';
import type {TrainingBeginning} from '../../domain/run.ts';
import type {ShellListener} from '../../feed/shell-feed.ts';
import {isEnded} from '../../run/ended.ts';
import {createLogBuffer, type LogBuffer} from '../../run/log-buffer.ts';
import {initialResources, type Resources} from '../../run/resources.ts';
import {createStore, type Store} from '../../run/store.ts';
import type {Io} from '../io.ts';
import type {ResolvedTarget} from '../resolve-target.ts';
import {startSampling, type Sampling, type SamplingTarget} from '../start-sampling.ts';
import {countLabels} from './count-labels.ts';
import {createBesideShell} from './beside-shell.ts';
import {createFactsOf} from './facts-of-container.ts';

/** What a run goes on with. */
export type NextTarget = Pick<ResolvedTarget, 'feed' | 'container' | 'process' | 'job'>;

/** A run that is read in the background, with everything that is known of it and its machine. */
export type MonitoredRun = {
	/** What is read now. */
	target(): ResolvedTarget;
	readonly store: Store;
	readonly log: LogBuffer;
	resources(): Resources;
	/** How the container was made; undefined for a target that is no container. */
	containerFacts(): ContainerFacts | undefined;
	/** Settles with the first output, or when there will be none. */
	readonly firstOutput: Promise<void>;
	/** Settles when the feed could not be read any more. Never rejects. */
	readonly broken: Promise<unknown>;
	/** Goes on with another target, such as the container of a resume. `beginning` says what begins there; undefined where nobody knows. */
	continueWith(next: NextTarget, beginning?: TrainingBeginning): void;
	/** Reads beside it what a shell in its container shows, until that ends or the run goes on elsewhere. */
	readShell(open: (listener: ShellListener) => Feed): void;
	/** Lets go of everything that would hold up the training while yolotop stands still, and takes it up again. */
	suspend(): void;
	resume(): void;
	close(): Promise<void>;
};

/** What is read of one target until it is let go. */
type Reading = {readonly target: ResolvedTarget; readonly stop: AbortController; readonly done: Promise<void>; readonly sampling: Sampling | undefined};

/** Begins to read a target and, when `shown` has settled, to sample its machine. */
export function monitorRun(first: ResolvedTarget, {signal, now}: Io, shown?: Promise<void>): MonitoredRun {
	const store = createStore();
	const log = createLogBuffer();
	const firstOutput = createDeferred<void>();
	const broken = createDeferred<unknown>();
	const beside = createBesideShell(store, () => reading.target.container?.runDirectory);
	// Before the first reading, which may deliver at once.
	let hasOutput = false;
	let reading = begin(first);
	store.subscribe(() => {
		const {phase, container} = store.getState();
		reading.sampling?.setOver(isEnded(phase) || ['exited', 'dead', 'removed'].includes(container?.status ?? ''));
	});
	const factsOf = createFactsOf(shown, signal);

	function begin(target: ResolvedTarget): Reading {
		const stop = new AbortController();
		const until = AbortSignal.any([signal, stop.signal]);
		countLabels(target, store, until);
		return {
			target, stop, sampling: sampleTarget(target, store, {after: shown, signal: until, now}), done: read(target.feed, until),
		};
	}

	function take({events, lines}: FeedBatch): void {
		log.push(lines);
		store.dispatch(events);
		hasOutput ||= lines.length > 0;
		// The end of the past comes without a line of its own.
		if (hasOutput && store.getState().connection.kind !== 'reading') {
			firstOutput.resolve();
		}
	}

	async function read(feed: Feed, until: AbortSignal): Promise<void> {
		try {
			await feed.run(batch => {
				take({...batch, events: beside.ofRun(batch.events)});
			}, {signal: until, isFollowing: true});
		} catch (error) {
			broken.resolve(error);
		} finally {
			firstOutput.resolve();
		}
	}

	return {
		target: () => reading.target,
		store,
		log,
		resources: () => reading.sampling?.resources.getState() ?? initialResources,
		containerFacts: () => factsOf(reading.target.container),
		firstOutput: firstOutput.promise,
		broken: broken.promise,
		continueWith(next, beginning) {
			const before = reading;
			// The engine stays open: it is that of the next container, too.
			void end({...before, target: {...before.target, close: () => undefined}});
			beside.forget();
			// What was printed last is not of what begins now.
			log.breakOff();
			store.dispatch([{type: 'training-relaunched', ...(beginning && {beginning})}]);
			reading = begin(toNext(before.target, next));
		},
		readShell(open) {
			const {signal: stop} = reading.stop;
			void open(untilAborted(beside, stop)).run(take, {signal: AbortSignal.any([signal, stop]), isFollowing: true});
		},
		suspend() {
			reading.target.feed.suspend?.();
			reading.sampling?.suspend();
		},
		resume() {
			reading.target.feed.resume?.();
			reading.sampling?.resume();
		},
		close: async () => end(reading),
	};
}

/** Samples the machine of a target; nothing where the run is played again or only passes through. */
function sampleTarget({container, feed, replay, past}: ResolvedTarget, store: Store, options: Omit<SamplingTarget, 'container'>): Sampling | undefined {
	return replay !== undefined || feed.target.kind === 'stdin'
		? undefined
		: startSampling({
			...options, past, container: container && {engine: container.engine, id: container.details.id, runDirectory: () => store.getState().locatedRunDirectory},
		});
}

/** What a run goes on with, on the same engine; what is simulated stays so. */
function toNext({asSimulated, close}: ResolvedTarget, next: NextTarget): ResolvedTarget {
	return {...next, ...(asSimulated && {feed: asSimulated(next.feed), asSimulated}), close};
}

async function end({stop, done, sampling, target}: Reading): Promise<void> {
	stop.abort();
	await Promise.all([done, sampling?.ended]);
	target.close();
}

/** A listener that hears nothing any more of a target that was let go. */
function untilAborted(listener: ShellListener, signal: AbortSignal): ShellListener {
	return {
		mayFollow: (training, found) => !signal.aborted && listener.mayFollow(training, found),
		onFollowed(training, isFromStart) {
			if (!signal.aborted) {
				listener.onFollowed(training, isFromStart);
			}
		},
	};
}
