import {posix} from 'node:path';
import {isSameDirectory, isWrittenNow, type LiveDirectories} from '../domain/directory-id.ts';
import type {RunSummary} from '../domain/run-summary.ts';
import type {ContainerDetails, ContainerSummary} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {parseTrainingLine} from '../training/command-line.ts';
import {findPastWriter, type PossibleWriter} from './attribute-runs.ts';
import type {ContainerRuns, ContainerRunsOptions} from './container-runs.ts';
import {mapLimited} from './map-limited.ts';
import {findPossibleWriters, inspectAll} from './past-writers.ts';

/** Looking into more containers at once would make a busy engine slower, not faster. */
const parallel = 8;

/** Places of one container that are looked for at once: each costs the engine a millisecond, over a slow connection half a second. */
const parallelRoots = 4;

/** Containers that are looked through for runs, those that promise any first. */
const maxRead = 60;

/** Where runs of a container are tried without looking inside. */
const usualRoots = ['/usr/src/app/runs', '/yolov5/runs', '/root/yolov5/runs', '/ultralytics/runs'];

export type PastRunsQuestion = {
	/** All containers of the engine, newest first. */
	readonly all: readonly ContainerSummary[];
	/** Those of them in which nothing trains. */
	readonly others: readonly ContainerSummary[];
	/** Those that were inspected already. */
	readonly known: readonly ContainerDetails[];
	/** What was found in them. */
	readonly runs: readonly RunSummary[];
	readonly live: LiveDirectories;
};

export type PastRunsOptions = {readonly runs: ContainerRuns; readonly now: number; readonly signal: AbortSignal};

/** The runs that nothing writes now, with the containers that wrote them: what several have mounted is read through one of them. */
export async function listPastRuns(engine: Engine, {all, others, known, runs, live}: PastRunsQuestion, options: PastRunsOptions): Promise<readonly RunSummary[]> {
	const {signal, runs: list} = options;
	const inspected = new Set(known.map(({id}) => id));
	const started = others.filter(({id, status}) => status !== 'created' && !inspected.has(id));
	const containers = await inspectAll(engine, orderByPromise(started, known).slice(0, maxRead).map(({id}) => id), signal);
	const seen = sourcesOf(known);
	const toRead = containers.map(details => {
		const mounts = details.state.status === 'running' ? details.mounts : details.mounts.filter(({source}) => source === undefined || !seen.has(source));
		for (const {source} of mounts) {
			seen.add(source);
		}

		return {details, mounts};
	});
	const more = await mapLimited(toRead, parallel, async ({details, mounts}) => runsOf(engine, details, {...options, mounts, live}));
	const written = runs.filter(({writer}) => writer !== undefined);
	const past = [...runs, ...more.flat()].filter(({id}) => written.every(run => !isSameDirectory(run.id, id)));
	const writers = await findPossibleWriters(engine, {
		runs: past, all, known: [...known, ...containers], list, signal,
	});
	return past.map(run => {
		// What is written at this moment, by a process of this machine for example, is no container's that has not named it.
		const able = isWrittenNow(live, run.id) === true ? writers.filter(({printed}) => printed !== undefined) : writers;
		const writer = findPastWriter(run, able);
		return writer === undefined ? withoutContainer(run) : seenFrom(run, writer);
	});
}

const sourcesOf = (containers: ReadonlyArray<Pick<ContainerSummary, 'mounts'>>) => new Set(containers.flatMap(({mounts}) => mounts.map(({source}) => source)));

/** First what runs, what was started to train, and of each place that is mounted the newest container that has it; the others hold runs only by chance. */
function orderByPromise(containers: readonly ContainerSummary[], known: readonly ContainerDetails[]): readonly ContainerSummary[] {
	const seen = sourcesOf(known);
	const promising = new Set(containers.filter(({status, command, mounts}) => {
		const places = mounts.filter(({kind, source}) => (kind === 'bind' || kind === 'volume') && !seen.has(source));
		for (const {source} of places) {
			seen.add(source);
		}

		return places.length > 0 || status === 'running' || parseTrainingLine(command) !== undefined;
	}));
	return [...promising, ...containers.filter(container => !promising.has(container))];
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
async function runsOf(engine: Engine, details: ContainerDetails, {runs, now, signal, ...where}: PastRunsOptions & Pick<ContainerRunsOptions, 'mounts' | 'live'>): Promise<readonly RunSummary[]> {
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
