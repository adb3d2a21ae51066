import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {createHostRuns} from '../../discover/host-runs.ts';
import type {LiveDirectories} from '../../domain/directory-id.ts';
import type {PartFailure} from '../../domain/run-list.ts';
import {UserError} from '../../domain/user-error.ts';
import {listActive} from '../watch/list-watches.ts';
import {describeError} from '../../words/errors.ts';
import type {Language} from '../../words/words.ts';
import type {RunSearch} from './run-search.ts';
import {searchClusters} from './search-clusters.ts';
import {searchEngines, searchSimulated} from './search-engines.ts';

/** The directory of the person is looked through now and then; what has not changed is not read again. */
const hostEveryMs = 5000;

const tickMs = 500;

const errorToFailure = (error: unknown, language: Language): PartFailure => error instanceof UserError ? describeError(error, language) : {message: String(error), hint: ''};

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
			dispatch({type: 'part-surveyed', host: 'directory', part: {training: [], runs: found, at: io.now()}});
			answered('directory');
		}

		await wait(tickMs, signal);
	}
}

/** Reads which containers are kept going, from a few small files. */
async function searchGuards({io, signal, dispatch, isWatched}: RunSearch): Promise<void> {
	while (!signal.aborted) {
		const listed = isWatched() ? await listActive(io).catch(() => []) : [];
		if (isWatched() && !signal.aborted) {
			dispatch({
				type: 'guards-read',
				guards: Object.fromEntries(listed.flatMap(({watch: {subject, max, steps}}) => subject.kind === 'container' && max > 0 ? [[subject.containerId, {max, left: Math.max(0, max - steps.length)}]] : [])),
			});
		}

		await wait(hostEveryMs, signal);
	}
}

/** Gives what looks for runs in the person's directory and in all engines until the signal aborts. Nothing is connected before it is called. */
export function searchRuns(search: RunSearch): () => Promise<unknown> {
	const {dispatch, simulated, options: {language}} = search;
	/** What this machine's own engine has seen to be written. */
	let live: LiveDirectories | undefined;
	/** What has not answered yet; the engines and the clusters by one name until theirs are known. */
	const awaited = new Set(['directory', 'engines', 'clusters']);

	function answered(name: string): void {
		if (awaited.delete(name) && awaited.size === 0) {
			dispatch({type: 'search-ended'});
		}
	}

	function failed(part: string, rowHost: string | undefined, error: unknown): void {
		dispatch({
			type: 'part-failed', host: part, rowHost, failure: errorToFailure(error, language),
		});
		answered(part);
	}

	const part = {
		...search, wait, answered, failed, onAwaited: (name: string) => awaited.add(name),
	};
	const engines = {
		...part,
		onLive(seen: LiveDirectories) {
			live = seen;
		},
	};
	return async () => Promise.all([
		searchHost(search, () => live, answered),
		searchGuards(search),
		searchClusters(part),
		simulated && searchSimulated(simulated.engine, simulated.name, engines),
		searchEngines(engines).catch((error: unknown) => {
			failed('', undefined, error);
			answered('engines');
		}),
	]);
}
