import type {Options} from '../options/options.ts';
import {emptyRunList, type RunDetails, type RunList} from '../../domain/run-list.ts';
import {isSameDirectory} from '../../run/same-directory.ts';
import type {RunSummary} from '../../domain/run-summary.ts';
import {reduceRunList, selectRows, type RunListEvent} from '../../run/run-list.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import type {RunsSource} from '../../screen/screen-options.ts';
import type {Io} from '../io.ts';
import {readRun} from '../read-run.ts';
import {resolveTarget} from '../resolve-target.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import type {CurrentRun} from './current-run.ts';
import {errorToText, searchRuns} from './search-runs.ts';
import {monitorRun, type MonitoredRun} from './monitored-run.ts';

/** A run that goes on is read again at most so often. */
const rereadMs = 10_000;

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
	/** The keys of the rows that are to be read whole, and of which state each was read last, and when. */
	let wanted: readonly string[] = [];
	const readOf = new Map<string, {readonly modifiedAt: number | undefined; readonly at: number}>();
	let reading: Promise<void> | undefined;

	function dispatch(event: RunListEvent): void {
		list = reduceRunList(list, event);
		for (const listener of listeners) {
			listener();
		}
	}

	const searching = searchRuns({
		options, io, signal, dispatch, list: () => list, isWatched: () => io.now() - lastShownAt < watchedMs,
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
			const run = monitorRun(await resolveTarget(optionsOf(key, list, options), io, {isOnScreen: true}), io);
			opened.set(key, run);
			current.show(run);
		} catch (error) {
			tellFailure(error, dialogs);
		}
	}

	/** Reads what is wanted and not known, or has changed since; a run that goes on no more often than every few seconds. */
	async function readWanted(): Promise<void> {
		const key = wanted.find(one => isWorthReading(one));
		if (key === undefined || signal.aborted) {
			return;
		}

		readOf.set(key, {modifiedAt: modifiedAtOf(key, list), at: io.now()});
		try {
			dispatch({type: 'run-read', key, details: await readBest(key)});
		} catch (error) {
			if (!signal.aborted) {
				dispatch({type: 'run-read', key, details: {failure: errorToText(error, options.language)}});
			}
		}

		await readWanted();
	}

	/** Of a run that came to no good end the output of its container tells more than its files, where it is the last one of that container. */
	async function readBest(key: string): Promise<RunDetails> {
		const run = selectRows(list, runs => runs).find(row => row.key === key)?.run;
		const last = run && lastWriterOf(run, list);
		if (last !== undefined && (run?.condition === 'failed' || run?.condition === 'interrupted')) {
			const details = await readDetails({...optionsOf(key, list, options), target: last}, io, signal).catch(() => undefined);
			if (details !== undefined && 'state' in details && details.state.runDirectory !== undefined && isSameDirectory(details.state.runDirectory, run.directory)) {
				return {...details, run: {...details.run, name: key.split('/').at(-1) ?? key}};
			}
		}

		return readDetails(optionsOf(key, list, options), io, signal);
	}

	function isWorthReading(key: string): boolean {
		const last = readOf.get(key);
		return last === undefined || !Object.hasOwn(list.details, key) || (last.modifiedAt !== modifiedAtOf(key, list) && io.now() - last.at >= rereadMs);
	}

	return {
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
		read(keys) {
			wanted = keys;
			if (reading === undefined && keys.some(key => isWorthReading(key))) {
				reading = readWanted().finally(() => {
					reading = undefined;
				});
			}
		},
		async close() {
			closing.abort();
			await Promise.all([work, reading]);
		},
	};
}

/** One run with its whole history, and how it ended. */
async function readDetails(options: Options, io: Io, signal: AbortSignal): Promise<RunDetails> {
	const target = await resolveTarget(options, io);
	try {
		const state = await readRun(target.feed, {...io, signal}, {isFollowing: false});
		const {framework, settings, history, classes} = state;
		const key = options.target!;
		return {
			state, run: {
				name: key.split('/').at(-1) ?? key, settings, history, classes, ...(framework !== undefined && {framework: framework.name}),
			},
		};
	} finally {
		target.close();
	}
}

/** The container that wrote a run and none after it. */
function lastWriterOf({writer, modifiedAt}: RunSummary, list: RunList): string | undefined {
	const isLast = writer !== undefined && selectRows(list, runs => runs).every(({run}) => run?.writer?.id !== writer.id || run.modifiedAt <= modifiedAt);
	return isLast ? writer.name : undefined;
}

/** When the run of a row was written last, as far as the list knows. */
function modifiedAtOf(key: string, list: RunList): number | undefined {
	return selectRows(list, runs => runs).find(row => row.key === key)?.run?.modifiedAt;
}

/** Where several engines are listed, a row is opened on its own. */
function optionsOf(key: string, list: RunList, options: Options): Options {
	const host = Object.entries(list.parts).find(([, {training, runs}]) => runs.some(run => run.key === key) || training.some(({name}) => name === key))?.[0];
	return {...options, target: key, ...(host !== undefined && host !== '' && host !== 'directory' && {host})};
}
