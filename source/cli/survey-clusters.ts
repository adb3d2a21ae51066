import {createJobSurvey} from '../discover/survey-jobs.ts';
import type {JobSummary} from '../domain/run-summary.ts';
import {UserError} from '../domain/user-error.ts';
import {describeError} from '../words/errors.ts';
import {findSchedulers} from './open-cluster.ts';
import type {Io} from './io.ts';
import type {Options} from './options/options.ts';

export type ClusterListing = {
	readonly jobs: readonly JobSummary[];
	/** Why schedulers could not be asked, and what to do. */
	readonly failures: ReadonlyArray<{readonly message: string; readonly hint: string}>;
};

/** A machine may have Slurm's commands and belong to no cluster: that is no failure of a list, unless a person has named a host. */
const isNoCluster = (error: UserError, {cluster}: Pick<Options, 'cluster'>): boolean => cluster === undefined && error.code === 'cluster-not-configured';

/** The jobs of the person, of every scheduler that there is. One that is away costs the others nothing. */
export async function surveyClusters(options: Pick<Options, 'cluster' | 'language'>, io: Io): Promise<ClusterListing> {
	const schedulers = await findSchedulers(options, io);
	const found = await Promise.all(schedulers.map(async (scheduler): Promise<ClusterListing> => {
		try {
			return {jobs: await createJobSurvey(scheduler)({now: io.now(), signal: io.signal}), failures: []};
		} catch (error) {
			io.signal.throwIfAborted();
			if (!(error instanceof UserError)) {
				throw error;
			}

			return {jobs: [], failures: isNoCluster(error, options) ? [] : [describeError(error, options.language)]};
		}
	}));
	return {jobs: found.flatMap(({jobs}) => jobs), failures: found.flatMap(({failures}) => failures)};
}
