import type {Options} from '../options/options.ts';
import type {RunDetails, RunList} from '../../domain/run-list.ts';
import {withHostName, type RunSummary} from '../../domain/run-summary.ts';
import {selectRows, type RunListEvent} from '../../run/run-list.ts';
import {isSameDirectory} from '../../run/same-directory.ts';
import type {Io} from '../io.ts';
import {readRun} from '../read-run.ts';
import type {ListedTargets} from './listed-target.ts';
import {errorToText} from './search-runs.ts';

/** A run that goes on is read again at most so often. */
const rereadMs = 10_000;

export type RunDetailsReader = {
	/** Reads these rows whole in the background, one after the other: what is known stays, except of a run that has changed. */
	read(keys: readonly string[]): void;
	/** Resolves when nothing is being read. */
	done(): Promise<void>;
};

/** The whole runs of some rows of the list. A failure is a part of the list, too. */
export function createRunDetails({options, io, targets, signal, dispatch, list: getList}: {readonly options: Options; readonly io: Io; readonly targets: ListedTargets; readonly signal: AbortSignal; readonly dispatch: (event: RunListEvent) => void; readonly list: () => RunList}): RunDetailsReader {
	let wanted: readonly string[] = [];
	/** Of which state each was read last, and when. */
	const readOf = new Map<string, {readonly modifiedAt: number | undefined; readonly at: number}>();
	let reading: Promise<void> | undefined;

	/** Reads what is wanted and not known, or has changed since; a run that goes on no more often than every few seconds. */
	async function readWanted(): Promise<void> {
		const key = wanted.find(one => isWorthReading(one));
		if (key === undefined || signal.aborted) {
			return;
		}

		readOf.set(key, {modifiedAt: modifiedAtOf(key, getList()), at: io.now()});
		try {
			dispatch({type: 'run-read', key, details: await readBest(key)});
		} catch (error) {
			if (!signal.aborted) {
				dispatch({type: 'run-read', key, details: {failure: errorToText(error, options.language)}});
			}
		}

		await readWanted();
	}

	/** One run with its whole history, and how it ended. */
	async function readDetails(key: string): Promise<RunDetails> {
		const target = await targets.open(key);
		try {
			const state = await readRun(target.feed, {...io, signal}, {isFollowing: false});
			const {framework, settings, history, classes} = state;
			return {
				state, run: {
					name: key.split('/').at(-1) ?? key, settings, history, classes, ...(framework !== undefined && {framework: framework.name}),
				},
			};
		} finally {
			target.close();
		}
	}

	/** Of a run that came to no good end the output of its container tells more than its files, where it is the last one of that container. */
	async function readBest(key: string): Promise<RunDetails> {
		const run = selectRows(getList(), runs => runs).find(row => row.key === key)?.run;
		const last = run && lastWriterOf(run, getList());
		if (last !== undefined && (run?.condition === 'failed' || run?.condition === 'interrupted')) {
			const details = await readDetails(last).catch(() => undefined);
			if (details !== undefined && 'state' in details && details.state.runDirectory !== undefined && isSameDirectory(details.state.runDirectory, run.directory)) {
				return {...details, run: {...details.run, name: key.split('/').at(-1) ?? key}};
			}
		}

		return readDetails(key);
	}

	function isWorthReading(key: string): boolean {
		const last = readOf.get(key);
		return last === undefined || !Object.hasOwn(getList().details, key) || (last.modifiedAt !== modifiedAtOf(key, getList()) && io.now() - last.at >= rereadMs);
	}

	return {
		read(keys) {
			wanted = keys;
			if (reading === undefined && keys.some(key => isWorthReading(key))) {
				reading = readWanted().finally(() => {
					reading = undefined;
				});
			}
		},
		async done() {
			await reading;
		},
	};
}

/** The container that wrote a run and none after it. */
function lastWriterOf({writer, modifiedAt, host}: RunSummary, list: RunList): string | undefined {
	const isLast = writer !== undefined && selectRows(list, runs => runs).every(({run}) => run?.writer?.id !== writer.id || run.modifiedAt <= modifiedAt);
	return isLast ? withHostName(writer.name, host) : undefined;
}

/** When the run of a row was written last, as far as the list knows. */
function modifiedAtOf(key: string, list: RunList): number | undefined {
	return selectRows(list, runs => runs).find(row => row.key === key)?.run?.modifiedAt;
}
