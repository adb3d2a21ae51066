import {stat} from 'node:fs/promises';
import path from 'node:path';
import type {ActionProgress, ActionResult} from '../../domain/action.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {findTrainings} from '../../training/find-trainings.ts';
import {unpackArchive} from './unpack.ts';

export type CopyOutOptions = {
	readonly engine: Engine;
	readonly container: Pick<ContainerDetails, 'id' | 'name'>;
	/** Path in the container; undefined for the run directory. */
	readonly source?: string;
	/** As the output names it. */
	readonly runDirectory?: string;
	/** A directory of this machine, below which a new one is made. */
	readonly destination: string;
	readonly signal: AbortSignal;
	readonly onProgress?: (progress: ActionProgress) => void;
};

/** A link to a link to a link: more is a circle. */
const mostLinks = 8;

/** Copies a directory of a container to this machine; works in every state of the container. */
export async function copyOut({engine, container: {id, name}, source, runDirectory, destination, signal, onProgress}: CopyOutOptions): Promise<ActionResult> {
	onProgress?.({kind: 'looking'});
	const details = await engine.inspectContainer(id, {signal});
	const wanted = source ?? runDirectory;
	if (wanted === undefined) {
		throw new UserError('run-directory-unknown', {name});
	}

	const directory = await findDirectory(engine, details, wanted, signal);
	const archive = directory === undefined ? undefined : await engine.openArchive(id, directory, {signal});
	if (directory === undefined || archive === undefined) {
		throw new UserError('path-not-in-container', {name, path: wanted});
	}

	const target = await freeDirectory(path.join(path.resolve(destination), path.posix.basename(directory)));
	try {
		const copied = await unpackArchive(archive as AsyncIterable<Uint8Array>, target, (files, bytes) => {
			onProgress?.({kind: 'copying', files, bytes});
		});
		return {kind: 'copied', directory: target, ...copied};
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	} finally {
		archive.destroy();
	}
}

/** Where a path lies that may count from where the container or its training was started, links followed. */
async function findDirectory(engine: Engine, details: ContainerDetails, wanted: string, signal: AbortSignal): Promise<string | undefined> {
	const bases = [details.workingDirectory];
	if (!wanted.startsWith('/') && details.state.status === 'running') {
		const trainings = await findTrainings(engine, details.id, {signal}).catch(() => []);
		bases.unshift(...trainings.flatMap(({directory}) => directory ?? []));
	}

	for (const base of bases) {
		const directory = await followLinks(engine, details.id, path.posix.resolve(base, wanted), signal);
		if (directory !== undefined) {
			return directory;
		}
	}

	return undefined;
}

/** What a path leads to; undefined when there is nothing. */
async function followLinks(engine: Engine, container: string, wanted: string, signal: AbortSignal): Promise<string | undefined> {
	let directory = wanted;
	for (let links = 0; links <= mostLinks; links++) {
		const facts = await engine.statFile(container, directory, {signal});
		if (facts?.kind !== 'link' || facts.linkTarget === undefined) {
			return facts === undefined ? undefined : directory;
		}

		directory = path.posix.resolve(path.posix.dirname(directory), facts.linkTarget);
	}

	return undefined;
}

/** The name itself, or the first of NAME-2, NAME-3, … that does not exist. */
async function freeDirectory(wanted: string): Promise<string> {
	for (let number = 1; ; number++) {
		const candidate = number === 1 ? wanted : `${wanted}-${number}`;
		if (await stat(candidate).catch(() => undefined) === undefined) {
			return candidate;
		}
	}
}

/** The docker command that does about the same. */
export function copyOutCommand(name: string, source: string, destination: string): readonly string[] {
	return ['docker', 'cp', `${name}:${source}`, destination];
}
