import type {ContainerDetails} from '../engine/container.ts';
import type {ContainerReading} from './container-reading.ts';
import {hiddenSource, type ContainerSource} from './container-source.ts';
import {isTrainingItself} from './container-trainings.ts';
import {toSeenProcess} from './seen-process.ts';
import {createSignal, waitAtMost, type Signal} from './waiting.ts';

/** Finds the directory of the run to show when neither the output nor a process shows one; absolute. */
export type FindLastRun = (details: ContainerDetails, signal: AbortSignal) => Promise<string | undefined>;

/** Looks for trainings and runs that the output does not show. */
export type HiddenSearch = {
	/** Raised after the first look. */
	readonly searched: Signal;
	/**
	Resolves when something trains whose output is not the container's, while that shows no training, or when there is a run that neither
	output nor process show.
	*/
	run(signal: AbortSignal): Promise<ContainerSource>;
	/** The run of a training that was started by `docker exec` and has ended, so that only its files are left. Given at most once. */
	seekLastRun(signal: AbortSignal): Promise<ContainerSource | undefined>;
};

/** A look at the processes costs the engine 15 ms. */
const searchEveryMs = 6000;

/** What a container has printed before is read by then. */
const firstSearchMs = 2000;

/** `findLastRun` is undefined where no such run is wanted. `isLogCut`: whether there may be more output than could be read. */
export function createHiddenSearch({details, trainings, watch, output: {emit, signs}}: ContainerReading, {findLastRun, isLogCut}: {readonly findLastRun: FindLastRun | undefined; readonly isLogCut: () => boolean}): HiddenSearch {
	const searched = createSignal();
	let hasSeen = false;
	let isSought = false;

	async function seekLastRun(signal: AbortSignal): Promise<ContainerSource | undefined> {
		if (isSought || findLastRun === undefined || signs.isAny() || isLogCut()) {
			return undefined;
		}

		const runDirectory = await findLastRun({...details, state: watch.state()}, signal).catch(() => undefined);
		// A search that was aborted says nothing.
		signal.throwIfAborted();
		isSought = true;
		return runDirectory === undefined || signs.isAny() ? undefined : {kind: 'files', runDirectory};
	}

	/** Reports a training that prints here, too: the output may not have shown yet that it goes on. */
	async function search(signal: AbortSignal): Promise<ContainerSource | undefined> {
		const isAny = watch.isUp() && await trainings.isAny(signal);
		const listed = isAny ? await trainings.list(signal) : [];
		const printing = listed.findLast(({output}) => output.kind === 'container');
		if (printing !== undefined || hasSeen) {
			hasSeen = printing !== undefined;
			emit({type: 'process-seen', process: printing === undefined ? {isRunning: false} : toSeenProcess(printing.training, printing.process.startedAt)});
		}

		return isAny ? hiddenSource(listed) : seekLastRun(signal);
	}

	return {
		searched,
		seekLastRun,
		async run(signal) {
			hasSeen = false;
			for (let waitMs = firstSearchMs; ; waitMs = searchEveryMs) {
				await waitAtMost(waitMs, watch.execChanged, signal);
				const isTold = watch.execChanged.isRaised();
				watch.execChanged.clear();
				if (!signs.isTraining() && (isTold || !isTrainingItself(details))) {
					const found = await search(signal).catch(() => undefined);
					signal.throwIfAborted();
					if (found !== undefined) {
						return found;
					}
				}

				searched.raise();
			}
		},
	};
}
