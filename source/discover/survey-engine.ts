import {setMaxListeners} from 'node:events';
import {posix} from 'node:path';
import {identifyTrainings, type ContainerTraining} from '../control/find-trainings.ts';
import {lookInside} from '../control/look-inside.ts';
import {isListed} from '../control/run-listing.ts';
import type {RunSummary, TrainingContainerSummary} from '../domain/run-summary.ts';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails, ContainerSummary} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {isTrainingCommand} from '../feed/training-command.ts';
import {mostBytes, runBases, type ContainerRuns} from './container-runs.ts';
import {mapLimited} from './map-limited.ts';

/** What an engine has of trainings. */
export type EngineSurvey = {
	/** One entry for each training, newest container first. */
	readonly training: readonly TrainingContainerSummary[];
	/** Of all containers that were looked into, newest first; those that train now are among them. */
	readonly runs: readonly RunSummary[];
	/** All others, newest first. */
	readonly others: readonly ContainerSummary[];
	/** Those of the others that run and did not tell what runs in them: whether they train is not known. */
	readonly unasked: readonly ContainerSummary[];
};

/** Looking into more containers at once would make a busy engine slower, not faster. */
const parallel = 8;

/** Containers that do not train are asked for runs; newest first. */
const mostOthers = 60;

/** Where runs of a container are tried without looking inside. */
const usualRoots = ['/usr/src/app/runs', '/yolov5/runs', '/root/yolov5/runs', '/ultralytics/runs'];

export type SurveyOptions = {
	readonly runs: ContainerRuns;
	/** Whether containers that do not train are asked for their runs too. */
	readonly hasRecent: boolean;
	readonly host?: string;
	readonly now: number;
	readonly signal: AbortSignal;
	/** Told which containers train as soon as that is known, before any is looked into. */
	readonly onFound?: (training: readonly TrainingContainerSummary[]) => void;
};

/** The containers in which a training process runs, newest first. One that cannot be asked counts as not training. */
export async function findTrainingContainers(engine: Engine, signal: AbortSignal): Promise<readonly FoundTraining[]> {
	const {found} = await findAmong(engine, await engine.listContainers({signal}), signal);
	return found;
}

type FoundTraining = {readonly container: ContainerSummary; readonly command: string};

/** Only one that runs has processes to ask for. */
async function findAmong(engine: Engine, containers: readonly ContainerSummary[], signal: AbortSignal): Promise<{readonly found: readonly FoundTraining[]; readonly unasked: readonly ContainerSummary[]}> {
	const unasked: ContainerSummary[] = [];
	const found = await mapLimited(containers.filter(({status}) => status === 'running' || status === 'paused'), parallel, async container => {
		const processes = await engine.topProcesses(container.id, {signal}).catch((error: unknown) => {
			// One that has ended meanwhile trains no more.
			if (!(error instanceof UserError && ['container-not-running', 'container-not-found'].includes(error.code))) {
				unasked.push(container);
			}

			return [];
		});
		const training = processes.find(({command}) => isTrainingCommand(command));
		return training && {container, command: training.command};
	});
	signal.throwIfAborted();
	return {found: found.filter(entry => entry !== undefined), unasked};
}

/**
Looks through an engine: the processes of every running container, the runs of those that train, and, with `hasRecent`, of those that
seem to hold runs. A container that does not answer is left out.
*/
export async function surveyEngine(engine: Engine, given: SurveyOptions): Promise<EngineSurvey> {
	const options = {...given, signal: manyListeners(given.signal)};
	const {signal, hasRecent} = options;
	const all = await engine.listContainers({isAll: true, signal});
	const {found, unasked} = await findAmong(engine, all, signal);
	given.onFound?.(found.map(({container, command}) => ({...baseOf(container, given), command})));
	const commands = new Map(found.map(({container, command}) => [container.id, command]));
	const training = await mapLimited(found, parallel, async ({container, command}) => surveyTraining(engine, container, command, options));
	const others = all.filter(({id}) => !commands.has(id));
	const recent = hasRecent ? await recentRuns(engine, others, training.flatMap(({details}) => details ?? []), options) : [];
	signal.throwIfAborted();
	return {
		training: training.flatMap(({entries}) => entries),
		runs: [...training.flatMap(({runs}) => runs), ...recent].toSorted((one, other) => other.modifiedAt - one.modifiedAt),
		others,
		unasked,
	};
}

/** Each request listens to it while it lasts. */
function manyListeners(signal: AbortSignal): AbortSignal {
	const own = AbortSignal.any([signal]);
	setMaxListeners(0, own);
	return own;
}

function baseOf({id, name, image, status}: ContainerSummary, {host}: SurveyOptions): Omit<TrainingContainerSummary, 'command'> {
	return {
		id, name, image, isPaused: status === 'paused', ...(host !== undefined && {host}),
	};
}

async function surveyTraining(engine: Engine, container: ContainerSummary, command: string, options: SurveyOptions): Promise<{readonly entries: readonly TrainingContainerSummary[]; readonly runs: readonly RunSummary[]; readonly details?: ContainerDetails}> {
	const {id} = container;
	const {runs: list, now, signal} = options;
	const base = baseOf(container, options);
	const {isPaused} = base;
	try {
		const details = await engine.inspectContainer(id, {signal});
		const look = isPaused ? undefined : await lookInside(engine, id, runBases(details), {signal, maxBytes: mostBytes});
		const trainings = look === undefined ? [] : await identifyTrainings(engine, id, look, {signal});
		const running = trainings.flatMap(({runDirectory}) => runDirectory ?? []);
		const bases = trainings.flatMap(({directory}) => directory ?? []);
		// One program has told everything, unless a training writes where it did not look.
		const isComplete = look !== undefined && bases.every(directory => look.bases.has(directory)) && running.every(directory => isListed(posix.dirname(directory), look.bases));
		const runs = await list.list(details, {
			running, bases, now, signal, ...(isComplete && {files: look.files}),
		});
		return {
			runs,
			details,
			entries: trainings.length === 0
				? [{...base, command}]
				: trainings.map(training => ({...base, ...describeTraining(training, details), ...runOf(training, runs)})),
		};
	} catch {
		signal.throwIfAborted();
		return {entries: [{...base, command}], runs: []};
	}
}

function runOf({runDirectory}: ContainerTraining, runs: readonly RunSummary[]): Pick<TrainingContainerSummary, 'run'> {
	const run = runs.find(({directory}) => directory === runDirectory);
	return run === undefined ? {} : {run};
}

function describeTraining({process, training, runDirectory}: ContainerTraining, {deviceRequests}: ContainerDetails): Pick<TrainingContainerSummary, 'command' | 'startedAt' | 'device' | 'runDirectory'> {
	const [request] = deviceRequests;
	const given = request === undefined ? undefined : (request.deviceIds.length > 0 ? request.deviceIds.join(',') : 'all');
	const device = training.options.device ?? given;
	return {
		command: process.command.join(' '),
		...(process.startedAt !== undefined && {startedAt: process.startedAt}),
		...(device !== undefined && {device}),
		...(runDirectory !== undefined && {runDirectory}),
	};
}

/** What several containers have mounted is listed once, in the newest of those that do not run; one that never ran has no runs. */
async function recentRuns(engine: Engine, others: readonly ContainerSummary[], training: readonly ContainerDetails[], options: SurveyOptions): Promise<readonly RunSummary[]> {
	const candidates = others.filter(({status}) => status !== 'created').slice(0, mostOthers);
	const answers = await mapLimited(candidates, parallel, async ({id}) => engine.inspectContainer(id, {signal: options.signal}).catch(() => undefined));
	const seen = new Set(training.flatMap(({mounts}) => mounts.map(({source}) => source)));
	const containers = answers.filter(details => details !== undefined).map(details => {
		const mounts = details.state.status === 'running' ? details.mounts : details.mounts.filter(({source}) => source === undefined || !seen.has(source));
		for (const {source} of mounts) {
			seen.add(source);
		}

		return {...details, mounts};
	});
	const runs = await mapLimited(containers, parallel, async details => runsOf(engine, details, options));
	return runs.flat();
}

/** A few cheap questions tell whether a container that runs is worth a look inside; one that does not is not looked into. */
async function runsOf(engine: Engine, details: ContainerDetails, {runs, now, signal}: SurveyOptions): Promise<readonly RunSummary[]> {
	try {
		if (details.state.status !== 'running') {
			return await runs.list(details, {now, signal});
		}

		const mounted = details.mounts.filter(({kind}) => kind === 'bind' || kind === 'volume').flatMap(({destination}) => [posix.join(destination, 'runs'), posix.join(destination, 'yolov5/runs')]);
		const roots = [...new Set([posix.join(details.workingDirectory, 'runs'), ...mounted, ...usualRoots])];
		for (const root of roots) {
			if (await engine.statFile(details.id, root, {signal}) !== undefined) {
				return await runs.list(details, {now, signal});
			}
		}
	} catch {
		signal.throwIfAborted();
	}

	return [];
}
