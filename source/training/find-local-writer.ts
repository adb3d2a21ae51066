import {
	readdir,
	readlink,
	realpath,
	stat,
} from 'node:fs/promises';
import path from 'node:path';
import {listProcesses} from './local-processes.ts';
import {findTrainingProcesses} from './training-process.ts';
import {assignRuns, type RunCandidate} from './claims.ts';

/** The directory of the TensorBoard file that a process has open; undefined for one of another person. */
async function openDirectoryOf(pid: number): Promise<string | undefined> {
	const folder = `/proc/${pid}/fd`;
	const names = await readdir(folder).catch(() => []);
	const files = await Promise.all(names.map(async name => readlink(path.join(folder, name)).catch(() => '')));
	const open = files.find(file => path.basename(file).startsWith('events.out.tfevents.'));
	return open === undefined ? undefined : path.dirname(open);
}

/** A run and those beside it, by their settings. */
async function candidatesBeside(runDirectory: string): Promise<readonly RunCandidate[]> {
	const project = path.dirname(runDirectory);
	const names = await readdir(project).catch(() => []);
	const found = await Promise.all(names.flatMap(name => ['opt.yaml', 'args.yaml'].map(async file => {
		const directory = path.join(project, name);
		const facts = await stat(path.join(directory, file)).catch(() => undefined);
		return facts && {directory, modifiedAt: facts.mtimeMs};
	})));
	return found.filter(candidate => candidate !== undefined);
}

/** The process of this machine that trains into a run directory; undefined when there is none, or where processes cannot be listed. */
export async function findLocalWriter(runDirectory: string): Promise<number | undefined> {
	const place = await realpath(runDirectory).catch(() => runDirectory);
	const trainings = findTrainingProcesses(await listProcesses());
	if (trainings.length === 0) {
		return undefined;
	}

	const facts = await Promise.all(trainings.map(async ({process, training}) => {
		const openDirectory = await openDirectoryOf(process.pid);
		return {
			training, directory: process.directory ?? '/', ...(process.startedAt !== undefined && {startedAt: process.startedAt}), ...(openDirectory !== undefined && {openDirectory}),
		};
	}));
	const runs = assignRuns(facts, await candidatesBeside(place));
	return trainings[runs.indexOf(place)]?.process.pid;
}
