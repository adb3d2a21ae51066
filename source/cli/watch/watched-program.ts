import {setTimeout as delay} from 'node:timers/promises';
import {placeTraining} from '../../actions/resume/find-training.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {parseTrainingCommand} from '../../training/command-line.ts';
import {findTrainings} from '../../training/find-trainings.ts';
import type {SeenEnd, WatchedProgram} from '../../watch/watch.ts';

/** Its end is all that is waited for; a look costs the engine some milliseconds, and without an exec a program in the container. */
const lookMs = {exec: 3000, typed: 10_000} as const;

/**
The training to watch in a container that runs another program; undefined where its own program trains.

@throws UserError `watch-own-training-only` where nothing trains in it, or nobody knows where.
*/
export async function findProgram(engine: Engine, {id, name, command, workingDirectory}: ContainerDetails, signal: AbortSignal): Promise<WatchedProgram | undefined> {
	if (placeTraining(command, workingDirectory) !== undefined) {
		return undefined;
	}

	const trainings = await findTrainings(engine, id, {signal});
	const known = trainings.filter(({runDirectory}) => runDirectory !== undefined);
	const {runDirectory} = known.at(-1) ?? {};
	if (runDirectory === undefined || known.length > 1) {
		throw new UserError('watch-own-training-only', {name});
	}

	const {execIds} = await engine.inspectContainer(id, {signal});
	const execs = await Promise.all(execIds.map(async execId => engine.inspectExec(execId, {signal}).catch(() => undefined)));
	const own = execs.filter(exec => exec?.isRunning === true && parseTrainingCommand(exec.command) !== undefined);
	return {runDirectory, ...(own.length === 1 && {execId: own[0]!.id})};
}

/** Waits for the end of a program in a container that runs. Rejects when the engine goes, or the container. */
export async function awaitProgram(engine: Engine, containerId: string, {execId, runDirectory}: WatchedProgram, {signal, now}: {readonly signal: AbortSignal; now(): number}): Promise<SeenEnd> {
	while (true) {
		if (execId === undefined) {
			const trainings = await findTrainings(engine, containerId, {signal});
			if (trainings.every(training => training.runDirectory !== runDirectory)) {
				return {at: now(), isByHand: false};
			}
		} else {
			const {isRunning, exitCode} = await engine.inspectExec(execId, {signal});
			if (!isRunning) {
				return {at: now(), isByHand: false, ...(exitCode !== undefined && {exitCode})};
			}
		}

		await delay(lookMs[execId === undefined ? 'typed' : 'exec'], undefined, {signal});
	}
}
