import {setMaxListeners} from 'node:events';
import {posix} from 'node:path';
import type {LiveDirectories} from '../domain/directory-id.ts';
import {shownCommand, shownLine} from '../domain/mask-command.ts';
import type {RunSummary, TrainingContainerSummary} from '../domain/run-summary.ts';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails, ContainerSummary} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {parseTrainingLine} from '../training/command-line.ts';
import type {ContainerTraining} from '../training/find-trainings.ts';
import {isListed} from '../training/run-listing.ts';
import {scanContainer} from '../training/scan-container.ts';
import {claimAll, type Claimed, type LookedContainer} from './claim-survey.ts';
import {maxBytes, runBases, type ContainerRuns} from './container-runs.ts';
import {mapLimited} from './map-limited.ts';
import {listPastRuns} from './past-runs.ts';

/** What an engine has of trainings. */
export type EngineSurvey = {
	/** One entry for each training, newest container first. */
	readonly training: readonly TrainingContainerSummary[];
	/** Of all containers that were looked into, newest first; those that train now are among them. */
	readonly runs: readonly RunSummary[];
	/** All others, newest first. */
	readonly others: readonly ContainerSummary[];
	/** What is written now, by containers and, where the engine is on this machine, by its own processes. */
	readonly live: LiveDirectories;
	/** Those of the others that run and did not say what runs in them: whether they train is not known. */
	readonly unasked: readonly ContainerSummary[];
};

/** Looking into more containers at once would make a busy engine slower, not faster. */
const parallel = 8;

export type SurveyOptions = {
	readonly runs: ContainerRuns;
	/** Whether containers that do not train are asked for their runs too. */
	readonly hasRecent: boolean;
	readonly now: number;
	readonly signal: AbortSignal;
	/** Told which containers train as soon as that is known, before any is looked into. */
	readonly onFound?: ((training: readonly TrainingContainerSummary[]) => void) | undefined;
};

/** The containers in which a training process runs for certain, newest first. One that cannot be asked counts as not training. */
export async function findTrainingContainers(engine: Engine, signal: AbortSignal): Promise<readonly FoundTraining[]> {
	const {found} = await findAmong(engine, await engine.listContainers({signal}), signal);
	return found.filter(({isCertain}) => isCertain);
}

type FoundTraining = {readonly container: ContainerSummary; readonly command: string; /** Whether its words say that it trains. */ readonly isCertain: boolean};

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
		const possible = processes.flatMap(({command}) => {
			const certainty = parseTrainingLine(command)?.certainty;
			return certainty === undefined ? [] : [{command, isCertain: certainty === 'certain'}];
		});
		const training = possible.find(({isCertain}) => isCertain) ?? possible[0];
		return training && {container, ...training};
	});
	signal.throwIfAborted();
	return {found: found.filter(entry => entry !== undefined), unasked};
}

/**
Looks through an engine: the processes of every running container, the runs of those that train, and, with `hasRecent`, of those that
seem to hold runs. Each directory is listed once, under the container that writes it or wrote it. A container that does not answer is
left out.
*/
export async function surveyEngine(engine: Engine, given: SurveyOptions): Promise<EngineSurvey> {
	const options = {...given, signal: manyListeners(given.signal)};
	const {signal, hasRecent} = options;
	const all = await engine.listContainers({isAll: true, signal});
	const {found, unasked} = await findAmong(engine, all, signal);
	given.onFound?.(found.filter(({isCertain}) => isCertain).map(({container, command}) => ({...baseOf(container), command: shownLine(command)})));
	const looked = await mapLimited(found, parallel, async training => lookAt(engine, training, signal));
	const claimed = await claimAll(engine, looked, {...options, unasked});
	const surveyed = await mapLimited(looked, parallel, async one => surveyTraining(one, claimed, options));
	const training = surveyed.filter(({entries}) => entries.length > 0);
	const commands = new Set(training.flatMap(({entries}) => entries.map(({id}) => id)));
	const others = all.filter(({id}) => !commands.has(id));
	const known = surveyed.flatMap(({details}) => details ?? []);
	const recent = hasRecent
		? await listPastRuns(engine, {
			all, others, known, runs: surveyed.flatMap(({runs}) => runs), live: claimed.live,
		}, options)
		: [];
	signal.throwIfAborted();
	return {
		training: training.flatMap(({entries}) => entries),
		runs: [...surveyed.flatMap(({runs}) => hasRecent ? runs.filter(({writer}) => writer !== undefined) : runs), ...recent].toSorted((one, other) => other.modifiedAt - one.modifiedAt),
		others,
		live: claimed.live,
		unasked,
	};
}

/** Each request listens to it while it lasts. */
function manyListeners(signal: AbortSignal): AbortSignal {
	const own = AbortSignal.any([signal]);
	setMaxListeners(0, own);
	return own;
}

function baseOf({id, name, image, status}: ContainerSummary): Omit<TrainingContainerSummary, 'command'> {
	return {
		id, name, image, isPaused: status === 'paused',
	};
}

type Looked = FoundTraining & LookedContainer;

async function lookAt(engine: Engine, training: FoundTraining, signal: AbortSignal): Promise<Looked> {
	const {id, status} = training.container;
	try {
		const details = await engine.inspectContainer(id, {signal});
		const scan = status === 'paused' ? undefined : await scanContainer(engine, id, runBases(details), {signal, maxBytes}).catch(() => undefined);
		signal.throwIfAborted();
		return {...training, details, ...(scan !== undefined && {scan})};
	} catch {
		signal.throwIfAborted();
		return training;
	}
}

type Surveyed = {readonly entries: readonly TrainingContainerSummary[]; readonly runs: readonly RunSummary[]; readonly details?: ContainerDetails};

async function surveyTraining({container, command, isCertain, details, scan}: Looked, {containers, printed, live}: Claimed, options: SurveyOptions): Promise<Surveyed> {
	const {runs: list, now, signal} = options;
	const trainings = containers.get(container.id) ?? [];
	const base = baseOf(container);
	const directory = printed.get(container.id);
	const unknown: readonly TrainingContainerSummary[] = isCertain && trainings.length === 0 ? [{...base, command: shownLine(command), ...(directory !== undefined && {runDirectory: directory})}] : [];
	if (details === undefined) {
		return {entries: unknown, runs: []};
	}

	try {
		const running = [...trainings.flatMap(({runDirectory}) => runDirectory ?? []), ...(directory === undefined ? [] : [directory])];
		const bases = trainings.flatMap(({directory: startedIn}) => startedIn ?? []);
		// One program has said everything, unless a training writes where it did not look.
		const isComplete = scan !== undefined && bases.every(place => scan.bases.has(place)) && running.every(run => isListed(posix.dirname(run), scan.bases));
		const runs = await list.list(details, {
			running, live, bases, now, signal, ...(isComplete && {files: scan.files}),
		});
		return {
			runs,
			details,
			entries: [...unknown.map(entry => ({...entry, ...runOf(entry, runs)})), ...trainings.map(training => ({...base, ...describeTraining(training, details), ...runOf(training, runs)}))],
		};
	} catch {
		signal.throwIfAborted();
		return {entries: unknown, runs: [], details};
	}
}

function runOf({runDirectory}: Pick<ContainerTraining, 'runDirectory'>, runs: readonly RunSummary[]): Pick<TrainingContainerSummary, 'run'> {
	const run = runs.find(({directory}) => directory === runDirectory);
	return run === undefined ? {} : {run};
}

function describeTraining({process, training, runDirectory}: ContainerTraining, {deviceRequests}: ContainerDetails): Pick<TrainingContainerSummary, 'command' | 'startedAt' | 'device' | 'runDirectory'> {
	const [request] = deviceRequests;
	const given = request === undefined ? undefined : (request.deviceIds.length > 0 ? request.deviceIds.join(',') : 'all');
	const device = training.options.device ?? given;
	return {
		command: shownCommand(process.command),
		...(process.startedAt !== undefined && {startedAt: process.startedAt}),
		...(device !== undefined && {device}),
		...(runDirectory !== undefined && {runDirectory}),
	};
}
