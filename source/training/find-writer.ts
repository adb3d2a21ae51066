import {realpath} from 'node:fs/promises';
import path from 'node:path';
import {comparablePlace, isSameDirectory, type DirectoryId} from '../domain/directory-id.ts';
import {shownCommand} from '../domain/mask-command.ts';
import type {RunWriter} from '../domain/run-writer.ts';
import type {ContainerSummary} from '../engine/container.ts';
import type {CallOptions, Engine} from '../engine/engine.ts';
import {assignClaims, type Claim} from './claims.ts';
import {
	canReach,
	directoryIdOf,
	hostDirectoryId,
	type ContainerView,
} from './container-view.ts';
import {
	claimTrainings,
	isOnThisMachine,
	isProof,
	scanContainers,
	type ContainerTraining,
} from './find-trainings.ts';
import {listHostTrainings} from './host-trainings.ts';
import {parseTrainingCommand} from './command-line.ts';
import {readPrintedRun} from './printed-run.ts';
import {statSettings} from './run-directory.ts';
import {hostRunFiles} from './run-file-sources.ts';

export type WriterSearch = {
	/** Every process that is known to write the directory. */
	readonly writers: readonly RunWriter[];
	/** What may write it as far as anybody can see: containers that could not be looked into or train somewhere unknown. */
	readonly unknown: readonly string[];
	/** Whether the processes of the engine's own machine were seen. */
	readonly isHostSeen: boolean;
};

/** The identity of a directory of a container, with that of its settings file where this machine can see it. */
export async function identifyDirectory(view: ContainerView, directory: string, engine: Pick<Engine, 'endpoint'>): Promise<DirectoryId> {
	const {place} = directoryIdOf(view, directory);
	return !place.startsWith('host:') || !isOnThisMachine(engine) ? {place} : {...await identifyHostDirectory(place.slice('host:'.length)), place};
}

/** The identity of a directory of this machine, links followed. */
export async function identifyHostDirectory(directory: string): Promise<DirectoryId> {
	const place = await realpath(directory).catch(() => path.resolve(directory));
	const settings = await statSettings(hostRunFiles(place));
	return hostDirectoryId(place, settings?.file);
}

export type WriterQuestion = CallOptions & {
	/** Whether what writes below the directory counts as well. */
	readonly isBelowToo?: boolean;
};

/** Searches all containers of an engine that can reach a directory, and this machine, for what writes it. */
export async function findWriters(engine: Engine, id: DirectoryId, {isBelowToo = false, ...options}: WriterQuestion = {}): Promise<WriterSearch> {
	const running = await engine.listContainers(options);
	const able = running.filter(container => canReach(container, id));
	const isHostSeen = isOnThisMachine(engine);
	const [{scanned, unseen}, host] = await Promise.all([scanContainers(engine, able, options), isHostSeen ? listHostTrainings() : []]);
	const claimed = await claimTrainings(engine, scanned, host, options);
	const isMeant = (other: DirectoryId): boolean => isSameDirectory(other, id) || (isBelowToo && comparablePlace(other.place).startsWith(`${comparablePlace(id.place)}/`));
	const isWriting = (claim: Claim | undefined): boolean => claim !== undefined && isMeant(claim.id);
	const isSure = ({training, claim}: Pick<ContainerTraining, 'training' | 'claim'>) => claim !== undefined && (training.certainty === 'certain' || isProof(claim));
	const writers: RunWriter[] = [];
	const unknown: string[] = [];
	for (const {id: container, name} of able) {
		for (const training of claimed.containers.get(container) ?? []) {
			if (isWriting(training.claim) && isSure(training)) {
				writers.push({
					kind: 'container', name, id: container, pid: training.process.pid,
				});
			} else if (training.claim === undefined || isWriting(training.claim)) {
				unknown.push(name);
			}
		}
	}

	for (const container of unseen) {
		const printed = await printedDirectory(engine, container, options);
		if (printed === undefined) {
			unknown.push(container.name);
		} else if (isMeant(printed)) {
			writers.push({kind: 'container', name: container.name, id: container.id});
		}
	}

	return {writers: [...writers, ...hostWriters(claimed.host, isMeant)], unknown: [...new Set(unknown)], isHostSeen};
}

/** What a container that cannot be looked into, such as a paused one, has printed of where it writes. */
async function printedDirectory(engine: Engine, {id}: ContainerSummary, options: CallOptions): Promise<DirectoryId | undefined> {
	try {
		const details = await engine.inspectContainer(id, options);
		const training = parseTrainingCommand(details.command);
		const directory = path.posix.resolve(details.workingDirectory, training?.directory ?? '.');
		const printed = await readPrintedRun(engine, details, {
			...options, ...(details.state.startedAt !== undefined && {since: details.state.startedAt}), isLoop: training?.program !== 'framework',
		});
		return printed === undefined ? undefined : directoryIdOf(details, path.posix.resolve(directory, printed));
	} catch {
		options.signal?.throwIfAborted();
		return undefined;
	}
}

function hostWriters(host: ReadonlyArray<Pick<ContainerTraining, 'process' | 'claim'>>, isMeant: (id: DirectoryId) => boolean): readonly RunWriter[] {
	return host.filter(({claim}) => claim !== undefined && isMeant(claim.id)).map(({process}) => ({kind: 'process', name: shownCommand(process.command), pid: process.pid}));
}

/** The process of this machine that trains into a directory, without asking an engine; undefined when there is none. */
export async function findHostWriter(directory: string, {isBelowToo = false}: Pick<WriterQuestion, 'isBelowToo'> = {}): Promise<RunWriter | undefined> {
	const [id, host] = await Promise.all([identifyHostDirectory(directory), listHostTrainings()]);
	const isMeant = (other: DirectoryId): boolean => isSameDirectory(other, id) || (isBelowToo && other.place.startsWith(`${id.place}/`));
	const claims = assignClaims(host.map(({facts}) => facts), Date.now());
	return hostWriters(host.map((training, index) => ({...training, ...(claims[index] !== undefined && {claim: claims[index]})})), isMeant)[0];
}
