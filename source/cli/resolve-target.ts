import {readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import type {ActionJournal} from '../actions/action-journal.ts';
import {jobNameOf, parseJobName, type JobName} from '../cluster/schedulers.ts';
import type {Scheduler} from '../cluster/scheduler.ts';
import type {Feed} from '../domain/feed.ts';
import type {ResourceEvent} from '../domain/sample.ts';
import {withHostName, type TrainingContainerSummary} from '../domain/run-summary.ts';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import type {ReplayFeed} from '../feed/replay-feed.ts';
import {kindError} from '../files/regular-file.ts';
import {describeError} from '../words/errors.ts';
import {wordsIn} from '../words/words.ts';
import type {Options} from './options/options.ts';
import {isReadOnce, limitsOf, readingLimits} from './engine-limits.ts';
import {isDirectoryWritten} from './current-writer.ts';
import type {Io} from './io.ts';
import {openScheduler} from './open-cluster.ts';
import {boundAndTell, isLogCut, openEngine} from './open-engine.ts';
import {warnOfOddFiles} from './warn-of-odd-files.ts';

/** What to read, and how to let go of what was opened for it. */
export type ResolvedTarget = {
	readonly feed: Feed;
	/** Only for a container: its engine, how the container was when it was looked up, and the one run of it that is shown, absolute. */
	readonly container?: {readonly engine: Engine; readonly details: ContainerDetails; readonly runDirectory?: string};
	/**
	Only for a training that this yolotop has started as a plain process: what a person calls it, its command, and where it was started,
	absolute. `runDirectory` is absolute, and only known beforehand for a run that goes on.
	*/
	readonly process?: {readonly name: string; readonly command: readonly string[]; readonly directory: string; readonly runDirectory?: string};
	/** Only for a job of a scheduler. */
	readonly job?: {readonly scheduler: Scheduler; readonly id: string; readonly name: string};
	/** Only for a simulated container: labels what is read of it, and of whatever its run goes on with. */
	readonly asSimulated?: (feed: Feed) => Feed;
	/** Only for a run that is played again: the time of what is played. */
	readonly replay?: ReplayFeed;
	/** Only for a simulated training that is over: what of its machine would have been seen before. */
	readonly past?: readonly ResourceEvent[];
	/** What yolotop has done to come to this target; what a person does on the screen is added to it. */
	readonly journal?: ActionJournal;
	close(): void;
};

export type ResolveOptions = {
	/** Chooses one of several containers that train. */
	readonly pick?: Pick;
	/** A screen stays when its container has stopped, and goes on when it is started again. */
	readonly isOnScreen?: boolean;
	/** Only this run of a container, absolute. */
	readonly runDirectory?: string;
};

const nothingToClose = () => undefined;

/** The feed of a container, which is looked up first: a name that does not exist is an error before anything is shown. */
export async function containerTarget(engine: Engine, name: string, options: Options, io: Io, {isOnScreen = false, runDirectory}: ResolveOptions): Promise<ResolvedTarget> {
	const {signal, now} = io;
	const details = await engine.inspectContainer(name, {signal});
	// Where something is done afterwards only the reading has a limit.
	const isBounded = isReadOnce(options) && limitsOf(options) === undefined;
	const reading = isBounded ? boundAndTell(engine, readingLimits, options, io).engine : engine;
	const {createContainerFeed} = await import('../feed/container-feed.ts');
	return {
		feed: createContainerFeed(reading, details, {
			name: withHostName(runDirectory === undefined ? details.name : `${details.name}:${runDirectory}`, options.hostName),
			waitsForRestart: isOnScreen,
			runDirectory,
			isLogCut: () => isLogCut(reading, details.id),
			async findLastRun(current, stop) {
				const {findLastRun} = await import('../discover/find-run.ts');
				const {readStoppedRuns} = await import('./read-journal.ts');
				return findLastRun(reading, current, {now: now(), remembered: readStoppedRuns(details.id, io), signal: stop});
			},
		}),
		container: {engine, details, ...(runDirectory !== undefined && {runDirectory})},
		close() {
			reading.close();
		},
	};
}

/** The newest run under a directory that holds runs, such as runs/train; undefined when there is none. */
async function newestRunIn(directory: string): Promise<string | undefined> {
	const {isRunDirectory} = await import('../training/run-file-sources.ts');
	const entries = await readdir(directory, {withFileTypes: true}).catch(() => []);
	const runs: Array<{readonly name: string; readonly at: number}> = [];
	for (const entry of entries.filter(candidate => candidate.isDirectory()).slice(0, 1000)) {
		const name = path.join(directory, entry.name);
		const facts = await isRunDirectory(name) ? await stat(name) : undefined;
		runs.push(...(facts === undefined ? [] : [{name, at: facts.mtimeMs}]));
	}

	return runs.toSorted((a, b) => b.at - a.at)[0]?.name;
}

/** The feed of an existing path; undefined when there is nothing at the path. */
async function pathFeed(name: string, options: Options, io: Io): Promise<Feed | undefined> {
	const facts = await stat(name).catch(() => undefined);
	if (facts === undefined) {
		return undefined;
	}

	const {isRunDirectory, isTableName} = await import('../training/run-file-sources.ts');
	const isResults = !facts.isDirectory() && isTableName(path.basename(name));
	if (!isResults && !facts.isDirectory()) {
		const {createFileFeed} = await import('../feed/file-feed.ts');
		return createFileFeed(name);
	}

	const {createDirectoryFeed} = await import('../feed/directory-feed.ts');
	if (isResults) {
		const problem = kindError(name, facts) ?? (facts.size === 0 ? new UserError('file-empty', {path: name}) : undefined);
		if (problem !== undefined) {
			throw problem;
		}

		return createDirectoryFeed(path.dirname(name), {see: async directory => isDirectoryWritten(directory, options, io)});
	}

	if (!(await isRunDirectory(name))) {
		const newest = await newestRunIn(name);
		throw new UserError('directory-not-a-run', {path: name, suggestion: newest ?? 'runs/train/exp'});
	}

	await warnOfOddFiles([name], options, io);
	return createDirectoryFeed(name, {see: async directory => isDirectoryWritten(directory, options, io)});
}

/** Whether a name can only mean a path: a container's name holds no slash, and rarely a dot. */
const isPathLike = (name: string) => /[./]/.test(name);

function notFound(name: string, cause?: unknown): UserError {
	return new UserError('target-not-found', {name}, {cause});
}

/**
A name without slash and dot is asked of the engine first; a path of the same name is taken when the engine has no such
container or does not answer.
*/
async function namedTarget(name: string, options: Options, io: Io, resolve: ResolveOptions): Promise<ResolvedTarget> {
	let engine: Engine | undefined;
	try {
		engine = await openEngine(options, io);
		return await containerTarget(engine, name, options, io, resolve);
	} catch (error) {
		engine?.close();
		const isMissing = error instanceof UserError && (error.code === 'container-not-found' || error.code === 'container-name-invalid');
		const isUnreachable = error instanceof UserError && error.code.startsWith('engine-') && options.host === undefined && options.context === undefined;
		const feed = isMissing || isUnreachable ? await pathFeed(name, options, io) : undefined;
		if (feed !== undefined) {
			return {feed, close: nothingToClose};
		}

		// A name with a dot was meant as a file more likely than as a container behind an engine that does not answer.
		throw isMissing || (isUnreachable && isPathLike(name)) ? notFound(name, error) : error;
	}
}

async function trainingTarget(options: Options, io: Io, resolve: ResolveOptions): Promise<ResolvedTarget> {
	const {pick = refuseToPick} = resolve;
	const engine = await openEngine(options, io);
	try {
		const {findTrainingContainers, surveyEngine} = await import('../discover/survey-engine.ts');
		const found = await findTrainingContainers(engine, io.signal);
		if (found.length === 0) {
			throw new UserError('no-training-container');
		}

		if (found.length === 1) {
			return await containerTarget(engine, found[0]!.container.id, options, io, resolve);
		}

		const {createContainerRuns} = await import('../discover/container-runs.ts');
		const {training} = await surveyEngine(engine, {
			runs: createContainerRuns(engine), hasRecent: false, now: io.now(), signal: io.signal,
		});
		const chosen = await pick(training);
		const isOneOfSeveral = training.filter(({id}) => id === chosen.id).length > 1;
		return await containerTarget(engine, chosen.id, options, io, {...resolve, ...(isOneOfSeveral && {runDirectory: chosen.runDirectory})});
	} catch (error) {
		engine.close();
		throw error;
	}
}

/** Chooses one of several trainings. */
export type Pick = (found: readonly TrainingContainerSummary[]) => Promise<TrainingContainerSummary>;

/** Without a person to ask, several trainings are an error that names them. */
export const refuseToPick: Pick = async found => {
	throw new UserError('several-training-containers', {candidates: [...new Set(found.map(({name}) => name))].join(', ')});
};

/** `CONTAINER:RUN`: one run of a container, by its path or a part of it; undefined for another name. */
function splitRun(name: string): {readonly container: string; readonly run: string} | undefined {
	const [, container, run] = /^([\da-z][\w\-.]+):(.+)$/i.exec(name) ?? [];
	return container === undefined || run === undefined ? undefined : {container, run};
}

async function runTarget({container, run}: {readonly container: string; readonly run: string}, options: Options, io: Io, resolve: ResolveOptions): Promise<ResolvedTarget> {
	const engine = await openEngine(options, io);
	try {
		const {findRunInContainer} = await import('../discover/find-run.ts');
		const details = await engine.inspectContainer(container, {signal: io.signal});
		const runDirectory = await findRunInContainer(engine, details, run, {now: io.now(), signal: io.signal});
		return await containerTarget(engine, details.id, options, io, {...resolve, runDirectory});
	} catch (error) {
		engine.close();
		throw error;
	}
}

/** The feed of a job. */
async function jobTarget(job: JobName, options: Options, io: Io): Promise<ResolvedTarget> {
	const scheduler = openScheduler(job, options, io);
	const name = jobNameOf(scheduler, job.id);
	const {createJobFeed} = await import('../feed/job-feed.ts');
	return {
		feed: createJobFeed({
			scheduler,
			id: job.id,
			target: {
				kind: 'job', name, id: job.id, ...(scheduler.host !== undefined && {host: scheduler.host}),
			},
			describe: error => describeError(error, options.language).message,
		}),
		job: {scheduler, id: job.id, name},
		close: nothingToClose,
	};
}

/**
Opens what a person named: `-`, a file, a run directory or a container; without a name the one container that trains.

@throws UserError when there is no such thing, or several.
*/
export async function resolveTarget(options: Options, io: Io, resolve: ResolveOptions = {}): Promise<ResolvedTarget> {
	try {
		return await findTarget(options, io, resolve);
	} catch (error) {
		const {withNearNames} = await import('./near-names.ts');
		throw await withNearNames(error, options, io);
	}
}

async function findTarget(options: Options, io: Io, resolve: ResolveOptions): Promise<ResolvedTarget> {
	const name = options.target;
	if (name === undefined) {
		return trainingTarget(options, io, resolve);
	}

	if (name === '-') {
		const {createStdinFeed} = await import('../feed/stdin-feed.ts');
		return {feed: createStdinFeed(io.stdin, wordsIn(options.language).command.standardInput), close: nothingToClose};
	}

	const job = parseJobName(name);
	if (job !== undefined) {
		return jobTarget(job, options, io);
	}

	if (!isPathLike(name)) {
		const one = splitRun(name);
		return one === undefined ? namedTarget(name, options, io, resolve) : runTarget(one, options, io, resolve);
	}

	const feed = await pathFeed(name, options, io);
	if (feed !== undefined) {
		return {feed, close: nothingToClose};
	}

	const run = splitRun(name);
	if (run !== undefined) {
		return runTarget(run, options, io, resolve);
	}

	if (name.includes('/')) {
		throw notFound(name);
	}

	return namedTarget(name, options, io, resolve);
}
