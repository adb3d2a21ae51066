import {createListeners} from '../../domain/listeners.ts';
import type {MonitoredRun} from './monitored-run.ts';

/** The run on the screen; those that were shown before go on being read, so that going back loses nothing. */
export type CurrentRun = {
	run(): MonitoredRun;
	/** Puts another run on the screen. */
	show(next: MonitoredRun): void;
	/** A run that was shown before, by the key that the caller gave it. */
	find(isWanted: (run: MonitoredRun) => boolean): MonitoredRun | undefined;
	/** Calls the listener when the shown run has changed, or another one is shown. */
	subscribe(listener: () => void): () => void;
	suspend(): void;
	resume(): void;
	close(): Promise<void>;
};

/** So many runs are read at once; the one that was shown longest ago is let go. */
const capacity = 6;

export function createCurrentRun(first: MonitoredRun): CurrentRun {
	/** Shown last, last. */
	let runs: readonly MonitoredRun[] = [first];
	const {subscribe, notify} = createListeners();
	const current = () => runs.at(-1)!;
	let unwatch = first.store.subscribe(notify);

	return {
		run: current,
		show(next) {
			unwatch();
			runs = [...runs.filter(run => run !== next), next];
			unwatch = next.store.subscribe(notify);
			for (const old of runs.slice(0, -capacity)) {
				void old.close();
			}

			runs = runs.slice(-capacity);
			notify();
		},
		find: isWanted => runs.findLast(run => isWanted(run)),
		subscribe,
		suspend() {
			for (const run of runs) {
				run.suspend();
			}
		},
		resume() {
			for (const run of runs) {
				run.resume();
			}
		},
		async close() {
			unwatch();
			await Promise.all(runs.map(async run => run.close()));
		},
	};
}
