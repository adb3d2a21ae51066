import type {Options} from '../options/options.ts';
import {emptyRunList, type RunList} from '../../domain/run-list.ts';
import {reduceRunList, type RunListEvent} from '../../run/run-list.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import type {RunsSource} from '../../screen/screen-options.ts';
import type {Io} from '../io.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import type {CurrentRun} from './current-run.ts';
import {openGrouping} from './kept-grouping.ts';
import {createListedTargets} from './listed-target.ts';
import {createRunDetails} from './run-details.ts';
import {errorToText, searchRuns} from './search-runs.ts';
import {monitorRun, type MonitoredRun} from './monitored-run.ts';

/** The list is drawn at least once a second while it is shown; then nobody looks any more. */
const watchedMs = 5000;

export type RunListSource = RunsSource & {close(): Promise<void>};

/** The list of trainings and runs behind the screen. Nothing is connected before the list is shown for the first time. */
export function createRunListSource(current: CurrentRun, options: Options, io: Io): RunListSource {
	const closing = new AbortController();
	const signal = AbortSignal.any([io.signal, closing.signal]);
	const listeners = new Set<() => void>();
	const opened = new Map<string, MonitoredRun>();
	let list: RunList = emptyRunList;
	let lastShownAt = -Infinity;
	let work: Promise<unknown> | undefined;

	function dispatch(event: RunListEvent): void {
		list = reduceRunList(list, event);
		for (const listener of listeners) {
			listener();
		}
	}

	const targets = createListedTargets(current.run().target(), options, io);
	const searching = searchRuns({
		options, io, simulated: targets.simulated, signal, dispatch, list: () => list, isWatched: () => io.now() - lastShownAt < watchedMs,
	});

	const details = createRunDetails({
		options, io, targets, signal, dispatch, list: () => list,
	});

	/** A failure is reported, unless the screen is being left. */
	function tellFailure(error: unknown, dialogs: Dialogs): void {
		if (!signal.aborted) {
			dialogs.tell(errorToText(error, options.language), 'warning');
		}
	}

	async function openRun(key: string, language: Language, dialogs: Dialogs): Promise<void> {
		try {
			const shown = current.find(run => run === opened.get(key));
			if (shown !== undefined) {
				current.show(shown);
				return;
			}

			dialogs.tell(wordsIn(language).runsScreen.opening(key));
			const run = monitorRun(await targets.open(key, true), io);
			opened.set(key, run);
			current.show(run);
		} catch (error) {
			tellFailure(error, dialogs);
		}
	}

	const grouping = openGrouping(io.environment);
	return {
		group: grouping.first,
		keepGroup: grouping.keep,
		get(isShown) {
			if (isShown) {
				lastShownAt = io.now();
				work ??= searching();
			}

			return list;
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		open(key, language, dialogs) {
			void openRun(key, language, dialogs);
		},
		read: details.read,
		async close() {
			closing.abort();
			await Promise.all([work, details.done()]);
		},
	};
}
