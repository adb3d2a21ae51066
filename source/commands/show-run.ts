import type {Options} from '../config/options.ts';
import type {Io} from './io.ts';
import type {ResolvedTarget} from './resolve-target.ts';
import {showPlain} from './show-plain.ts';

/** Shows a run until the person leaves or it is over: on the screen where there is a terminal, else as plain lines. */
export async function showRun({feed, close}: ResolvedTarget, options: Options, io: Io): Promise<number> {
	try {
		return await showPlain(feed, options, io);
	} finally {
		close();
	}
}
