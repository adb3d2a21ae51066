import type {ContainerReading} from './container-reading.ts';
import {hiddenSource, type ContainerSource} from './container-source.ts';
import {isTrainingItself} from './container-trainings.ts';
import type {LastRun} from './last-run.ts';
import {toSeenProcess} from './seen-process.ts';
import {createSignal, waitAtMost, type Signal} from './waiting.ts';

/** Looks beside the output for what it does not tell of. */
export type HiddenSearch = {
	/** Raised when it was looked once. */
	readonly searched: Signal;
	/**
	Resolves when something trains whose output is not the container's, while that tells of no training, or when there is a run of which
	neither output nor process tell.
	*/
	run(signal: AbortSignal): Promise<ContainerSource>;
};

/** A look at the processes costs the engine 15 ms. */
const searchEveryMs = 6000;

/** What a container has printed before is read by then. */
const firstSearchMs = 2000;

export function createHiddenSearch({details, trainings, watch, output: {emit, signs}}: ContainerReading, lastRun: LastRun): HiddenSearch {
	const searched = createSignal();
	let hasSeen = false;

	/** What prints here is told of too: the output may not have said yet that it goes on. */
	async function search(signal: AbortSignal): Promise<ContainerSource | undefined> {
		const isAny = watch.isUp() && await trainings.isAny(signal);
		const listed = isAny ? await trainings.list(signal) : [];
		const printing = listed.findLast(({output}) => output.kind === 'container');
		if (printing !== undefined) {
			hasSeen = true;
			emit({type: 'process-seen', process: toSeenProcess(printing.training, printing.process.startedAt)});
		} else if (hasSeen) {
			hasSeen = false;
			emit({type: 'process-seen', process: {isRunning: false}});
		}

		return isAny ? hiddenSource(listed) : lastRun.seek(signal);
	}

	return {
		searched,
		async run(signal) {
			hasSeen = false;
			for (let waitMs = firstSearchMs; ; waitMs = searchEveryMs) {
				await waitAtMost(waitMs, watch.execChanged, signal);
				const isTold = watch.execChanged.isRaised();
				watch.execChanged.clear();
				if (signs.isTraining() || (!isTold && isTrainingItself(details))) {
					searched.raise();
					continue;
				}

				try {
					const found = await search(signal);
					if (found !== undefined) {
						return found;
					}
				} catch {
					signal.throwIfAborted();
				}

				searched.raise();
			}
		},
	};
}
