import {posix} from 'node:path';
import {findTrainings} from '../training/find-trainings.ts';
import {nearestWord} from '../domain/nearest-word.ts';
import {UserError} from '../domain/user-error.ts';
import type {RunSummary} from '../domain/run-summary.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {hasCommonMount} from '../training/container-view.ts';
import {findWriters, identifyDirectory} from '../training/find-writer.ts';
import {findPastWriter} from './attribute-runs.ts';
import {createContainerRuns} from './container-runs.ts';
import {findPossibleWriters} from './past-writers.ts';

/**
The directory of a run in a container by what a person typed: an absolute path, or the end of one, such as `exp2` or `train/exp2`.

@throws UserError `run-not-found`, `run-ambiguous`.
*/
export async function findRunInContainer(engine: Engine, details: ContainerDetails, run: string, {now, signal}: {readonly now: number; readonly signal: AbortSignal}): Promise<string> {
	if (posix.isAbsolute(run)) {
		if (await engine.statFile(details.id, run, {signal}) === undefined) {
			throw new UserError('run-not-found', {run, place: details.name});
		}

		return posix.normalize(run).replace(/(?<=.)\/$/, '');
	}

	const trainings = details.state.status === 'running' ? await findTrainings(engine, details.id, {signal}).catch(() => []) : [];
	const running = trainings.flatMap(({runDirectory}) => runDirectory ?? []);
	const runs = await createContainerRuns(engine).list(details, {
		running, bases: trainings.flatMap(({directory}) => directory ?? []), isAskedFor: true, now, signal,
	});
	const directories = [...new Set([...running, ...runs.map(({directory}) => directory)])];
	const found = directories.filter(directory => directory.endsWith(`/${run.replace(/\/$/, '')}`));
	// What trains is meant before what trained once.
	const chosen = found.length > 1 ? found.filter(directory => running.includes(directory)) : found;
	if (chosen.length !== 1) {
		const depth = run.split('/').length;
		const near = nearestWord(run, directories.map(directory => directory.split('/').slice(-depth).join('/')));
		throw found.length > 1
			? new UserError('run-ambiguous', {run, candidates: found.slice(0, 5).join(', ')})
			: new UserError('run-not-found', {run, place: details.name, ...(near !== undefined && {near: `${details.name}:${near}`})});
	}

	return chosen[0]!;
}

export type LastRunQuestion = {
	readonly now: number;
	/** Runs of the container whose processes are gone, and when they were over, in milliseconds since 1970. */
	readonly remembered?: ReadonlyArray<{readonly directory: string; readonly until: number}>;
	readonly signal: AbortSignal;
};

/** A stop is noted when the process is gone; files have whole seconds. */
const slackMs = 2000;

/**
The run that a container wrote last, absolute; undefined when there is none, when nothing was ever started, and where it is not known
which of several containers that share a place wrote it.
*/
export async function findLastRun(engine: Engine, details: ContainerDetails, {now, remembered = [], signal}: LastRunQuestion): Promise<string | undefined> {
	if (details.state.status === 'created' || details.state.status === 'paused') {
		return undefined;
	}

	const list = createContainerRuns(engine);
	const [runs, all] = await Promise.all([list.list(details, {isAskedFor: true, now, signal}), engine.listContainers({isAll: true, signal})]);
	if (runs.length === 0) {
		return undefined;
	}

	const near = all.filter(container => container.id !== details.id && hasCommonMount(details, container));
	const writers = await findPossibleWriters(engine, {
		runs, all, known: [details], list, signal,
	});
	const isRemembered = ({directory, modifiedAt}: RunSummary) => remembered.some(run => run.directory === directory && modifiedAt <= run.until + slackMs);
	const own = runs.filter(run => isRemembered(run) || findPastWriter(run, writers)?.id === details.id);
	for (const {directory, modifiedAt} of own) {
		// Old enough to be nobody's: no search for what writes it.
		if (near.length === 0 || now - modifiedAt > settledMs || await isUnwritten(engine, details, directory, signal)) {
			return directory;
		}
	}

	return undefined;
}

/** Nothing that trains leaves its files alone for so long. */
const settledMs = 60 * 60_000;

async function isUnwritten(engine: Engine, details: ContainerDetails, directory: string, signal: AbortSignal): Promise<boolean> {
	const {writers} = await findWriters(engine, await identifyDirectory(details, directory, engine), {signal});
	return writers.every(writer => writer.kind === 'container' && writer.id === details.id);
}
