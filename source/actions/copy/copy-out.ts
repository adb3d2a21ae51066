import {
	readdir,
	rename,
	rm,
	rmdir,
	stat,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type {ActionProgress, ActionResult} from '../../domain/action.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {findTrainings} from '../../training/find-trainings.ts';
import {unpackArchive, type Unpacked} from './unpack.ts';

export type CopyOutOptions = {
	readonly engine: Engine;
	readonly container: Pick<ContainerDetails, 'id' | 'name'>;
	/** Path in the container; undefined for the run directory. */
	readonly source?: string | undefined;
	/** As the output names it. */
	readonly runDirectory?: string | undefined;
	/** Where on this machine: in a directory that is there a new one or a file is made, what is not there is made itself, as by docker cp. */
	readonly destination: string;
	readonly signal: AbortSignal;
	readonly onProgress?: (progress: ActionProgress) => void;
};

/** A link to a link to a link: more is a circle. */
const maxLinks = 8;

/** Copies a directory or file of a container to this machine; works in every state of the container. */
export async function copyOut({engine, container: {id, name}, source, runDirectory, destination, signal, onProgress}: CopyOutOptions): Promise<ActionResult> {
	onProgress?.({kind: 'looking'});
	const details = await engine.inspectContainer(id, {signal});
	const wanted = source ?? runDirectory;
	if (wanted === undefined) {
		throw new UserError('run-directory-unknown', {name});
	}

	const found = await findSource(engine, details, wanted, signal);
	// Before anything is read: a place that cannot be is said at once.
	const target = found && await chooseTarget(destination, {name: path.posix.basename(found.path), isFile: found.isFile, isContent: wanted.endsWith('/.')});
	const archive = found && await engine.openArchive(id, found.path, {signal});
	if (found === undefined || target === undefined || archive === undefined) {
		throw new UserError('path-not-in-container', {name, path: wanted});
	}

	const unpack = found.isFile ? unpackFile : unpackArchive;
	try {
		const copied = await unpack(archive as AsyncIterable<Uint8Array>, target, (files, bytes) => {
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

type Source = {readonly path: string; readonly isFile: boolean};

/** Where a path is that may count from where the container or its training was started, links followed. */
async function findSource(engine: Engine, details: ContainerDetails, wanted: string, signal: AbortSignal): Promise<Source | undefined> {
	const bases = [details.workingDirectory];
	if (!wanted.startsWith('/') && details.state.status === 'running') {
		const trainings = await findTrainings(engine, details.id, {signal}).catch(() => []);
		bases.unshift(...trainings.flatMap(({directory}) => directory ?? []));
	}

	for (const base of bases) {
		const found = await followLinks(engine, details.id, path.posix.resolve(base, wanted), signal);
		if (found !== undefined) {
			return found;
		}
	}

	return undefined;
}

/** What a path leads to; undefined when there is nothing. */
async function followLinks(engine: Engine, container: string, wanted: string, signal: AbortSignal): Promise<Source | undefined> {
	let place = wanted;
	for (let links = 0; links <= maxLinks; links++) {
		const facts = await engine.statFile(container, place, {signal});
		if (facts?.kind !== 'link' || facts.linkTarget === undefined) {
			return facts === undefined ? undefined : {path: place, isFile: facts.kind === 'file'};
		}

		place = path.posix.resolve(path.posix.dirname(place), facts.linkTarget);
	}

	return undefined;
}

/** The name itself, or the first of NAME-2, NAME-3, … that does not exist. */
async function freeName(wanted: string): Promise<string> {
	for (let number = 1; ; number++) {
		const candidate = number === 1 ? wanted : `${wanted}-${number}`;
		if (await stat(candidate).catch(() => undefined) === undefined) {
			return candidate;
		}
	}
}

type Wanted = {readonly name: string; readonly isFile: boolean; /** Of a source that ends with `/.`. */ readonly isContent: boolean};

/**
What is to be made, by the rules of docker cp; only that nothing that is there is ever written over or into. Source: docker cp, docs.docker.com/reference/cli/docker/container/cp.

@throws UserError `file-exists`, `copy-parent-missing`.
*/
async function chooseTarget(destination: string, {name, isFile, isContent}: Wanted): Promise<string> {
	const place = path.resolve(destination);
	const facts = await stat(place).catch(() => undefined);
	if (!isContent && facts?.isDirectory()) {
		return freeName(path.join(place, name));
	}

	if (facts !== undefined) {
		const [first] = facts.isDirectory() ? await readdir(place) : [place];
		if (first !== undefined) {
			throw new UserError('file-exists', {path: place});
		}

		// Made again: what is unpacked makes its own.
		await rmdir(place);
		return place;
	}

	// A file is not put into a directory that is not there.
	const parent = isFile && /[/\\]$/.test(destination) ? place : path.dirname(place);
	const above = await stat(parent).catch(() => undefined);
	if (above?.isDirectory() !== true) {
		throw new UserError('copy-parent-missing', {path: place, parent});
	}

	return place;
}

/** The archive of one file: unpacked beside its place, and put there whole. */
async function unpackFile(archive: AsyncIterable<Uint8Array>, target: string, onProgress: (files: number, bytes: number) => void): Promise<Unpacked> {
	const draft = `${target}.${process.pid}.part`;
	try {
		const unpacked = await unpackArchive(archive, draft, onProgress);
		const [file] = await readdir(draft);
		if (file === undefined) {
			throw new UserError('archive-broken', {path: target});
		}

		await rename(path.join(draft, file), target);
		return unpacked;
	} finally {
		await rm(draft, {recursive: true, force: true});
	}
}

/** The docker command that does about the same. */
export function copyOutCommand(name: string, source: string, destination: string): readonly string[] {
	return ['docker', 'cp', `${name}:${source}`, destination];
}
