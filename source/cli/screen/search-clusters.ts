import {createJobSurvey} from '../../discover/survey-jobs.ts';
import {labelOfHost, rowHostOf} from '../../domain/host.ts';
import {findSchedulers, type ListedScheduler} from '../open-cluster.ts';
import {isNoCluster} from '../survey-clusters.ts';
import type {PartSearch} from './run-search.ts';

/** A scheduler serves many: no more than a question every few seconds. */
const everyMs = 10_000;

/** Lists the jobs of every scheduler again and again until the signal aborts; `clusters` has answered when the schedulers are known. */
export async function searchClusters(search: PartSearch): Promise<void> {
	const {options, io, onAwaited, answered} = search;
	const found = await findSchedulers(options, io);
	for (const {listed} of found) {
		onAwaited(labelOfHost(listed));
	}

	answered('clusters');
	await Promise.all(found.map(async one => searchCluster(one, search)));
}

async function searchCluster({scheduler, listed}: ListedScheduler, {io, signal, dispatch, isWatched, wait, answered, failed}: PartSearch): Promise<void> {
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
				answered(name);
			}
		} catch (error) {
			if (signal.aborted) {
				return;
			}

			// A machine may have Slurm's commands and belong to no cluster.
			if (isNoCluster(error, listed)) {
				answered(name);
				return;
			}

			failed(name, host, error);
		}

		await wait(everyMs, signal);
	}
}
