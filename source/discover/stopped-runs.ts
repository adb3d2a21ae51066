import {posix} from 'node:path';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {statRunFiles} from '../training/run-directory.ts';
import {settingsNames} from '../training/run-file-names.ts';
import {containerRunFiles} from '../training/run-file-sources.ts';
import type {FoundFile} from '../training/run-listing.ts';
import {mapLimited} from './map-limited.ts';
import {findMountedRuns} from './mounted-runs.ts';

/** The engine mounts the layers of a stopped container for each question. */
const parallel = 4;

/** Questions file by file end after so long; what was found by then is listed. */
const maxMs = 4000;

const usualProjects = ['train', 'train-seg', 'train-cls', 'detect', 'segment', 'classify'];

/** Numbers are not counted any further. */
const highestNumber = 4096;

export type StoppedRunsQuestion = {
	/** The newest runs that are listed of each place that has to be asked file by file. */
	readonly max: number;
	/** Where the directory that its output named may be, absolute. */
	readonly possible: readonly string[];
	/**
	Whether the engine is asked what was written into the container's layer. It locks the container for that, so that a
	person's own commands wait: only for a container that a person asked for.
	*/
	readonly isAskedFor: boolean;
	readonly signal: AbortSignal | undefined;
};

/**
The files of the runs of a container that does not run: those that its output named, those on mounts by the file system of this
machine, else below the usual names, the `most` newest of each.
*/
export async function listStoppedRuns(engine: Engine, details: ContainerDetails, {max, possible, isAskedFor, signal}: StoppedRunsQuestion): Promise<readonly FoundFile[]> {
	const [changed, mounted] = await Promise.all([
		isAskedFor ? engine.listChangedPaths(details.id, {signal}).catch(() => []) : [],
		findMountedRuns(engine, details, signal),
	]);
	const end = performance.now() + maxMs;
	const inTime = async <T>(ask: () => Promise<T>) => performance.now() > end ? undefined : ask().catch(() => undefined);
	const isThere = async (path: string) => await inTime(async () => engine.statFile(details.id, path, {signal})) !== undefined;

	const inLayer = changed.filter(path => settingsNames.includes(posix.basename(path))).map(path => posix.dirname(path)).slice(-max);
	const onReadMount = new Set(mounted.files.map(({path}) => posix.dirname(path)));
	const unread = [...new Set(possible)].filter(directory => !onReadMount.has(directory));
	const roots = mounted.unread.flatMap(({destination}) => [`${destination}/runs`, `${destination}/yolov5/runs`]);
	const current = await mapLimited(roots, parallel, isThere);
	const projects = roots.filter((_, index) => current[index]).flatMap(root => usualProjects.map(project => `${root}/${project}`));
	const onMounts = await mapLimited(projects, parallel, async project => await isThere(project) ? usualRuns(project, max, isThere) : []);
	const found = await mapLimited(unread, parallel, isThere);
	const directories = [...new Set([...inLayer, ...onMounts.flat(), ...unread.filter((_, index) => found[index])])].slice(-max);
	const asked = await mapLimited(directories, parallel, async directory => {
		const source = containerRunFiles(engine, details.id, directory);
		const {files} = await statRunFiles({stat: async name => inTime(async () => source.stat(name, {signal}))});
		return [...files].map(([name, file]): FoundFile => ({...file, path: posix.join(directory, name)}));
	});
	return [...mounted.files, ...asked.flat()];
}

/** Names are counted up: the last number is found by halving, and the newest runs are below it. */
async function usualRuns(project: string, max: number, isThere: (path: string) => Promise<boolean>): Promise<readonly string[]> {
	const name = posix.basename(project).startsWith('train') ? 'exp' : 'train';
	const directoryOf = (number: number) => posix.join(project, `${name}${number === 1 ? '' : number}`);
	let low = 0;
	let high = 1;
	while (high < highestNumber && await isThere(directoryOf(high))) {
		low = high;
		high *= 2;
	}

	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (await isThere(directoryOf(middle))) {
			low = middle;
		} else {
			high = middle;
		}
	}

	return Array.from({length: Math.min(max, low)}, (_, index) => directoryOf(low - Math.min(max, low) + 1 + index));
}
