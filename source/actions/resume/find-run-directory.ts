import {posix} from 'node:path';
import type {RunState} from '../../domain/run.ts';
import {selectRunPath} from '../../run/select-run-path.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {lastCheckpoint} from '../../training/run-file-names.ts';
import type {FoundTraining} from './find-training.ts';
import type {RunPlace} from './place.ts';

/** More checkpoints of one layer are not compared. */
const maxCheckpoints = 300;

/**
The run directory as an absolute path of the container: where the run was found, the one that the output names, else the newest of the
container's own layer. A place that other containers share is never searched: its newest run may be theirs. Undefined when none is found.
*/
export async function findResumeDirectory(engine: Engine, details: ContainerDetails, place: RunPlace, {run, found}: {readonly run: Pick<RunState, 'runDirectory' | 'locatedRunDirectory'>; readonly found: FoundTraining | undefined}): Promise<string | undefined> {
	const located = selectRunPath(run);
	if (located !== undefined && posix.isAbsolute(located) && await place.find(located) !== undefined) {
		return located;
	}

	const {runDirectory} = run;
	if (runDirectory !== undefined) {
		for (const base of new Set([found?.directory ?? details.workingDirectory, details.workingDirectory])) {
			const directory = posix.resolve(base, runDirectory);
			if (await place.find(directory) !== undefined) {
				return directory;
			}
		}
	}

	const tail = `${runDirectory === undefined ? '' : `/${runDirectory.replace(/^(?:\.?\/)+/, '')}`}/${lastCheckpoint}`;
	const changed = await engine.listChangedPaths(details.id).catch(() => []);
	const checkpoints = changed.filter(path => path.endsWith(tail)).slice(-maxCheckpoints);
	const dated = await Promise.all(checkpoints.map(async path => {
		const file = await place.find(path);
		return {path, at: file?.modifiedAt ?? 0};
	}));
	const newest = dated.toSorted((one, other) => other.at - one.at)[0];
	return newest && posix.dirname(posix.dirname(newest.path));
}
