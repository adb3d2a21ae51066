import {placeValues} from '../cluster/cluster-command.ts';
import {createJobSurvey} from '../discover/survey-jobs.ts';
import {labelOfHost, rowHostOf} from '../domain/host.ts';
import type {JobSummary} from '../domain/run-summary.ts';
import {UserError} from '../domain/user-error.ts';
import {describeError} from '../words/errors.ts';
import {createGrace, type Grace} from './grace.ts';
import {findSchedulers, type ListedScheduler} from './open-cluster.ts';
import type {Io} from './io.ts';
import type {Options} from './options/options.ts';
import type {HostFailure} from './survey-engines.ts';

export type ClusterListing = {
	readonly jobs: readonly JobSummary[];
	/** Why schedulers could not be asked, and what to do. */
	readonly failures: readonly HostFailure[];
};

/** How long a scheduler is waited for when another host has said everything. */
const lateMs = 6000;

/** A machine may have Slurm's commands and belong to no cluster: that is no failure of a list, unless a person has named a host. */
export const isNoCluster = (error: unknown, {host}: ListedScheduler['listed']): boolean => host === undefined && error instanceof UserError && error.code === 'cluster-not-configured';

/** The jobs of the person, of every scheduler that there is. One that is away costs the others a moment. */
export async function surveyClusters(options: Pick<Options, 'hosts' | 'language'>, io: Io, grace: Grace = createGrace(io.signal)): Promise<ClusterListing> {
	const schedulers = await findSchedulers(options, io);
	const late = new AbortController();
	const signal = AbortSignal.any([io.signal, late.signal]);
	const found = await Promise.all(schedulers.map(async ({scheduler, listed}): Promise<ClusterListing> => {
		const fail = (error: UserError): ClusterListing => ({jobs: [], failures: isNoCluster(error, listed) ? [] : [{...describeError(error, options.language), host: labelOfHost(listed)}]});
		const ask = async (): Promise<ClusterListing> => {
			const jobs = await createJobSurvey(scheduler, rowHostOf(listed))({now: io.now(), signal});
			grace.begin();
			return {jobs, failures: []};
		};

		const giveUp = async (): Promise<ClusterListing> => {
			await grace.after(lateMs);
			return fail(new UserError('cluster-silent', {command: 'squeue', seconds: String(lateMs / 1000), ...placeValues(scheduler.host)}));
		};

		try {
			return await Promise.race([ask(), giveUp()]);
		} catch (error) {
			io.signal.throwIfAborted();
			if (!(error instanceof UserError)) {
				throw error;
			}

			return fail(error);
		}
	}));
	late.abort();
	return {jobs: found.flatMap(({jobs}) => jobs), failures: found.flatMap(({failures}) => failures)};
}
