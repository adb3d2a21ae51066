import type {Options} from '../config/options.ts';
import {eventToJson} from '../plain/event-json.ts';
import type {Io} from './io.ts';
import {readRun, runExitCode} from './read-run.ts';
import {resolveTarget} from './resolve-target.ts';

/** `yolotop events`: one JSON object per event and line, from the beginning of what the target holds, then live. */
export async function events(options: Options, io: Io): Promise<number> {
	const {feed, close} = await resolveTarget(options, io);
	try {
		const state = await readRun(feed, io, {
			isFollowing: true,
			onBatch(batch) {
				if (batch.events.length > 0) {
					io.stdout.write(batch.events.map(event => `${JSON.stringify(eventToJson(event))}\n`).join(''));
				}
			},
		});
		return runExitCode(state, io);
	} finally {
		close();
	}
}
