import type {ContainerObserver} from './container-observer.ts';
import type {ContainerReading} from './container-reading.ts';
import type {FeedSource} from './container-runner.ts';
import type {PastOutput} from './past-output.ts';
import {waitAtMost} from './waiting.ts';

const lookEveryMs = 3000;

/** A training has just begun or ended: its files change within moments. */
const soonMs = 500;

/** Processes and files, where the output of a container does not show the run. Where it is followed, a look that fails is repeated. */
export function createFilesSource({isFollowing, output: {report}, watch, live}: ContainerReading, observer: Pick<ContainerObserver, 'begin' | 'look'>, past: Pick<PastOutput, 'finish'>): FeedSource {
	/** Whether the attach stream is the only record of what is printed. */
	let isLiveRecord = false;
	let waitMs = 0;

	async function look(isUp: boolean, signal: AbortSignal): Promise<'observing' | 'printing'> {
		try {
			const found = await observer.look(isUp, signal);
			// The past of what is followed by its files is read with the first look.
			past.finish();
			return found;
		} catch (error) {
			if (!isFollowing) {
				throw error;
			}

			// The engine is away: the connection of the events says so, and the next look may succeed.
			return 'observing';
		}
	}

	return {
		open(source) {
			isLiveRecord = isFollowing && source.unreadable?.kind === 'log-driver';
			waitMs = 0;
			report({kind: 'open'});
			observer.begin(source);
		},
		async read(signal) {
			await waitAtMost(waitMs, watch.execChanged, signal);
			waitMs = watch.execChanged.isRaised() ? soonMs : lookEveryMs;
			watch.execChanged.clear();
			const wasUp = watch.isUp();
			if (isLiveRecord && wasUp) {
				live.start('record');
			} else if (isLiveRecord) {
				live.stop();
			}

			const found = await look(wasUp, signal);
			// A container that stopped during the look is looked at once more, for its last words.
			const isUp = wasUp || watch.isUp();
			if (!isUp) {
				// Only a start from now on is a restart.
				watch.started.clear();
				waitMs = 0;
			}

			return {
				type: 'looked', isPrinting: found === 'printing', isUp, isRemoved: watch.isRemoved(),
			};
		},
	};
}
