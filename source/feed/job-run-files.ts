import {setTimeout as delay} from 'node:timers/promises';
import {clusterRunFiles, locateRun} from '../cluster/job-run.ts';
import type {ClusterFiles} from '../cluster/scheduler.ts';
import type {RunEvent} from '../domain/event.ts';
import type {Feed} from '../domain/feed.ts';
import {createRunReader} from '../training/run-reader.ts';
import {hostRunFiles} from '../training/run-file-sources.ts';
import {createRunFileEvents} from './run-file-events.ts';

type Listener = Parameters<Feed['run']>[0];

/** Files change once an epoch; each look over ssh is some programs. */
const pauseMs = {local: 1000, remote: 10_000} as const;

export type JobRunFilesOptions = {
	readonly files: ClusterFiles;
	/** From where a printed path counts, the likeliest first; asked again while the run directory is not found. */
	bases(): Promise<readonly string[]>;
	readonly signal: AbortSignal;
	/** Without it there is one look, at the end. */
	readonly isFollowing: boolean;
};

/** Adds to the output of a job what the files of its run directory say, which the output names: settings, table, checkpoints, records of the probe. */
export async function withJobRunFiles(listener: Listener, {files, bases, signal, isFollowing}: JobRunFilesOptions, work: (listener: Listener) => Promise<void>): Promise<void> {
	let announced: string | undefined;
	let opened: {readonly directory: string; readonly reader: ReturnType<typeof createRunReader>; readonly changes: ReturnType<typeof createRunFileEvents>} | undefined;
	const ended = new AbortController();

	async function open(): Promise<void> {
		const name = announced;
		const directory = name === undefined || opened !== undefined ? undefined : await locateRun(files, name, await bases(), {signal});
		if (directory === undefined || name !== announced) {
			return;
		}

		const source = files.isLocal ? hostRunFiles(directory) : clusterRunFiles(files, directory);
		opened = {directory, reader: createRunReader(source, {directory, isProbeWanted: true}), changes: createRunFileEvents(directory)};
		listener({events: [{type: 'run-directory-located', path: directory}], lines: []});
	}

	async function look(): Promise<void> {
		await open();
		const current = opened;
		const read = await current?.reader.read({signal});
		if (read === undefined || current === undefined || current !== opened) {
			return;
		}

		const events: readonly RunEvent[] = current.changes.diff(read);
		if (events.length > 0) {
			listener({events, lines: []});
		}
	}

	const looking = isFollowing ? watch() : undefined;
	async function watch(): Promise<void> {
		while (!signal.aborted && !ended.signal.aborted) {
			await look().catch(() => undefined);
			await delay(pauseMs[files.isLocal ? 'local' : 'remote'], undefined, {signal: AbortSignal.any([signal, ended.signal])}).catch(() => undefined);
		}
	}

	try {
		await work(batch => {
			const named = batch.events.findLast(event => event.type === 'run-directory-announced')?.path;
			if (named !== undefined && named !== announced) {
				announced = named;
				opened = undefined;
			}

			listener(batch);
		});
	} finally {
		ended.abort();
		await looking;
		await look().catch(() => undefined);
	}
}
