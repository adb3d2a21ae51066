import type {RunState} from '../domain/run.ts';
import {isSameDirectory} from './same-directory.ts';

/**
Whether the files of the run that the output names are still to be looked at for the first time: what only they tell is not known yet, and nothing
about them can be denied. False where nobody looks at files, or another source reports the run.
*/
export function isLookPending({connection, observation, runDirectory, runFilesLook}: RunState): boolean {
	const isWaited = runFilesLook !== undefined && runDirectory !== undefined && observation === undefined && connection.kind === 'open';
	return isWaited && (runFilesLook.runDirectory === undefined || !isSameDirectory(runDirectory, runFilesLook.runDirectory));
}
