import path from 'node:path';
import type {ContainerDetails, ContainerMount} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {hostPathOf} from '../training/host-mount.ts';
import {mapLimited} from './map-limited.ts';

/**
Where directories of a container are on this machine, by their path in the container; those that this machine cannot read are not in
it. The engine is asked one question for each mount that has any of them.
*/
export async function findHostDirectories(engine: Engine, {id, mounts}: Pick<ContainerDetails, 'id' | 'mounts'>, directories: readonly string[], signal: AbortSignal | undefined): Promise<ReadonlyMap<string, string>> {
	const mountOf = new Map(directories.map(directory => [directory, findMount(mounts, directory)]));
	const sources = new Map(await mapLimited([...new Set(mountOf.values())], 4, async mount => [mount, mount && await hostPathOf(engine, id, mount, signal)] as const));
	return new Map([...mountOf].flatMap(([directory, mount]) => {
		const source = sources.get(mount);
		return source === undefined || mount === undefined ? [] : [[directory, path.join(source, path.posix.relative(mount.destination, directory))] as const];
	}));
}

/** The innermost mount that a directory is on. */
function findMount(mounts: readonly ContainerMount[], directory: string): ContainerMount | undefined {
	const above = mounts.filter(({destination}) => directory === destination || directory.startsWith(destination.endsWith('/') ? destination : `${destination}/`));
	const innermost = above.toSorted((one, other) => other.destination.length - one.destination.length)[0];
	return innermost?.kind === 'bind' || innermost?.kind === 'volume' ? innermost : undefined;
}
