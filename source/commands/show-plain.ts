import type {Options} from '../config/options.ts';
import type {Feed} from '../domain/feed.ts';
import {createPlainLines} from '../plain/plain-lines.ts';
import type {Io} from './io.ts';
import {readRun, runExitCode} from './read-run.ts';

/** Shows a run as plain lines on standard output until it is over. */
export async function showPlain(feed: Feed, {language}: Options, io: Io): Promise<number> {
	const plainLines = createPlainLines(language);
	const write = (lines: readonly string[]) => {
		if (lines.length > 0) {
			io.stdout.write(`${lines.join('\n')}\n`);
		}
	};

	const state = await readRun(feed, io, {
		isFollowing: true,
		onBatch({events}, present) {
			write(plainLines.push(events, present, io.now()));
		},
	});
	write(plainLines.end(state, io.now()));
	return runExitCode(state, io);
}
