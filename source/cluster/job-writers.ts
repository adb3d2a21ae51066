import {isJobActive, isJobOver, type Job} from '../domain/job.ts';
import {UserError, type ErrorCode} from '../domain/user-error.ts';
import {parseTrainingCommand} from '../training/command-line.ts';
import {intendedDirectory, type IntendedDirectory} from '../training/intended-directory.ts';
import {findJobRun} from './job-run.ts';
import {findScriptTraining, startDirectories} from './job-script.ts';
import {jobNameOf} from './schedulers.ts';
import type {Scheduler, SchedulerCall} from './scheduler.ts';

/** A job that writes a run directory, or will when it begins. */
export type JobWriter = {
	/** As a target: `slurm:12`. */
	readonly name: string;
	/** It has not begun yet, or begins again. */
	readonly isWaiting: boolean;
};

export type JobSearch = {
	readonly writer?: JobWriter | undefined;
	/** Schedulers that do not answer: jobs of them may write, but nobody can tell. */
	readonly unknown: readonly string[];
};

export type JobQuestion = {
	readonly signal?: AbortSignal | undefined;
	/** Whether what is written below the directory counts as well. */
	readonly isBelowToo?: boolean | undefined;
	/** The target of a job that does not count: its end is waited for. */
	readonly except?: string | undefined;
};

/** Finds the job that writes a directory of this machine, or will. */
export type FindJobWriter = (directory: string, question?: JobQuestion) => Promise<JobSearch>;

/** Where no scheduler is. */
export const noJobs: FindJobWriter = async () => ({unknown: []});

/** So many jobs of a person are looked into for what they write. */
const maxJobs = 200;

/** A look into a job takes up to three commands; a login node is not to be flooded. */
const atOnce = 4;

/** A scheduler that is not set up here has no jobs of this machine. */
const absent: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['cluster-not-configured', 'cluster-command-missing']);

/** Where the script of a job is going to write; undefined where nobody can tell, or it makes a new directory. */
async function intendedOf(scheduler: Scheduler, job: Job, options: SchedulerCall): Promise<IntendedDirectory | undefined> {
	const script = await scheduler.readScript(job, options).catch(() => undefined);
	const found = script === undefined ? undefined : findScriptTraining(script);
	const training = found && parseTrainingCommand(found.words);
	return found && training && intendedDirectory({training, directory: startDirectories(job.workDirectory, found.directories)[0]!});
}

/**
The directories that a job writes or will write. One that runs has named its own, or is about to; of one that begins again, its script and what it
named before count.
*/
async function placesOf(scheduler: Scheduler, listed: Job, options: SchedulerCall): Promise<readonly IntendedDirectory[]> {
	const job = await scheduler.read(listed.id, options);
	if (job === undefined || isJobOver(job)) {
		return [];
	}

	const hasBegun = isJobActive(job) || (job.restarts ?? 0) > 0;
	const written = hasBegun ? await findJobRun(scheduler, job, options) : undefined;
	const intended = written !== undefined && isJobActive(job) ? undefined : await intendedOf(scheduler, job, options);
	return [...(written === undefined ? [] : [{kind: 'in', directory: written} as const]), ...(intended === undefined ? [] : [intended])];
}

/** The job of a scheduler that writes a directory of this machine, those that run first. Rejects where the scheduler does not answer. */
async function findIn(scheduler: Scheduler, directory: string, {isBelowToo = false, except, signal, realPath}: Omit<JobQuestion, 'signal'> & SchedulerCall & {readonly realPath: (path: string) => Promise<string>}): Promise<JobWriter | undefined> {
	const wanted = await realPath(directory);
	const listed = await scheduler.list({signal});
	const open = listed.filter(job => !isJobOver(job) && jobNameOf(scheduler, job.id) !== except).toSorted((one, other) => Number(isJobActive(other)) - Number(isJobActive(one))).slice(0, maxJobs);
	const isMeant = async ({kind, directory: place}: IntendedDirectory): Promise<boolean> => {
		const real = await realPath(place);
		return real === wanted || (isBelowToo && real.startsWith(`${wanted}/`)) || (kind === 'newest-below' && wanted.startsWith(`${real}/`));
	};

	for (let first = 0; first < open.length; first += atOnce) {
		const found = await Promise.all(open.slice(first, first + atOnce).map(async job => {
			const places = await placesOf(scheduler, job, {signal});
			const meant = await Promise.all(places.map(async place => isMeant(place)));
			return meant.includes(true) ? [{name: jobNameOf(scheduler, job.id), isWaiting: !isJobActive(job)}] : [];
		}));
		const writer = found.flat()[0];
		if (writer !== undefined) {
			return writer;
		}
	}

	return undefined;
}

/** Asks schedulers, one after the other; `realPath` follows the links of a path. */
export function createFindJobWriter(open: () => Promise<readonly Scheduler[]>, realPath: (path: string) => Promise<string>): FindJobWriter {
	return async (directory, {signal = new AbortController().signal, ...question} = {}) => {
		const unknown: string[] = [];
		for (const scheduler of await open()) {
			try {
				const writer = await findIn(scheduler, directory, {...question, signal, realPath});
				if (writer !== undefined) {
					return {writer, unknown};
				}
			} catch (error) {
				signal.throwIfAborted();
				if (!(error instanceof UserError)) {
					throw error;
				}

				unknown.push(...(absent.has(error.code) ? [] : [scheduler.host ?? scheduler.kind]));
			}
		}

		return {unknown};
	};
}
