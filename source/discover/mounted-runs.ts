import path from 'node:path';
import type {ContainerDetails, ContainerMount} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {hostFolders, hostPathOf} from '../training/host-mount.ts';
import {statRunFiles} from '../training/run-directory.ts';
import {hostRunFiles} from '../training/run-file-sources.ts';
import type {FoundFile} from '../training/run-listing.ts';
import {mapLimited} from './map-limited.ts';

const parallel = 16;

/** Directories of one mount that are looked into. */
const maxDirectories = 1000;

/**
The files of the runs on those mounts of a container that this machine can read itself, which takes the engine one question a mount,
and the mounts that it cannot read.
*/
export async function findMountedRuns(engine: Engine, details: ContainerDetails, signal: AbortSignal | undefined): Promise<{readonly files: readonly FoundFile[]; readonly unread: readonly ContainerMount[]}> {
	const mounts = details.mounts.filter(({kind}) => kind === 'bind' || kind === 'volume');
	const found = await mapLimited(mounts, 4, async mount => {
		const source = await hostPathOf(engine, details.id, mount, signal);
		return {mount, files: source === undefined ? undefined : await readMount(source, mount.destination, signal)};
	});
	return {
		files: found.flatMap(({files}) => files ?? []),
		unread: found.filter(({files}) => files === undefined).map(({mount}) => mount),
	};
}

/** Runs are in a folder of SOURCE/runs, in a folder of the runs of a folder of SOURCE, or in SOURCE itself. */
async function readMount(source: string, destination: string, signal: AbortSignal | undefined): Promise<readonly FoundFile[]> {
	const below = await hostFolders(source);
	const top = below.slice(0, maxDirectories);
	const projects = await mapLimited([source, ...top], parallel, async directory => hostFolders(path.join(directory, 'runs')));
	const runs = await mapLimited(projects.flat().slice(0, maxDirectories), parallel, async project => hostFolders(project));
	const candidates = [...top, ...runs.flat()].slice(0, maxDirectories);
	const files = await mapLimited(candidates, parallel, async directory => {
		signal?.throwIfAborted();
		const {stat} = hostRunFiles(directory);
		const place = path.posix.join(destination, path.relative(source, directory).split(path.sep).join('/'));
		const {files: found} = await statRunFiles({stat});
		return [...found].map(([name, facts]): FoundFile => ({...facts, path: path.posix.join(place, name), hostPath: path.join(directory, name)}));
	});
	return files.flat();
}
