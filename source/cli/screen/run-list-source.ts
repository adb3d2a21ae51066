import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import type {Options} from '../options/options.ts';
import {createHostRuns} from '../../discover/host-runs.ts';
import {createEngineWatch} from '../../discover/watch-engine.ts';
import type {LiveDirectories} from '../../domain/directory-id.ts';
import {emptyRunList, type ComparedRun, type RunList} from '../../domain/run-list.ts';
import {UserError} from '../../domain/user-error.ts';
import {reduceRunList, type RunListEvent} from '../../run/run-list.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import type {RunsSource} from '../../screen/screen-options.ts';
import type {Io} from '../io.ts';
import {openEngines} from '../open-engine.ts';
import {readRun} from '../read-run.ts';
import {resolveTarget} from '../resolve-target.ts';
import {describeError} from '../../words/errors.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import type {CurrentRun} from './current-run.ts';
import {monitorRun, type MonitoredRun} from './monitored-run.ts';

/** The directory of the person is looked through now and then; what has not changed is not read again. */
const hostEveryMs = 5000;

const tickMs = 500;

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
	/** What this machine's own engine has seen to be written. */
	let live: LiveDirectories | undefined;
	let lastShownAt = -Infinity;
	let work: Promise<unknown> | undefined;

	function dispatch(event: RunListEvent): void {
		list = reduceRunList(list, event);
		for (const listener of listeners) {
			listener();
		}
	}

	/** What has not answered yet; the engines by one name until theirs are known. */
	const awaited = new Set(['directory', 'engines']);

	function answered(name: string): void {
		if (awaited.delete(name) && awaited.size === 0) {
			dispatch({type: 'search-ended'});
		}
	}

	const isWatched = () => io.now() - lastShownAt < watchedMs;
	const wait = async (ms: number, until: AbortSignal) => delay(ms, undefined, {signal: until}).catch(() => undefined);
	const toText = (error: unknown) => error instanceof UserError ? describeError(error, options.language).message : String(error);

	async function watchHost(): Promise<void> {
		const runs = createHostRuns();
		let lastAt = -Infinity;
		while (!signal.aborted) {
			if (isWatched() && io.now() - lastAt >= hostEveryMs) {
				lastAt = io.now();
				const found = await runs.list(process.cwd(), {now: io.now(), ...(live !== undefined && {live}), signal}).catch(() => []);
				dispatch({type: 'part-surveyed', host: 'directory', part: {training: [], runs: found}});
				answered('directory');
			}

			await wait(tickMs, signal);
		}
	}

	async function watchEngines(): Promise<void> {
		const attempts = await openEngines(options, io);
		for (const {host} of attempts) {
			awaited.add(`engine ${host ?? ''}`);
		}

		answered('engines');
		await Promise.all(attempts.map(async ({host, outcome}) => {
			const connected = await outcome;
			const name = host ?? '';
			if (connected.kind === 'failed') {
				dispatch({type: 'part-failed', host: name, failure: toText(connected.error)});
				answered(`engine ${name}`);
				return;
			}

			const {engine} = connected;
			try {
				await createEngineWatch({
					engine,
					...(attempts.length > 1 && host !== undefined && {host}),
					isWatched,
					// What trains is shown at once; later surveys replace a list that is complete.
					onFound(training) {
						if (training.length > 0 && list.parts[name] === undefined) {
							dispatch({type: 'part-surveyed', host: name, part: {training, runs: []}});
						}
					},
					onSurvey({training, runs, live: seen}) {
						live = engine.endpoint.startsWith('unix:') ? seen : live;
						dispatch({type: 'part-surveyed', host: name, part: {training, runs}});
						answered(`engine ${name}`);
					},
					onFailure(error) {
						dispatch({type: 'part-failed', host: name, failure: toText(error)});
						answered(`engine ${name}`);
					},
					wait,
					now: io.now,
				}).run(signal);
			} finally {
				engine.close();
			}
		}));
	}

	/** Where several engines are listed, a row is opened on its own. */
	function optionsOf(key: string): Options {
		const host = Object.entries(list.parts).find(([, {training, runs}]) => runs.some(run => run.key === key) || training.some(({name}) => name === key))?.[0];
		return {...options, target: key, ...(host !== undefined && host !== '' && host !== 'directory' && {host})};
	}

	async function openRun(key: string, language: Language, dialogs: Dialogs): Promise<void> {
		try {
			const known = opened.get(key);
			const shown = current.find(run => run === known);
			if (shown !== undefined) {
				current.show(shown);
				return;
			}

			dialogs.tell(wordsIn(language).runsScreen.opening(key));
			const run = monitorRun(await resolveTarget(optionsOf(key), io, {isOnScreen: true}), io);
			opened.set(key, run);
			current.show(run);
		} catch (error) {
			if (!signal.aborted) {
				dialogs.tell(toText(error), 'warning');
			}
		}
	}

	async function readCompared(keys: readonly string[], dialogs: Dialogs): Promise<void> {
		dispatch({type: 'comparison-read', runs: undefined});
		try {
			const runs: ComparedRun[] = [];
			for (const key of keys) {
				const target = await resolveTarget(optionsOf(key), io);
				try {
					const {framework, settings, history, classes} = await readRun(target.feed, {...io, signal}, {isFollowing: false});
					runs.push({
						name: key.split('/').at(-1) ?? key, settings, history, classes, ...(framework !== undefined && {framework: framework.name}),
					});
				} finally {
					target.close();
				}
			}

			dispatch({type: 'comparison-read', runs});
		} catch (error) {
			if (!signal.aborted) {
				dialogs.tell(toText(error), 'warning');
			}
		}
	}

	return {
		get(isShown) {
			if (isShown) {
				lastShownAt = io.now();
				work ??= Promise.all([watchHost(), watchEngines().catch((error: unknown) => {
					dispatch({type: 'part-failed', host: '', failure: toText(error)});
					answered('engines');
				})]);
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
		compare(keys, dialogs) {
			void readCompared(keys, dialogs);
		},
		async close() {
			closing.abort();
			await work;
		},
	};
}
