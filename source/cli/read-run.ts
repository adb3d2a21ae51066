import type {Feed, FeedBatch} from '../domain/feed.ts';
import type {RunState} from '../domain/run.ts';
import {isOver} from '../domain/run-status.ts';
import {selectStatus} from '../run/select-status.ts';
import {createStore} from '../run/store.ts';
import {hasWriter} from './file-writers.ts';
import {stopExitCode, type Io} from './io.ts';

type ReadOptions = {
	readonly isFollowing: boolean;
	/** Called after each batch, with the state that it led to. */
	onBatch?(batch: FeedBatch, state: RunState): void;
	/** Called about once a second while the run is followed: silence is news too. */
	onTick?(state: RunState): void;
};

/** How long a file stays as it is before a run that looks over is taken as over. */
const restMs = 1000;

const tickMs = 1000;

/** Whether a run that is read from files, which never end by themselves, is over. A log that is still open may get the next training of a script. */
function isRunOver(state: RunState, now: number): boolean {
	const isOnDisk = state.target?.kind === 'file' || state.target?.kind === 'directory';
	const isEnded = isOnDisk && (state.connection.kind === 'ended' || isOver(selectStatus(state, now).status));
	return isEnded && !(state.target?.kind === 'file' && hasWriter(state.target.path));
}

/**
Reads a run without a screen, until the feed ends, the process is told to stop, or a run on disk is over, and gives what
is known then.
*/
export async function readRun(feed: Feed, io: Io, {isFollowing, onBatch, onTick}: ReadOptions): Promise<RunState> {
	const store = createStore();
	const done = new AbortController();
	let lastBatchAt = io.now();
	let lastTickAt = lastBatchAt;
	let lookedAt = 0;
	const watch = setInterval(() => {
		// Looking for a writer goes through all processes.
		if (isFollowing && io.now() - lastBatchAt > restMs && io.now() - lookedAt >= restMs) {
			lookedAt = io.now();
			if (isRunOver(store.getState(), io.now())) {
				done.abort();
			}
		}

		if (!isFollowing || io.now() - lastTickAt < tickMs) {
			return;
		}

		lastTickAt = io.now();
		onTick?.(store.getState());
	}, restMs / 4);
	try {
		await feed.run(batch => {
			lastBatchAt = io.now();
			store.dispatch(batch.events);
			onBatch?.(batch, store.getState());
		}, {signal: AbortSignal.any([io.signal, done.signal]), isFollowing});
	} finally {
		clearInterval(watch);
	}

	return store.getState();
}

/** The exit code that the run as it is now asks for. */
export function runExitCode(state: RunState, io: Io): number {
	return stopExitCode(io) ?? (selectStatus(state, io.now()).status === 'failed' ? 3 : 0);
}
