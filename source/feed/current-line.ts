import {setTimeout as delay} from 'node:timers/promises';
import type {ContainerReading} from './container-reading.ts';
import {waitAtMost} from './waiting.ts';

/** Max wait for the current line, which the record of a running container does not hold yet. */
const maxLiveMs = 1200;

/** The same where nothing trains: a dataset that is fetched or scanned has a bar, a shell has none. */
const maxIdleMs = 300;

/** What is printed together arrives within this time. */
const livePauseMs = 50;

type Reading = {readonly live: Pick<ContainerReading['live'], 'changed'>; readonly output: Pick<ContainerReading['output'], 'pipeline' | 'signs' | 'listen'>};

/** The line that has not ended, from its own stream, for a reading that does not follow. */
export function createCurrentLine({live: {changed}, output: {pipeline, signs, listen}}: Reading): {readonly wait: (signal: AbortSignal) => Promise<void>} {
	let hasBar = false;
	listen(({type}) => {
		hasBar ||= type === 'epoch-progressed' || type === 'validation-progressed';
	});
	return {
		async wait(signal) {
			await waitAtMost(signs.isTraining() ? maxLiveMs : maxIdleMs, changed, signal);
			if (!changed.isRaised()) {
				return;
			}

			changed.clear();
			hasBar = false;
			pipeline.flush();
			// A bar is whole; of anything else more may be on its way.
			if (!hasBar) {
				await delay(livePauseMs, undefined, {signal});
			}
		},
	};
}
