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
Where a run directory that the output names lies in the container, as an absolute path; undefined when it is not found. A relative
path counts from the directory in which the training was started: the container's working directory, one that its command
changes to, or that of the training process.
*/
export async function findRunDirectory(
	engine: Engine,
	details: Pick<ContainerDetails, 'id' | 'command' | 'workingDirectory'>,
	runDirectory: string,
	options: {readonly processDirectories: () => Promise<readonly string[]>; readonly signal: AbortSignal},
): Promise<string | undefined> {
	const {signal} = options;
	if (path.posix.isAbsolute(runDirectory)) {
		return await isDirectory(engine, details.id, runDirectory, signal) ? path.posix.normalize(runDirectory) : undefined;
	}

	const tried = new Set<string>();
	const first = async (bases: readonly string[]): Promise<string | undefined> => {
		for (const base of bases) {
			const directory = path.posix.resolve(base, runDirectory);

			if (!tried.has(directory) && await isDirectory(engine, details.id, directory, signal)) {
				return directory;
			}

			tried.add(directory);
		}

		return undefined;
	};

	return await first([...commandDirectories(details).toReversed(), details.workingDirectory]) ?? first(await options.processDirectories());
}
