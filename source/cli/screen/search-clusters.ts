import {createJobSurvey} from '../../discover/survey-jobs.ts';
import {labelOfHost, rowHostOf} from '../../domain/host.ts';
import type {RunListEvent} from '../../run/run-list.ts';
import type {Io} from '../io.ts';
import {findSchedulers, type ListedScheduler} from '../open-cluster.ts';
import type {Options} from '../options/options.ts';
import {isNoCluster} from '../survey-clusters.ts';

/** A scheduler serves many: no more than a question every few seconds. */
const everyMs = 10_000;

export type ClusterSearch = {
	readonly options: Options;
	readonly io: Io;
	readonly signal: AbortSignal;
	readonly dispatch: (event: RunListEvent) => void;
	/** Whether a person looks at the list; nothing is asked otherwise. */
	readonly isWatched: () => boolean;
	readonly wait: (ms: number, until: AbortSignal) => Promise<void>;
	onAwaited(name: string): unknown;
	/** Without a name: which schedulers there are is known. */
	onAnswered(name?: string): void;
	onFailure(name: string, rowHost: string | undefined, error: unknown): void;
};

/** Lists the jobs of every scheduler again and again until the signal aborts. */
export async function searchClusters(search: ClusterSearch): Promise<void> {
	const {options, io, onAwaited, onAnswered} = search;
	const found = await findSchedulers(options, io);
	for (const {listed} of found) {
		onAwaited(labelOfHost(listed));
	}

	onAnswered();
	await Promise.all(found.map(async one => searchCluster(one, search)));
}

async function searchCluster({scheduler, listed}: ListedScheduler, {io, signal, dispatch, isWatched, wait, onAnswered, onFailure}: ClusterSearch): Promise<void> {
	const name = labelOfHost(listed);
	const host = rowHostOf(listed);
	const survey = createJobSurvey(scheduler, host);
	while (!signal.aborted) {
		try {
			if (isWatched()) {
				const jobs = await survey({now: io.now(), signal});
				dispatch({
					type: 'part-surveyed', host: name, part: {
						training: [], runs: [], jobs, host, at: io.now(),
					},
				});
				onAnswered(name);
			}
		} catch (error) {
			if (signal.aborted) {
				return;
			}

			// A machine may have Slurm's commands and belong to no cluster.
			if (isNoCluster(error, listed)) {
				onAnswered(name);
				return;
			}

			onFailure(name, host, error);
		}

		await wait(everyMs, signal);
	}
}
