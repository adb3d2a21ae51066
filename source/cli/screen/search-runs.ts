import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import type {Options} from '../options/options.ts';
import {createHostRuns} from '../../discover/host-runs.ts';
import {createEngineWatch} from '../../discover/watch-engine.ts';
import type {LiveDirectories} from '../../domain/directory-id.ts';
import type {RunList} from '../../domain/run-list.ts';
import {UserError} from '../../domain/user-error.ts';
import type {Engine} from '../../engine/engine.ts';
import type {RunListEvent} from '../../run/run-list.ts';
import type {Io} from '../io.ts';
import {openEngines} from '../open-engine.ts';
import {describeError} from '../../words/errors.ts';
import type {Language} from '../../words/words.ts';
import {searchClusters} from './search-clusters.ts';

/** The directory of the person is looked through now and then; what has not changed is not read again. */
const hostEveryMs = 5000;

const tickMs = 500;

export type RunSearch = {
	readonly options: Options;
	readonly io: Io;
	readonly signal: AbortSignal;
	readonly dispatch: (event: RunListEvent) => void;
	/** What was found so far. */
	readonly list: () => RunList;
	/** Whether a person looks at the list; nothing is asked otherwise. */
	readonly isWatched: () => boolean;
};

export const errorToText = (error: unknown, language: Language): string => error instanceof UserError ? describeError(error, language).message : String(error);

const wait = async (ms: number, until: AbortSignal) => delay(ms, undefined, {signal: until}).catch(() => undefined);

/** Looks through the directory of the person; `live` is what this machine's own engine has seen to be written. */
async function searchHost({io, signal, dispatch, isWatched}: RunSearch, live: () => LiveDirectories | undefined, answered: (name: string) => void): Promise<void> {
	const runs = createHostRuns();
	let lastAt = -Infinity;
	while (!signal.aborted) {
		if (isWatched() && io.now() - lastAt >= hostEveryMs) {
			lastAt = io.now();
			const seen = live();
			const found = await runs.list(process.cwd(), {now: io.now(), ...(seen !== undefined && {live: seen}), signal}).catch(() => []);
			dispatch({type: 'part-surveyed', host: 'directory', part: {training: [], runs: found}});
			answered('directory');
		}

		await wait(tickMs, signal);
	}
}

/** Gives what looks for runs in the person's directory and in all engines until the signal aborts. Nothing is connected before it is called. */
export function searchRuns({options, io, signal, dispatch, list, isWatched}: RunSearch): () => Promise<unknown> {
	/** What this machine's own engine has seen to be written. */
	let live: LiveDirectories | undefined;
	/** What has not answered yet; the engines by one name until theirs are known. */
	const awaited = new Set(['directory', 'engines', 'clusters']);

	function answered(name: string): void {
		if (awaited.delete(name) && awaited.size === 0) {
			dispatch({type: 'search-ended'});
		}
	}

	function failed(host: string, error: unknown, name = `engine ${host}`): void {
		dispatch({type: 'part-failed', host, failure: errorToText(error, options.language)});
		answered(name);
	}

	async function searchEngine(engine: Engine, name: string, host: string | undefined): Promise<void> {
		try {
			await createEngineWatch({
				engine, isWatched, wait, now: io.now, ...(host !== undefined && {host}),
				// What trains is shown at once; later surveys replace a list that is complete.
				onFound(training) {
					if (training.length > 0 && list().parts[name] === undefined) {
						dispatch({type: 'part-surveyed', host: name, part: {training, runs: []}});
					}
				},
				onSurvey({training, runs, live: seen}) {
					live = engine.endpoint.startsWith('unix:') ? seen : live;
					dispatch({type: 'part-surveyed', host: name, part: {training, runs}});
					answered(`engine ${name}`);
				},
				onFailure(error) {
					failed(name, error);
				},
			}).run(signal);
		} finally {
			engine.close();
		}
	}

	async function searchEngines(): Promise<void> {
		const attempts = await openEngines(options, io);
		for (const {host} of attempts) {
			awaited.add(`engine ${host ?? ''}`);
		}

		answered('engines');
		await Promise.all(attempts.map(async ({host, outcome}) => {
			const connected = await outcome;
			const name = host ?? '';
			if (connected.kind === 'failed') {
				failed(name, connected.error);
			} else {
				await searchEngine(connected.engine, name, attempts.length > 1 ? host : undefined);
			}
		}));
	}

	return async () => Promise.all([searchHost({
		options, io, signal, dispatch, list, isWatched,
	}, () => live, answered), searchClusters({
		options, io, signal, dispatch, isWatched, wait,
		onAwaited: name => awaited.add(`engine ${name}`),
		onAnswered(name = '') {
			answered(name === '' ? 'clusters' : `engine ${name}`);
		},
		onFailure: failed,
	}), searchEngines().catch((error: unknown) => {
		failed('', error, 'engines');
	})]);
}
