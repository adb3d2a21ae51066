import path, {posix} from 'node:path';
import {innermostMount} from '../domain/mount.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {hostPathOf} from './host-mount.ts';
import type {RunFileSource} from './run-directory.ts';
import {containerRunFiles, hostRunFiles} from './run-file-sources.ts';

/** The files of a run directory of a container, absolute: on a mount that this machine reads itself, else through the archive of the engine. */
export async function openContainerRunFiles(engine: Engine, {id, mounts}: Pick<ContainerDetails, 'id' | 'mounts'>, directory: string, signal: AbortSignal | undefined): Promise<RunFileSource> {
	const mount = innermostMount(mounts, directory, ({destination}) => destination);
	const source = mount && (mount.kind === 'bind' || mount.kind === 'volume') ? await hostPathOf(engine, id, mount, signal) : undefined;
	return source === undefined ? containerRunFiles(engine, id, directory) : hostRunFiles(path.join(source, posix.relative(mount!.destination, directory)));
}
