import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {Feed} from '../domain/feed.ts';
import {UserError} from '../domain/user-error.ts';
import {isOver} from '../domain/run-status.ts';
import {createRunReader} from '../training/run-reader.ts';
import {hostRunFiles, isRunDirectory} from '../training/run-file-sources.ts';
import {seeWriter} from '../training/see-writer.ts';
import {createRunFileEvents, judgeFiles, type FilesPhase} from './run-file-events.ts';

/** The files change once an epoch. */
const defaultPollMs = 1000;

/** A look at a table that never ends takes long: so many times as long nothing is done after it. */
const restShare = 4;

/** All processes of the machine are looked through, and into the containers that see the directory. */
const writerEveryMs = 15_000;

/** Whether a process writes a run directory; undefined where nobody can tell. */
export type SeeWriter = (directory: string) => Promise<boolean | undefined>;

type DirectoryFeedOptions = {
	readonly pollMs?: number;
	readonly now?: () => number;
	/** A clock that nobody sets, in milliseconds. */
	readonly elapsed?: () => number;
	readonly see?: SeeWriter;
	readonly rest?: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** Of a run that is over nobody needs to ask who writes it. */
const canGoOn = (phase: FilesPhase): boolean => phase === 'final-validation' || !isOver(phase);

/**
The directory of a run without any output: its table of results, its settings and its checkpoints. Delivers events only,
no lines. With `isFollowing` it looks again every second until the signal aborts.

@param directory path as the person typed it; shown as the name.
@throws UserError `directory-not-a-run`.
*/
export function createDirectoryFeed(directory: string, {pollMs = defaultPollMs, now = Date.now, elapsed = () => performance.now(), see = seeWriter, rest = async (ms, signal) => delay(ms, undefined, {signal})}: DirectoryFeedOptions = {}): Feed {
	const target = {kind: 'directory', name: directory, path: path.resolve(directory)} as const;
	return {
		target,
		async run(listener, {signal, isFollowing}) {
			if (!(await isRunDirectory(directory))) {
				throw new UserError('directory-not-a-run', {path: directory});
			}

			listener({events: [{type: 'target-described', target}], lines: []});
			const reader = createRunReader(hostRunFiles(directory), {directory, isProbeWanted: true});
			const changes = createRunFileEvents(directory);
			let isWritten: boolean | undefined;
			let seenAt = -Infinity;
			while (!signal.aborted) {
				const begunAt = elapsed();
				const files = await reader.read({isCheckpointRead: true});
				const facts = changes.facts(files);
				if (now() - seenAt >= writerEveryMs && canGoOn(judgeFiles(files, facts, now()))) {
					seenAt = now();
					isWritten = await see(directory);
				}

				// What was written since is written by somebody.
				isWritten = isWritten === false && (files.results?.modifiedAt ?? 0) > seenAt ? undefined : isWritten;
				const events = changes.diffWithPhase(files, judgeFiles(files, facts, now(), isWritten));
				if (events.length > 0) {
					listener({events, lines: []});
				}

				if (!isFollowing) {
					return;
				}

				await rest(Math.max(pollMs, restShare * (elapsed() - begunAt)), signal).catch(() => undefined);
			}
		},
	};
}
