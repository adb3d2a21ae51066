import type {RunState} from '../domain/run.ts';
import {isSameDirectory} from './same-directory.ts';

/** Where the run writes: the absolute path in its container where it was found, else as the framework prints it; undefined when nothing says. */
export function selectRunPath({runDirectory, locatedRunDirectory}: Pick<RunState, 'runDirectory' | 'locatedRunDirectory'>): string | undefined {
	const isLocated = locatedRunDirectory !== undefined && (runDirectory === undefined || isSameDirectory(runDirectory, locatedRunDirectory));
	return isLocated ? locatedRunDirectory : runDirectory;
}
