import {readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import type {ContainerMount} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';

/**
Where a mount of a container is on this machine; undefined where this machine cannot read it. An engine behind a local socket may
still be another machine, such as a virtual one: the time of the directory tells.
*/
export async function hostPathOf(engine: Engine, container: string, {source, destination}: ContainerMount, signal: AbortSignal | undefined): Promise<string | undefined> {
	if (source === undefined || !engine.endpoint.startsWith('unix://')) {
		return undefined;
	}

	const here = await stat(source).catch(() => undefined);
	if (!here?.isDirectory() || await readdir(source).catch(() => undefined) === undefined) {
		return undefined;
	}

	const there = await engine.statFile(container, destination, {signal}).catch(() => undefined);
	return there?.kind === 'directory' && Math.floor(there.modifiedAt / 1000) === Math.floor(here.mtimeMs / 1000) ? source : undefined;
}

/** The folders in a directory of this machine; empty where it cannot be read. */
export async function hostFolders(directory: string): Promise<readonly string[]> {
	const entries = await readdir(directory, {withFileTypes: true}).catch(() => []);
	return entries.filter(entry => entry.isDirectory()).map(({name}) => path.join(directory, name));
}
