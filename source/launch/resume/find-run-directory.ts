import {posix} from 'node:path';
import {projectDirectories} from '../../training/claims.ts';
import type {RunState} from '../../domain/run.ts';
import {selectRunPath} from '../../run/select-run-path.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import type {FoundTraining} from './find-training.ts';
import type {RunPlace} from './place.ts';

/** More runs of one name than anybody keeps. */
const mostRuns = 300;

/** The directories exp, exp2, exp3, … of a project, as far as there are. */
async function runsOf(place: RunPlace, project: string, name: string): Promise<string[]> {
	const directories: string[] = [];
	for (let number = 1; number <= mostRuns; number++) {
		const directory = posix.join(project, number === 1 ? name : `${name}${number}`);
		if (await place.find(directory) === undefined) {
			break;
		}

		directories.push(directory);
	}

	return directories;
}

/** The newest run with a checkpoint among exp, exp2, exp3, … below the projects of a training. */
async function newestOfProjects(place: RunPlace, found: FoundTraining): Promise<string | undefined> {
	const {options, framework} = found.training;
	const name = options.name ?? (framework === 'yolov5' ? 'exp' : 'train');
	let newest: {readonly directory: string; readonly at: number} | undefined;
	for (const project of projectDirectories(found)) {
		for (const directory of await runsOf(place, project, name)) {
			const checkpoint = await place.find(posix.join(directory, 'weights', 'last.pt'));
			if (checkpoint !== undefined && checkpoint.modifiedAt > (newest?.at ?? 0)) {
				newest = {directory, at: checkpoint.modifiedAt};
			}
		}
	}

	return newest?.directory;
}

/**
The run directory as an absolute path of the container: where the run was found, the one that the output names, else the newest below the projects of
the training, else the newest of the writable layer. Undefined when none is found.
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

	const ofProjects = runDirectory === undefined && found !== undefined ? await newestOfProjects(place, found) : undefined;
	if (ofProjects !== undefined) {
		return ofProjects;
	}

	const tail = runDirectory === undefined ? '/weights/last.pt' : `/${runDirectory.replace(/^(?:\.?\/)+/, '')}/weights/last.pt`;
	const changed = await engine.listChangedPaths(details.id).catch(() => []);
	const checkpoints = changed.filter(path => path.endsWith(tail)).slice(-mostRuns);
	const dated = await Promise.all(checkpoints.map(async path => {
		const file = await place.find(path);
		return {path, at: file?.modifiedAt ?? 0};
	}));
	const newest = dated.toSorted((one, other) => other.at - one.at)[0];
	return newest && posix.dirname(posix.dirname(newest.path));
}
