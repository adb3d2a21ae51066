import {setTimeout as delay} from 'node:timers/promises';
import {isSameSubject, type Watch} from '../../watch/watch.ts';
import {findHolder} from '../../watch/lock.ts';
import {listWatches} from '../../watch/watch-file.ts';
import type {ShownWatch} from '../../screen/screen-options.ts';
import type {Io} from '../io.ts';
import {lockFile, watchDirectory} from '../watch/watch-directory.ts';
import type {CurrentRun} from './current-run.ts';
import type {MonitoredRun} from './monitored-run.ts';
import {watchedSubject} from './watched-subject.ts';

/** A few small files; what a keeper does comes seconds after an end. */
const lookMs = 2000;

/** The watch of the run on the screen. */
export type WatchSource = {
	/** Undefined for a run that is not watched. */
	shown(): ShownWatch | undefined;
	/** Calls back when the run has gone on elsewhere. */
	follow(onGoneOn: (watch: Watch, run: MonitoredRun) => Promise<void>): void;
	/** Looks at once: something was just changed. */
	refresh(): Promise<void>;
	close(): void;
};

/** Follows what the keeper of the run on the screen does. */
export function createWatchSource(current: CurrentRun, {environment, signal}: Pick<Io, 'environment' | 'signal'>): WatchSource {
	const directory = watchDirectory(environment);
	const leaving = new AbortController();
	const ended = AbortSignal.any([signal, leaving.signal]);
	let shown: ShownWatch | undefined;
	let tellGoneOn: Parameters<WatchSource['follow']>[0] | undefined;
	let followed: {readonly id: string; readonly steps: number; readonly run: MonitoredRun} | undefined;

	async function look(): Promise<void> {
		const run = current.run();
		const watches = await listWatches(directory);
		const own = watches.find(watch => watch.outcome === undefined && isSameSubject(watch.subject, watchedSubject(run)));
		const before = followed;
		const moved = own === undefined && before?.run === run ? watches.find(({id, steps}) => id === before.id && steps.length > before.steps) : undefined;
		if (moved !== undefined) {
			followed = {id: moved.id, steps: moved.steps.length, run};
			// What cannot be opened leaves the old one on the screen.
			await tellGoneOn?.(moved, run).catch(() => undefined);
			return;
		}

		followed = own === undefined ? (before?.run === run ? before : undefined) : {id: own.id, steps: own.steps.length, run};
		shown = own && {
			used: own.steps.length, max: own.max, isWatched: await findHolder(lockFile(directory, own.id)) !== undefined, ...(own.until !== undefined && {until: own.until}),
		};
	}

	async function keepLooking(): Promise<void> {
		while (!ended.aborted) {
			await look();
			await delay(lookMs, undefined, {signal: ended, ref: false});
		}
	}

	// Ended by the signal alone: what cannot be read is no watch.
	keepLooking().catch(() => undefined);
	return {
		shown: () => shown,
		follow(onGoneOn) {
			tellGoneOn = onGoneOn;
		},
		refresh: look,
		close() {
			leaving.abort();
		},
	};
}
