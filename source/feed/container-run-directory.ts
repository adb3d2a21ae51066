import path from 'node:path';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';

/** Links are no answer here: a run directory below a link is found through the archive all the same. */
async function isDirectory(engine: Engine, container: string, directory: string, signal: AbortSignal): Promise<boolean> {
	const stat = await engine.statFile(container, directory, {signal});
	return stat?.kind === 'directory' || stat?.kind === 'link';
}

/** The directories that a shell command changes to before it starts the training: `bash -c "cd /x && python train.py"`. */
export function commandDirectories({command, workingDirectory}: Pick<ContainerDetails, 'command' | 'workingDirectory'>): readonly string[] {
	const directories: string[] = [];
	let present = workingDirectory;
	for (const part of command.join('\n').split(/[\n&();|]/)) {
		const [, quoted, single, plain] = /^\s*cd\s+(?:"([^"]+)"|'([^']+)'|([^\s"']+))\s*$/.exec(part) ?? [];
		const target = quoted ?? single ?? plain;
		if (target === undefined) {
			continue;
		}

		present = path.posix.resolve(present, target);
		directories.push(present);
	}

	return directories;
}

/**
Where a run directory that the output names is in the container, as an absolute path; undefined when it is not found. A relative
path counts from the first of the bases below which it is there; see `startDirectories`.
*/
export async function findRunDirectory(engine: Engine, container: string, runDirectory: string, bases: readonly string[], signal: AbortSignal): Promise<string | undefined> {
	const directories = path.posix.isAbsolute(runDirectory) ? [path.posix.normalize(runDirectory)] : bases.map(base => path.posix.resolve(base, runDirectory));
	for (const directory of new Set(directories)) {
		if (await isDirectory(engine, container, directory, signal)) {
			return directory;
		}
	}

	return undefined;
}

/** The directories in which the container's own command may have started the training: one that it changes to, or its working directory. */
export function startDirectories(details: Pick<ContainerDetails, 'command' | 'workingDirectory'>): readonly string[] {
	return [...commandDirectories(details).toReversed(), details.workingDirectory];
}
