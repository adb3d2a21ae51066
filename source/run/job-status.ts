import {isJobActive, type FollowedJob} from '../domain/job.ts';
import {isComplete} from '../domain/run-status.ts';
import type {JobSummary} from '../domain/run-summary.ts';
import type {StatusWithReason} from '../domain/status-reason.ts';

/** A job that has not begun, and what it waits for. */
export function waitingJob({wait, partition, gres, dependency, before, startedAt}: FollowedJob): StatusWithReason {
	return {
		status: 'queued',
		reason: {
			code: 'job-waits',
			...(wait !== undefined && {wait: wait.reason, word: wait.word}),
			...(partition !== undefined && {partition}),
			...(gres !== undefined && {gres}),
			...(dependency !== undefined && {dependency}),
			...(before !== undefined && {before}),
			...(startedAt !== undefined && {until: startedAt}),
		},
	};
}

/** What the scheduler alone did to a job; undefined for one that goes on, or came to an end of its own. */
export function endByScheduler(job: FollowedJob): StatusWithReason | undefined {
	switch (job.phase) {
		case 'suspended': {
			return {status: 'paused'};
		}

		case 'timed-out': {
			return {status: 'stopped', reason: {code: 'time-limit', ...(job.limitMs !== undefined && {limitMs: job.limitMs})}};
		}

		case 'cancelled': {
			return {status: 'stopped', reason: {code: 'job-cancelled'}};
		}

		case 'node-lost': {
			return {status: 'failed', reason: {code: 'node-lost', ...(job.nodes !== undefined && {nodes: job.nodes})}};
		}

		case 'out-of-memory': {
			return {status: 'failed', reason: {code: 'out-of-memory'}};
		}

		default: {
			return undefined;
		}
	}
}

/** The exit code of a job that has ended, a signal as a shell counts it. */
export function jobExitCode({phase, exitCode, exitSignal}: FollowedJob): number {
	return exitSignal === undefined ? exitCode ?? (phase === 'done' ? 0 : 1) : 128 + exitSignal;
}

/** How a job of a list is, by the scheduler and the files of its run. */
export function statusOfJob({job, run}: Pick<JobSummary, 'job' | 'run'>): StatusWithReason {
	if (job.phase === 'waiting') {
		return waitingJob(job);
	}

	const byScheduler = endByScheduler(job);
	if (isJobActive(job)) {
		return byScheduler ?? {status: run === undefined || run.condition === 'starting' ? 'starting' : 'training'};
	}

	if (run !== undefined && isComplete(run.condition)) {
		return {status: run.condition};
	}

	const exitCode = jobExitCode(job);
	if (byScheduler !== undefined || job.phase === 'unknown') {
		return byScheduler ?? {status: 'unknown'};
	}

	// A training that is interrupted well ends without an error, or as by Ctrl-C.
	return exitCode === 0 || exitCode === 130 ? {status: run === undefined && exitCode === 0 ? 'finished' : 'interrupted'} : {status: 'failed', reason: {code: 'exit-code', exitCode}};
}
