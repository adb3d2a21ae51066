import {setTimeout as delay} from 'node:timers/promises';
import type {Scheduler} from '../cluster/scheduler.ts';
import {
	isJobOver,
	jobsBefore,
	type FollowedJob,
	type Job,
} from '../domain/job.ts';
import {UserError} from '../domain/user-error.ts';

/** How often a job is looked at: its course is read from its output, so only its beginning and its end are waited for. Over ssh a look costs more. */
const pauseMs = {local: 2000, remote: 5000} as const;

/** How many waiting jobs come before one costs a list of all. */
const looksPerQueue = 8;

export type JobWatchOptions = {
	readonly scheduler: Scheduler;
	readonly id: string;
	readonly pollMs?: number | undefined;
	onJob(job: FollowedJob): void;
	/** Why the scheduler does not answer now; undefined when it does again. */
	onFailure(error: UserError | undefined): void;
};

/** How many come before a job; undefined where the list cannot be had: some sites hide the jobs of others. */
export async function countBefore(scheduler: Scheduler, job: Job, signal: AbortSignal): Promise<number | undefined> {
	try {
		return job.phase === 'waiting' ? jobsBefore(job, await scheduler.queue({signal})) : undefined;
	} catch {
		signal.throwIfAborted();
		return undefined;
	}
}

/** Looks at a job again and again until it is over, forgotten, or the signal aborts. What does not answer is reported and asked again. */
export async function watchJob(first: FollowedJob, {scheduler, id, pollMs, onJob, onFailure}: JobWatchOptions, signal: AbortSignal): Promise<void> {
	let job = first;
	let isAway = false;
	for (let looks = 1; !signal.aborted && !isJobOver(job) && job.isForgotten !== true; looks++) {
		await delay(pollMs ?? pauseMs[scheduler.host === undefined ? 'local' : 'remote'], undefined, {signal}).catch(() => undefined);
		if (signal.aborted) {
			return;
		}

		try {
			const seen = await scheduler.read(id, {signal});
			const before = seen === undefined ? undefined : (looks % looksPerQueue === 0 ? await countBefore(scheduler, seen, signal) : job.before);
			job = seen === undefined ? {...job, phase: 'unknown', isForgotten: true} : {...seen, ...(before !== undefined && seen.phase === 'waiting' && {before})};
			if (isAway) {
				isAway = false;
				onFailure(undefined);
			}

			onJob(job);
		} catch (error) {
			if (signal.aborted) {
				return;
			}

			if (!(error instanceof UserError)) {
				throw error;
			}

			isAway = true;
			onFailure(error);
		}
	}
}
