import {posix} from 'node:path';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails, ContainerSummary} from '../engine/container.ts';
import type {CallOptions, Engine} from '../engine/engine.ts';
import {
	assignClaims,
	projectDirectories,
	type Claim,
	type Evidence,
	type TrainingFacts,
} from './claims.ts';
import {directoryIdOf, hasCommonMount, type ContainerView} from './container-view.ts';
import {withExactTimes} from './exact-times.ts';
import {listHostTrainings, type HostTraining} from './host-trainings.ts';
import {readPrintedRun} from './printed-run.ts';
import {toCandidates} from './run-candidates.ts';
import {
	isListed,
	parseRunListing,
	projectListingScript,
} from './run-listing.ts';
import {scanContainer, type ContainerScan} from './scan-container.ts';
import {withReadSettings} from './settings-of-candidates.ts';
import {findTrainingOutput, type TrainingOutput} from './training-output.ts';
import {findTrainingProcesses, type TrainingProcess} from './training-process.ts';

/** A training that runs in a container. */
export type ContainerTraining = TrainingProcess & {
	/** Where it was started, absolute; undefined when the process may not be looked into. */
	readonly directory?: string | undefined;
	/** Where it writes, absolute; undefined when it has not made it yet or it is not known. */
	readonly runDirectory?: string | undefined;
	/** Why that directory is believed to be its own. */
	readonly claim?: Claim | undefined;
	readonly output: TrainingOutput;
};

/** A container that runs and what was seen in it. */
export type ScannedContainer = {readonly container: ContainerView & Pick<ContainerDetails, 'name'>; readonly scan: ContainerScan};

/** Everything that trains in several containers and on this machine. */
export type ClaimedTrainings = {
	/** By the container's id, oldest first. */
	readonly containers: ReadonlyMap<string, readonly ContainerTraining[]>;
	readonly host: ReadonlyArray<HostTraining & {readonly claim?: Claim}>;
};

/**
The trainings that run in a container, oldest first, with their real argv, working directory and run directory: one short program in
the container, 20 to 100 ms. What that does not prove is asked of its output, and of whoever else could have written the same places.
`bases` are where runs are likely, absolute: what is looked through at once needs no second program.

@throws UserError of the engine and `processes-unknown`, as `scanContainer`.
*/
export async function findTrainings(engine: Engine, container: string, {bases = [], ...options}: CallOptions & {readonly bases?: readonly string[]} = {}): Promise<readonly ContainerTraining[]> {
	const scan = await scanContainer(engine, container, bases, options);
	if (findTrainingProcesses(scan.processes).length === 0) {
		return [];
	}

	const details = await engine.inspectContainer(container, options);
	return identifyTrainings(engine, details, scan, options);
}

/** The trainings among the processes of one container that were seen. */
export async function identifyTrainings(engine: Engine, details: Pick<ContainerDetails, 'id' | 'name' | 'mounts'>, scan: ContainerScan, options: CallOptions = {}): Promise<readonly ContainerTraining[]> {
	const own: ScannedContainer = {container: details, scan};
	const {claimed: {containers}, gathered} = await judge(engine, {scanned: [own], host: [], gathered: await gather(engine, own, options)}, options);
	const found = containers.get(details.id)!;
	const isAllProven = found.every(({claim}) => claim !== undefined && isProof(claim)) && !isAnyHidden(own, found);
	// Others can only take a run away, or leave one of several.
	if (isAllProven || gathered.every(({facts}) => facts.candidates.length === 0)) {
		return found;
	}

	const [neighbours, host] = await Promise.all([scanNeighbours(engine, details, options), isOnThisMachine(engine) ? listHostTrainings() : []]);
	if (neighbours.scanned.length === 0 && host.length === 0) {
		return found;
	}

	const near = await Promise.all(neighbours.scanned.map(async one => gather(engine, one, options)));
	// What was found out of its own is not asked again.
	const {claimed} = await judge(engine, {scanned: [own, ...neighbours.scanned], host, gathered: [...gathered, ...near.flat()]}, options);
	return claimed.containers.get(details.id)!;
}

/** A program that only might train has made no claim yet. */
function isAnyHidden({scan}: ScannedContainer, found: readonly ContainerTraining[]): boolean {
	return findTrainingProcesses(scan.processes).length > found.length;
}

const proofs: ReadonlySet<Evidence> = new Set<Evidence>(['open-file', 'printed', 'resumed']);

/** Evidence that no other process can have too. */
export function isProof({evidence}: Claim): boolean {
	return proofs.has(evidence);
}

/** Whether the engine's processes and files are those of this machine, as far as its address shows. */
export function isOnThisMachine({endpoint}: Pick<Engine, 'endpoint'>): boolean {
	return endpoint.startsWith('unix://');
}

/**
The other containers that run and see a place that a container sees, with what runs in them. `unseen` are those that could not be looked into.
*/
export async function scanNeighbours(engine: Engine, view: ContainerView, options: CallOptions = {}): Promise<{readonly scanned: readonly ScannedContainer[]; readonly unseen: readonly ContainerSummary[]}> {
	const running = await engine.listContainers(options);
	const near = running.filter(other => other.id !== view.id && hasCommonMount(view, other));
	return scanContainers(engine, near, options);
}

/** Whether a container has come to its end, and with it all that ran in it. One that the engine starts again by itself has not. */
function hasEnded(error: unknown): boolean {
	return error instanceof UserError && (error.code === 'container-not-running' || error.code === 'container-not-found');
}

/** Looks into containers at once. One that ends meanwhile is in neither list: nothing runs in it any more. */
export async function scanContainers(engine: Engine, containers: readonly ContainerSummary[], options: CallOptions = {}): Promise<{readonly scanned: readonly ScannedContainer[]; readonly unseen: readonly ContainerSummary[]}> {
	const looks = await Promise.all(containers.map(async container => {
		const scan = container.status === 'running' ? await scanContainer(engine, container.id, [], options).catch((error: unknown) => hasEnded(error) ? 'ended' as const : undefined) : undefined;
		options.signal?.throwIfAborted();
		return {container, scan};
	}));
	return {
		scanned: looks.flatMap(({container, scan}) => scan === undefined || scan === 'ended' ? [] : [{container, scan}]),
		unseen: looks.flatMap(({container, scan}) => scan === undefined ? [container] : []),
	};
}

type Gathered = {
	readonly container: ScannedContainer['container'];
	readonly found: TrainingProcess;
	readonly output: TrainingOutput;
	readonly facts: TrainingFacts;
	/** Whether its output was asked which directory it writes. */
	readonly isAsked?: boolean;
};

type Question = {readonly scanned: readonly ScannedContainer[]; readonly host: readonly HostTraining[]; readonly gathered: readonly Gathered[]};

/** Which directory each of the trainings of these containers and of this machine writes. Several looks together, one judgement. */
export async function claimTrainings(engine: Engine, scanned: readonly ScannedContainer[], host: readonly HostTraining[], options: CallOptions = {}): Promise<ClaimedTrainings> {
	const parts = await Promise.all(scanned.map(async one => gather(engine, one, options)));
	const {claimed} = await judge(engine, {scanned, host, gathered: parts.flat()}, options);
	return claimed;
}

/** The judgement, and what was found out for it besides. */
async function judge(engine: Engine, {scanned, host, gathered: given}: Question, options: CallOptions): Promise<{readonly claimed: ClaimedTrainings; readonly gathered: readonly Gathered[]}> {
	const now = Date.now();
	const claim = (containers: ReadonlyArray<Pick<Gathered, 'facts'>>) => assignClaims([...containers, ...host].map(({facts}) => facts), now);
	let gathered = given;
	let claims = claim(gathered);
	const isOpen = ({output, isAsked}: Gathered, index: number) => output.kind === 'container' && isAsked !== true && !isProven(claims[index]);
	if (gathered.some((one, index) => isOpen(one, index))) {
		gathered = await Promise.all(gathered.map(async (one, index) => isOpen(one, index) ? {...one, facts: await withPrinted(engine, one, options), isAsked: true} : one));
		claims = claim(gathered);
	}

	if (gathered.some(({facts}, index) => claims[index] === undefined && facts.candidates.length > 0)) {
		const facts = await withReadSettings(engine, gathered.map((one, index) => ({container: one.container.id, facts: one.facts, isOpen: claims[index] === undefined})), options);
		gathered = gathered.map((one, index) => ({...one, facts: facts[index]!}));
		claims = claim(gathered);
	}

	return {claimed: toClaimed({scanned, host, gathered}, claims), gathered};
}

function toClaimed({scanned, host, gathered}: Question, claims: ReadonlyArray<Claim | undefined>): ClaimedTrainings {
	const containers = new Map<string, ContainerTraining[]>(scanned.map(({container}) => [container.id, []]));
	for (const [index, {container, found, output}] of gathered.entries()) {
		const claim = claims[index];
		if (claim !== undefined || found.training.certainty === 'certain') {
			containers.get(container.id)!.push({
				...found, directory: startedIn(found), runDirectory: claim?.directory, ...(claim !== undefined && {claim}), output,
			});
		}
	}

	return {
		containers,
		host: host.flatMap((training, index) => {
			const claim = claims[gathered.length + index];
			return claim !== undefined || training.training.certainty === 'certain' ? [{...training, ...(claim !== undefined && {claim})}] : [];
		}),
	};
}

const isProven = (claim: Claim | undefined): boolean => claim !== undefined && isProof(claim);

/** A second program in the container finds the runs of a training that writes to an unusual place. */
async function gather(engine: Engine, {container, scan}: ScannedContainer, options: CallOptions): Promise<readonly Gathered[]> {
	const {processes, openDirectories, bases, files} = scan;
	const found = findTrainingProcesses(processes);
	const places = found.map(training => ({training: training.training, directory: startedIn(training) ?? '/'}));
	const openOf = ({process, below}: TrainingProcess) => [process.pid, ...below].map(pid => openDirectories.get(pid)).find(directory => directory !== undefined);
	const unseen = new Set(found.flatMap((training, index) => training.training.certainty === 'certain' && openOf(training) === undefined ? projectDirectories(places[index]!) : []).filter(project => !isListed(project, bases)));
	const more = unseen.size === 0 ? '' : await listPlaces(engine, container.id, [...unseen], options);
	if (more === 'ended') {
		return [];
	}

	const idOf = (path: string, file?: string) => directoryIdOf(container, path, file);
	const candidates = toCandidates([...files, ...parseRunListing(more)], idOf);
	return Promise.all(found.map(async (training, index) => {
		const openDirectory = openOf(training);
		const facts: TrainingFacts = {
			...places[index]!,
			...(training.process.startedAt !== undefined && {startedAt: training.process.startedAt}),
			...(openDirectory !== undefined && {openDirectory}),
			candidates,
			idOf,
		};
		return {
			container,
			found: training,
			output: findTrainingOutput(training.process, processes),
			facts: isOnThisMachine(engine) ? await withExactTimes(facts, training.process.startTicks) : facts,
		};
	}));
}

/** The runs in unusual places; nothing where they cannot be listed: then it stays unknown where that training writes. */
async function listPlaces(engine: Engine, container: string, places: readonly string[], options: CallOptions): Promise<string> {
	try {
		const {stdout} = await engine.exec(container, ['/bin/sh', '-c', projectListingScript, 'sh', ...places], options);
		return stdout;
	} catch (error) {
		options.signal?.throwIfAborted();
		return hasEnded(error) ? 'ended' : '';
	}
}

function startedIn({process, training}: TrainingProcess): string | undefined {
	return process.directory ?? (training.directory !== undefined && posix.isAbsolute(training.directory) ? training.directory : undefined);
}

/** The start of a process is counted from that of the machine, which is reported in whole seconds. */
const startSlackMs = 2000;

/** What a container prints, asked of its record. */
async function withPrinted(engine: Engine, {container, found, facts}: Gathered, options: CallOptions): Promise<TrainingFacts> {
	const details = await engine.inspectContainer(container.id, options).catch(() => undefined);
	options.signal?.throwIfAborted();
	// A container that was restarted has printed the directory of its last life a moment before.
	const since = Math.max((facts.startedAt ?? 0) - startSlackMs, details?.state.startedAt ?? 0);
	const printed = details && await readPrintedRun(engine, details, {...options, since, isLoop: found.training.program === 'script'});
	return printed === undefined ? facts : {...facts, printedDirectory: await findPrinted(engine, container.id, printed, [facts.directory, details!.workingDirectory], options)};
}

/** A relative path is printed from where the program was when it made it: it may have gone elsewhere since, the place that has it tells. */
async function findPrinted(engine: Engine, container: string, printed: string, places: readonly string[], options: CallOptions): Promise<string> {
	const [first, ...others] = [...new Set(places.map(place => posix.resolve('/', place, printed)))];
	for (const path of others.length === 0 ? [] : [first!, ...others]) {
		const stat = await engine.statFile(container, path, options).catch(() => undefined);
		options.signal?.throwIfAborted();
		if (stat !== undefined) {
			return path;
		}
	}

	return first!;
}
