import {findJobRun, clusterRunFiles} from '../cluster/job-run.ts';
import {jobNameOf} from '../cluster/schedulers.ts';
import type {QueuedJob, Scheduler} from '../cluster/scheduler.ts';
import {
	isJobActive,
	isJobOver,
	type FollowedJob,
	type Job,
} from '../domain/job.ts';
import type {JobSummary, RunSummary} from '../domain/run-summary.ts';
import {hostDirectoryId} from '../training/container-view.ts';
import {lastCheckpoint} from '../training/run-file-names.ts';
import {readRunFiles, statRunFiles} from '../training/run-directory.ts';
import {hostRunFiles} from '../training/run-file-sources.ts';
import {mapLimited} from './map-limited.ts';
import {onMachine} from './of-host.ts';
import {digestRun, summariseRun} from './run-summary.ts';

/** Looked into at once; each look is some programs. */
const parallel = 4;

/** Jobs that run are looked into for their epochs, and the last ones for how they ended: more would take long. */
const maxActive = 50;
const maxEnded = 10;

/** Keeps which run directory a job has: it does not change. */
export type JobSurvey = (options: {readonly now: number; readonly signal: AbortSignal}) => Promise<readonly JobSummary[]>;

/** Counts for each waiting job those of its partition that come first, in one pass. */
function countBefore(jobs: readonly QueuedJob[]): (job: Job) => number | undefined {
	const priorities = new Map<string | undefined, number[]>();
	for (const {partition, priority} of jobs) {
		if (priority === undefined) {
			continue;
		}

		const list = priorities.get(partition) ?? [];
		list.push(priority);
		priorities.set(partition, list);
	}

	for (const list of priorities.values()) {
		list.sort((one, other) => other - one);
	}

	return ({phase, partition, priority}) => priority === undefined || phase !== 'waiting' ? undefined : firstNotAbove(priorities.get(partition) ?? [], priority);
}

/** How many numbers of a list, the highest first, are above a number. */
function firstNotAbove(sorted: readonly number[], value: number): number {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		[low, high] = sorted[middle]! > value ? [middle + 1, high] : [low, middle];
	}

	return low;
}

/** The jobs of a person, those that run first, each with its run where its output names one; `host` is the host of the list that has them. Rejects where the scheduler does not answer. */
export function createJobSurvey(scheduler: Scheduler, host?: string): JobSurvey {
	const directories = new Map<string, string>();

	async function readRun(directory: string, isRunning: boolean, now: number): Promise<{readonly run: RunSummary; readonly hasCheckpoint: boolean}> {
		const {files} = scheduler;
		const source = files.isLocal ? hostRunFiles(directory) : clusterRunFiles(files, directory);
		const {files: listing} = await statRunFiles(source);
		const digest = digestRun(await readRunFiles(source, listing, {directory}));
		return {run: summariseRun({directory, id: onMachine(hostDirectoryId(directory), scheduler.host), isRunning}, digest, now), hasCheckpoint: listing.has(lastCheckpoint)};
	}

	async function lookInto(listed: FollowedJob, job: Job, {now, signal}: {readonly now: number; readonly signal: AbortSignal}): Promise<JobSummary> {
		const name = jobNameOf(scheduler, listed.id);
		try {
			const directory = directories.get(listed.id) ?? await findJobRun(scheduler, job, {signal});
			if (directory === undefined) {
				return {name, host, job};
			}

			directories.set(listed.id, directory);
			const {run, hasCheckpoint} = await readRun(directory, isJobActive(job), now);
			const canGoOn = isJobOver(job) && hasCheckpoint && !['finished', 'stopped-early'].includes(run.condition);
			return {
				name, host, job, run, ...(canGoOn && {canGoOn}),
			};
		} catch {
			signal.throwIfAborted();
			return {name, host, job: listed};
		}
	}

	/** What the list alone does not say, such as where the output goes; without it a job is only listed. */
	async function readAll(wanted: readonly Job[], signal: AbortSignal): Promise<ReadonlyArray<Job | undefined>> {
		try {
			return await scheduler.readSeveral(wanted.map(({id}) => id), {signal});
		} catch {
			signal.throwIfAborted();
			return [];
		}
	}

	return async options => {
		const own = await scheduler.list({signal: options.signal});
		// Some sites hide the jobs of others: then nothing is said of those that come first.
		const queue = own.some(({phase}) => phase === 'waiting') ? scheduler.queue({signal: options.signal}).catch(() => []) : [];
		const active = own.filter(job => isJobActive(job));
		const ended = own.filter(job => isJobOver(job)).toSorted((one, other) => (other.endedAt ?? 0) - (one.endedAt ?? 0)).slice(0, maxEnded);
		const wanted = [...active.slice(0, maxActive), ...ended];
		const read = await readAll(wanted, options.signal);
		const looked = await mapLimited(wanted, parallel, async (job, index) => lookInto(job, read[index] ?? job, options));
		const before = countBefore(await queue);
		const waiting = own.filter(({phase}) => phase === 'waiting' || phase === 'unknown').map((job): JobSummary => {
			const count = before(job);
			// A copy of each of ten thousand jobs would be as large as they are.
			return {name: jobNameOf(scheduler, job.id), host, job: count === undefined ? job : Object.assign(job, {before: count})};
		});
		return [
			...looked.filter(({job}) => !isJobOver(job)),
			...active.slice(maxActive).map(job => ({name: jobNameOf(scheduler, job.id), host, job})),
			...waiting,
			...looked.filter(({job}) => isJobOver(job)),
		];
	};
}
