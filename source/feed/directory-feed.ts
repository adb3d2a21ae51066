import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {Feed} from '../domain/feed.ts';
import {UserError} from '../domain/user-error.ts';
import {createRunFilesReader, isRunDirectory} from '../training/run-files.ts';
import {seeWriter} from '../training/see-writer.ts';
import {judgeFiles, type FilesPhase} from './run-files-events.ts';
import {createRunFilesTeller, readFacts} from './run-files-teller.ts';

/** The files change once an epoch. */
const defaultPollMs = 1000;

/** All processes of the machine are looked through, and into the containers that see the directory. */
const writerEveryMs = 15_000;

/** Whether a process writes a run directory; undefined where nobody can tell. */
export type SeeWriter = (directory: string) => Promise<boolean | undefined>;

/** Of a run that has come to its own end nobody needs to ask. */
const going: ReadonlySet<FilesPhase> = new Set<FilesPhase>(['starting', 'training', 'unknown', 'final-validation']);

/**
The directory of a run without any output: results.csv, opt.yaml or args.yaml, and the checkpoints. Delivers events only,
no lines. With `isFollowing` it looks again every second until the signal aborts.

@param directory path as the person typed it; shown as the name.
@throws UserError `directory-not-a-run`.
*/
export function createDirectoryFeed(directory: string, {pollMs = defaultPollMs, now = Date.now, see = seeWriter}: {pollMs?: number; now?: () => number; see?: SeeWriter} = {}): Feed {
	const target = {kind: 'directory', name: directory, path: path.resolve(directory)} as const;
	return {
		target,
		async run(listener, {signal, isFollowing}) {
			if (!(await isRunDirectory(directory))) {
				throw new UserError('directory-not-a-run', {path: directory});
			}

			listener({events: [{type: 'target-described', target}], lines: []});
			const read = createRunFilesReader(directory);
			const teller = createRunFilesTeller(directory);
			let isWritten: boolean | undefined;
			let seenAt = -Infinity;
			while (!signal.aborted) {
				const files = await read();
				if (now() - seenAt >= writerEveryMs && going.has(judgeFiles(files, readFacts(files), now()))) {
					seenAt = now();
					isWritten = await see(directory);
				}

				// What was written since is written by somebody.
				isWritten = isWritten === false && (files.results?.modifiedAt ?? 0) > seenAt ? undefined : isWritten;
				const isRunning = isWritten;
				const events = teller.tell(files, (present, facts) => judgeFiles(present, facts, now(), isRunning));
				if (events.length > 0) {
					listener({events, lines: []});
				}

				if (!isFollowing) {
					return;
				}

				try {
					await delay(pollMs, undefined, {signal});
				} catch {
					return;
				}
			}
		},
	};
}
