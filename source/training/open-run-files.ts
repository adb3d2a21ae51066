import {lstat, realpath} from 'node:fs/promises';
import path, {posix} from 'node:path';
import {innermostMount} from '../domain/mount.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {hostPathOf} from './host-mount.ts';
import type {RunFileSource} from './run-directory.ts';
import {containerRunFiles, hostRunFiles} from './run-file-sources.ts';

/**
The files of a run directory of a container, absolute: on a mount that this machine reads itself, else through the archive of the engine, which costs it a
hundred times as much. What leaves the mount by a link, or may not be read here, is asked of the engine.
*/
export async function openContainerRunFiles(engine: Engine, {id, mounts}: Pick<ContainerDetails, 'id' | 'mounts'>, directory: string, signal: AbortSignal | undefined): Promise<Required<Omit<RunFileSource, 'list'>> & Pick<RunFileSource, 'list'>> {
	const inContainer = containerRunFiles(engine, id, directory);
	const mount = innermostMount(mounts, directory, ({destination}) => destination);
	const source = mount && (mount.kind === 'bind' || mount.kind === 'volume') ? await hostPathOf(engine, id, mount, signal) : undefined;
	return source === undefined ? inContainer : mountedRunFiles(source, path.join(source, posix.relative(mount!.destination, directory)), inContainer);
}

/** The files of a directory below a mount, `source`. */
function mountedRunFiles(source: string, directory: string, inContainer: Required<Omit<RunFileSource, 'list'>>): Required<RunFileSource> {
	const here = hostRunFiles(directory);
	const root = realpath(source);
	/** A link means another place in the container than here, unless it stays inside the mount. */
	const isHere = async (name: string): Promise<boolean> => {
		try {
			const [top, place] = await Promise.all([root, placeOf(path.join(directory, name))]);
			return place === top || place.startsWith(`${top}/`);
		} catch {
			return false;
		}
	};

	return {
		stat: async (name, options) => await isHere(name) ? here.stat(name) : inContainer.stat(name, options),
		read: async (name, options) => (await isHere(name) ? await here.read(name, options) : undefined) ?? inContainer.read(name, options),
		readEnds: async (name, options) => (await isHere(name) ? await here.readEnds(name, options) : undefined) ?? inContainer.readEnds(name, options),
		readBytes: async (name, options) => (await isHere(name) ? await here.readBytes(name, options) : undefined) ?? inContainer.readBytes(name, options),
		list: here.list,
		hasText: async (name, text, options) => (await isHere(name) ? await here.hasText(name, text, options) : undefined) ?? inContainer.hasText(name, text, options),
	};
}

/** Where a path leads; of a file that is not there, where its folder leads. */
async function placeOf(file: string): Promise<string> {
	try {
		return await realpath(file);
	} catch (error) {
		const isLink = await lstat(file).catch(() => undefined) !== undefined;
		if (isLink || (error as NodeJS.ErrnoException).code !== 'ENOENT') {
			throw error;
		}

		const folder = path.dirname(file);
		if (folder === file) {
			throw error;
		}

		return path.join(await placeOf(folder), path.basename(file));
	}
}
