import {setTimeout as delay} from 'node:timers/promises';
import {parseJobName} from '../../cluster/schedulers.ts';
import type {Scheduler} from '../../cluster/scheduler.ts';
import {isJobOver, type Job} from '../../domain/job.ts';
import {UserError} from '../../domain/user-error.ts';
import {jobExitCode} from '../../run/job-status.ts';
import type {JobSubject, SeenEnd} from '../../watch/watch.ts';
import type {Io} from '../io.ts';
import {openScheduler} from '../open-cluster.ts';

/** Its end is all that is waited for, and each look is work for the controller of a cluster. */
const pauseMs = {local: 5000, remote: 20_000} as const;

export type AwaitJob = {
	readonly subject: JobSubject;
	/** Called when the scheduler does not answer any more, and when it does again. */
	readonly onAway: () => Promise<void>;
	readonly onBack: () => Promise<void>;
	/** Called when the scheduler has started the job again by itself, with how often it has. */
	readonly onRestart: (restarts: number) => Promise<void>;
};

/** The scheduler of a job that is watched, and the id of the job. */
export function openJobOf({name}: JobSubject, io: Pick<Io, 'environment'>): {readonly scheduler: Scheduler; readonly id: string} {
	const named = parseJobName(name);
	if (named === undefined) {
		throw new UserError('job-id-invalid', {id: name});
	}

	return {scheduler: openScheduler(named, {}, io), id: named.id};
}

function toEnd(job: Job | undefined, now: number): SeenEnd {
	// A job that the scheduler has forgotten has ended at a time that nobody knows.
	return job === undefined
		? {at: now, isByHand: false, jobPhase: 'unknown'}
		: {
			at: job.endedAt ?? now, isByHand: false, exitCode: jobExitCode(job), jobPhase: job.phase,
		};
}

/** Waits for the end of a job. A scheduler that does not answer is waited for: its jobs go on without it. */
export async function awaitJob({subject, onAway, onBack, onRestart}: AwaitJob, {io, signal}: {readonly io: Pick<Io, 'environment' | 'now'>; readonly signal: AbortSignal}): Promise<SeenEnd> {
	const {scheduler, id} = openJobOf(subject, io);
	let isAway = false;
	let {restarts} = subject;
	while (true) {
		try {
			const job = await scheduler.read(id, {signal});
			if (isAway) {
				isAway = false;
				await onBack();
			}

			if (job === undefined || isJobOver(job)) {
				return toEnd(job, io.now());
			}

			if (job.restarts !== undefined && job.restarts > (restarts ?? 0)) {
				restarts = job.restarts;
				await onRestart(restarts);
			}
		} catch (error) {
			signal.throwIfAborted();
			if (!(error instanceof UserError)) {
				throw error;
			}

			if (!isAway) {
				isAway = true;
				await onAway();
			}
		}

		await delay(pauseMs[scheduler.host === undefined ? 'local' : 'remote'], undefined, {signal});
	}
}
