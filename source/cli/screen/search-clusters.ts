import {createJobSurvey, type JobSurvey} from '../../discover/survey-jobs.ts';
import {UserError} from '../../domain/user-error.ts';
import type {RunListEvent} from '../../run/run-list.ts';
import type {Io} from '../io.ts';
import {findSchedulers} from '../open-cluster.ts';
import type {Options} from '../options/options.ts';

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
	onFailure(name: string, error: unknown): void;
};

/** Lists the jobs of every scheduler again and again until the signal aborts. */
export async function searchClusters(search: ClusterSearch): Promise<void> {
	const {options, io, onAwaited, onAnswered} = search;
	const found = await findSchedulers(options, io);
	const surveys = found.map(scheduler => ({name: `${scheduler.kind}${scheduler.host === undefined ? '' : `:${scheduler.host}`}`, survey: createJobSurvey(scheduler)}));
	for (const {name} of surveys) {
		onAwaited(name);
	}

	onAnswered();
	await Promise.all(surveys.map(async ({name, survey}) => searchCluster(name, survey, search)));
}

async function searchCluster(name: string, survey: JobSurvey, {options, io, signal, dispatch, isWatched, wait, onAnswered, onFailure}: ClusterSearch): Promise<void> {
	while (!signal.aborted) {
		try {
			if (isWatched()) {
				const jobs = await survey({now: io.now(), signal});
				dispatch({type: 'part-surveyed', host: name, part: {training: [], runs: [], jobs}});
				onAnswered(name);
			}
		} catch (error) {
			if (signal.aborted) {
				return;
			}

			// A machine may have Slurm's commands and belong to no cluster.
			if (error instanceof UserError && error.code === 'cluster-not-configured' && options.cluster === undefined) {
				onAnswered(name);
				return;
			}

			onFailure(name, error);
		}

		await wait(everyMs, signal);
	}
}
