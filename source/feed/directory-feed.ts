import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {Feed} from '../domain/feed.ts';
import {UserError} from '../domain/user-error.ts';
import {createRunFilesReader, isRunDirectory} from '../training/run-files.ts';
import {judgeFiles} from './run-files-events.ts';
import {createRunFilesTeller} from './run-files-teller.ts';

/** The files change once an epoch. */
const defaultPollMs = 1000;

/**
The directory of a run without any output: results.csv, opt.yaml or args.yaml, and the checkpoints. Delivers events only,
no lines. With `isFollowing` it looks again every second until the signal aborts.

@param directory path as the person typed it; shown as the name.
@throws UserError `directory-not-a-run`.
*/
export function createDirectoryFeed(directory: string, {pollMs = defaultPollMs, now = Date.now}: {pollMs?: number; now?: () => number} = {}): Feed {
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
			while (!signal.aborted) {
				const events = teller.tell(await read(), (files, facts) => judgeFiles(files, facts, now()));
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
