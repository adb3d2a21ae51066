import {setMaxListeners} from 'node:events';
import {posix} from 'node:path';
import {isSameDirectory, type LiveDirectories} from '../domain/directory-id.ts';
import type {RunSummary, TrainingContainerSummary} from '../domain/run-summary.ts';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails, ContainerSummary} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {parseTrainingLine} from '../training/command-line.ts';
import {directoryIdOf, hasCommonMount} from '../training/directory-id.ts';
import {
	claimTrainings,
	isOnThisMachine,
	type ContainerTraining,
} from '../training/find-trainings.ts';
import {listHostTrainings} from '../training/host-trainings.ts';
import {isListed} from '../training/run-listing.ts';
import {scanContainer, type ContainerScan} from '../training/scan-container.ts';
import {findPastWriter, type PossibleWriter} from './attribute-runs.ts';
import {
	maxBytes,
	runBases,
	type ContainerRuns,
	type ContainerRunsOptions,
} from './container-runs.ts';
import {mapLimited} from './map-limited.ts';

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

/** What a container is costs the engine a millisecond. */
const parallelInspections = 24;

/** Places of one container that are looked for at once: each costs the engine a millisecond, over a slow connection half a second. */
const parallelRoots = 4;

/** Containers that do not train are asked for runs; newest first. */
const maxOthers = 60;

/** Where runs of a container are tried without looking inside. */
const usualRoots = ['/usr/src/app/runs', '/yolov5/runs', '/root/yolov5/runs', '/ultralytics/runs'];

export type SurveyOptions = {
	readonly runs: ContainerRuns;
	/** Whether containers that do not train are asked for their runs too. */
	readonly hasRecent: boolean;
	readonly host?: string | undefined;
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
	given.onFound?.(found.filter(({isCertain}) => isCertain).map(({container, command}) => ({...baseOf(container, given), command})));
	const looked = await mapLimited(found, parallel, async training => lookAt(engine, training, signal));
	const claimed = await claimAll(engine, looked, options);
	const surveyed = await mapLimited(looked, parallel, async one => surveyTraining(one, claimed, options));
	const training = surveyed.filter(({entries}) => entries.length > 0);
	const commands = new Set(training.flatMap(({entries}) => entries.map(({id}) => id)));
	const others = all.filter(({id}) => !commands.has(id));
	const known = surveyed.flatMap(({details}) => details ?? []);
	const recent = hasRecent
		? await recentRuns(engine, {
			others, known, runs: surveyed.flatMap(({runs}) => runs), live: claimed.live,
		}, options)
		: [];
	signal.throwIfAborted();
	return {
		training: training.flatMap(({entries}) => entries),
		runs: [...surveyed.flatMap(({runs}) => hasRecent ? runs.filter(({writer}) => writer !== undefined) : runs), ...recent].toSorted((one, other) => other.modifiedAt - one.modifiedAt),
		others,
		live: unasked.length === 0 ? claimed.live : {...claimed.live, isComplete: false},
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

type Looked = FoundTraining & {readonly details?: ContainerDetails; /** Undefined for one that is paused or cannot be looked into. */ readonly scan?: ContainerScan};

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

/** What trains where, judged over all containers and this machine together. */
type Claimed = {
	readonly containers: ReadonlyMap<string, readonly ContainerTraining[]>;
	/** What containers that cannot be looked into, such as paused ones, have printed of where they train, by their ids. */
	readonly printed: ReadonlyMap<string, string>;
	readonly live: LiveDirectories;
};

async function claimAll(engine: Engine, looked: readonly Looked[], {runs, signal}: SurveyOptions): Promise<Claimed> {
	const scanned = looked.flatMap(({details, scan}) => details === undefined || scan === undefined ? [] : [{container: details, scan}]);
	const unseen = looked.flatMap(({details, scan, isCertain}) => details !== undefined && scan === undefined && isCertain ? [details] : []);
	try {
		const host = isOnThisMachine(engine) ? await listHostTrainings() : [];
		const [claimed, printed] = await Promise.all([
			claimTrainings(engine, scanned, host, {signal}),
			mapLimited(unseen, parallel, async details => {
				const named = await runs.printed(details, signal);
				return {details, directory: named?.directory};
			}),
		]);
		const claims = [...claimed.containers.values(), claimed.host].flat().map(({claim}) => claim?.id);
		const ids = [...claims, ...printed.map(({details, directory}) => directory === undefined ? undefined : directoryIdOf(details, directory))];
		const named = new Map(printed.flatMap(({details: {id}, directory}) => directory === undefined ? [] : [[id, directory] as const]));
		return {containers: claimed.containers, printed: named, live: {ids: ids.filter(id => id !== undefined), isComplete: !ids.includes(undefined)}};
	} catch {
		signal.throwIfAborted();
		return {containers: new Map(), printed: new Map(), live: {ids: [], isComplete: false}};
	}
}

type Surveyed = {readonly entries: readonly TrainingContainerSummary[]; readonly runs: readonly RunSummary[]; readonly details?: ContainerDetails};

async function surveyTraining({container, command, isCertain, details, scan}: Looked, {containers, printed, live}: Claimed, options: SurveyOptions): Promise<Surveyed> {
	const {runs: list, now, signal} = options;
	const trainings = containers.get(container.id) ?? [];
	const base = baseOf(container, options);
	const directory = printed.get(container.id);
	const unknown: readonly TrainingContainerSummary[] = isCertain && trainings.length === 0 ? [{...base, command, ...(directory !== undefined && {runDirectory: directory})}] : [];
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
		command: process.command.join(' '),
		...(process.startedAt !== undefined && {startedAt: process.startedAt}),
		...(device !== undefined && {device}),
		...(runDirectory !== undefined && {runDirectory}),
	};
}

type Recent = {
	/** Containers in which nothing trains. */
	readonly others: readonly ContainerSummary[];
	/** Those that were inspected already. */
	readonly known: readonly ContainerDetails[];
	/** What was found in them. */
	readonly runs: readonly RunSummary[];
	readonly live: LiveDirectories;
};

/** The runs that nothing writes now, with the containers that wrote them: what several have mounted is read through one of them. */
async function recentRuns(engine: Engine, {others: idle, known, runs, live}: Recent, options: SurveyOptions): Promise<readonly RunSummary[]> {
	const inspected = new Set(known.map(({id}) => id));
	const candidates = idle.filter(({id, status}) => status !== 'created' && !inspected.has(id)).slice(0, maxOthers);
	const answers = await mapLimited(candidates, parallelInspections, async ({id}) => engine.inspectContainer(id, {signal: options.signal}).catch(() => undefined));
	const containers = answers.filter(details => details !== undefined);
	const seen = new Set(known.flatMap(({mounts}) => mounts.map(({source}) => source)));
	const toRead = containers.map(details => {
		const mounts = details.state.status === 'running' ? details.mounts : details.mounts.filter(({source}) => source === undefined || !seen.has(source));
		for (const {source} of mounts) {
			seen.add(source);
		}

		return {details, mounts};
	});
	const more = await mapLimited(toRead, parallel, async ({details, mounts}) => runsOf(engine, details, {...options, mounts, live}));
	const written = runs.filter(({writer}) => writer !== undefined);
	const others = [...runs, ...more.flat()].filter(({id}) => written.every(run => !isSameDirectory(run.id, id)));
	return attribute(others, [...known, ...containers], options);
}

/** Names the writer of each run that nothing writes now. Outputs are read only where several containers share a place. */
async function attribute(runs: readonly RunSummary[], containers: readonly ContainerDetails[], {runs: list, signal}: SurveyOptions): Promise<readonly RunSummary[]> {
	const sharing = containers.filter(one => containers.some(other => other.id !== one.id && hasCommonMount(one, other)));
	const printed = new Map(await mapLimited(sharing, parallel, async details => [details.id, await list.printed(details, signal).catch(() => undefined)] as const));
	const writers = containers.map((details): PossibleWriter => ({...details, ...(printed.get(details.id) !== undefined && {printed: printed.get(details.id)!})}));
	return runs.map(run => {
		const writer = findPastWriter(run, writers);
		return writer === undefined ? withoutContainer(run) : seenFrom(run, writer);
	});
}

/** A run whose writer nobody knows is a directory of this machine, where this machine can see it; else it is read through a container. */
function withoutContainer(run: RunSummary): RunSummary {
	const {container: _, hostDirectory, ...rest} = run;
	return hostDirectory === undefined ? run : {...rest, key: hostDirectory, directory: hostDirectory};
}

/** The same run as its writer sees it. */
function seenFrom(run: RunSummary, {id, name, mounts}: PossibleWriter): RunSummary {
	const writer = {id, name};
	if (run.container?.id === id) {
		return {...run, writer};
	}

	const path = run.id.place.startsWith('host:') ? run.id.place.slice('host:'.length) : undefined;
	const mount = path === undefined ? undefined : mounts.find(({source}) => source !== undefined && (path === source || path.startsWith(`${source}/`)));
	if (path === undefined || mount === undefined) {
		return {...run, writer};
	}

	const directory = posix.join(mount.destination, posix.relative(mount.source!, path));
	return {
		...run, key: `${name}:${directory}`, directory, container: writer, writer,
	};
}

/** A few cheap questions tell whether a container that runs is worth a look inside; one that does not is not looked into. */
async function runsOf(engine: Engine, details: ContainerDetails, {runs, now, signal, ...where}: SurveyOptions & Pick<ContainerRunsOptions, 'mounts' | 'live'>): Promise<readonly RunSummary[]> {
	try {
		if (details.state.status !== 'running') {
			return await runs.list(details, {
				...where, now, signal,
			});
		}

		const mounted = details.mounts.filter(({kind}) => kind === 'bind' || kind === 'volume').flatMap(({destination}) => [posix.join(destination, 'runs'), posix.join(destination, 'yolov5/runs')]);
		const roots = [...new Set([posix.join(details.workingDirectory, 'runs'), ...mounted, ...usualRoots])];
		const found = await mapLimited(roots, parallelRoots, async root => engine.statFile(details.id, root, {signal}));
		return found.some(facts => facts !== undefined) ? await runs.list(details, {...(where.live !== undefined && {live: where.live}), now, signal}) : [];
	} catch {
		signal.throwIfAborted();
	}

	return [];
}
