import {posix} from 'node:path';
import {findTrainings} from '../training/find-trainings.ts';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {createContainerRuns} from './container-runs.ts';

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
		throw found.length > 1
			? new UserError('run-ambiguous', {run, candidates: found.slice(0, 5).join(', ')})
			: new UserError('run-not-found', {run, place: details.name});
	}

	return chosen[0]!;
}

/** The run in a container that was written last, absolute; undefined when there is none or nothing was ever started. */
export async function findLastRun(engine: Engine, details: ContainerDetails, {now, signal}: {readonly now: number; readonly signal: AbortSignal}): Promise<string | undefined> {
	if (details.state.status === 'created' || details.state.status === 'paused') {
		return undefined;
	}

	const runs = await createContainerRuns(engine).list(details, {now, signal});
	return runs[0]?.directory;
}
