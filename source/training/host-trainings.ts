import {
	lstat,
	readdir,
	readlink,
	realpath,
} from 'node:fs/promises';
import path from 'node:path';
import {readTextFile} from '../files/regular-file.ts';
import {projectDirectories, type RunCandidate, type TrainingFacts} from './claims.ts';
import {hostDirectoryId} from './container-view.ts';
import {exactStart} from './exact-times.ts';
import {listProcesses} from './local-processes.ts';
import {rowsOf, runOfFile} from './run-listing.ts';
import {toCandidate} from './run-candidates.ts';
import {statRunFiles} from './run-directory.ts';
import {openFilePattern, tableNames} from './run-file-names.ts';
import {hostRunFiles} from './run-file-sources.ts';
import {findTrainingProcesses, type TrainingProcess} from './training-process.ts';

/** A training that runs as a plain process of this machine, with what is known of where it writes. */
export type HostTraining = TrainingProcess & {readonly facts: TrainingFacts};

/** Projects with more runs than anybody looks through are cut. */
const maxRuns = 1000;

/** The table of ten thousand epochs is smaller. */
const maxTableBytes = 8_388_608;

const openFile = new RegExp(openFilePattern);

/** All of this machine's; empty where processes cannot be listed. Those of containers see other files and are not among them. */
export async function listHostTrainings(): Promise<readonly HostTraining[]> {
	const found = findTrainingProcesses(await listProcesses());
	return Promise.all(found.map(async training => ({...training, facts: await factsOf(training)})));
}

/** The places below which a training may write as far as its command tells: YOLOv5 below its project. The settings of Ultralytics may name any other place, and so may a script of the user. */
export function reachOfHostTraining({training, process, facts}: HostTraining): readonly string[] {
	const isKnown = training.framework === 'yolov5' && training.program === 'framework' && process.directory !== undefined;
	return isKnown ? projectDirectories(facts).map(project => `host:${project}`) : ['host:'];
}

async function factsOf({process, training, below}: TrainingProcess): Promise<TrainingFacts> {
	const directory = process.directory ?? '/';
	const startedAt = exactStart(process.startTicks);
	const [openDirectory, projects] = await Promise.all([
		openDirectoryOf([process.pid, ...below]),
		Promise.all(projectDirectories({training, directory}).map(async project => listCandidates(project, startedAt))),
	]);
	return {
		training,
		directory,
		...(startedAt !== undefined && {startedAt, isStartExact: true}),
		...(openDirectory !== undefined && {openDirectory}),
		candidates: projects.flat(),
		idOf: place => hostDirectoryId(place),
	};
}

/** The run directory of a file that one of the processes has open for writing; undefined for those of another person. */
async function openDirectoryOf(pids: readonly number[]): Promise<string | undefined> {
	for (const pid of pids) {
		const folder = `/proc/${pid}/fd`;
		const names = await readdir(folder).catch(() => []);
		const files = await Promise.all(names.map(async name => writtenFile(path.join(folder, name))));
		const open = files.find(file => file !== undefined && openFile.test(file));
		if (open !== undefined) {
			return runOfFile(open);
		}
	}

	return undefined;
}

/** The file of an open descriptor; undefined when it is only read. Source: proc(5), the permissions of /proc/PID/fd/N. */
async function writtenFile(descriptor: string): Promise<string | undefined> {
	try {
		const {mode} = await lstat(descriptor);
		// eslint-disable-next-line no-bitwise -- A permission.
		return (mode & 0o200) === 0 ? undefined : await readlink(descriptor);
	} catch {
		return undefined;
	}
}

/** The runs in a project of this machine, by their settings; the epochs of those that a training of that start may have made. */
async function listCandidates(project: string, startedAt: number | undefined): Promise<readonly RunCandidate[]> {
	const names = await readdir(project).catch(() => []);
	const found = await Promise.all(names.slice(0, maxRuns).map(async name => {
		const candidate = await readCandidate(path.join(project, name));
		return candidate === undefined || startedAt === undefined || candidate.modifiedAt < startedAt ? candidate : {...candidate, epochs: await countEpochs(candidate.directory)};
	}));
	return found.filter(candidate => candidate !== undefined);
}

async function countEpochs(directory: string): Promise<number> {
	const lines = await Promise.all(tableNames.map(async name => {
		const text = await readTextFile(path.join(directory, name), maxTableBytes).catch(() => undefined);
		return [name, text === undefined ? undefined : text.split('\n').length - 1] as const;
	}));
	const byName = new Map(lines);
	return rowsOf(name => byName.get(name));
}

async function readCandidate(directory: string): Promise<RunCandidate | undefined> {
	const {stat} = hostRunFiles(directory);
	const {files} = await statRunFiles({stat});
	const place = files.size === 0 ? directory : await realpath(directory).catch(() => directory);
	const candidate = toCandidate(directory, files, (_, file) => hostDirectoryId(place, file));
	return candidate && {...candidate, isExact: true};
}
