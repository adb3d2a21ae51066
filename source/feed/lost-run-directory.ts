import {stat} from 'node:fs/promises';
import path from 'node:path';
import type {EpochRecord} from '../domain/run.ts';
import type {ContainerDetails} from '../engine/container.ts';
import {UserError} from '../domain/user-error.ts';
import type {CallOptions, Engine} from '../engine/engine.ts';
import {parseResultsCsv} from '../parse/results-csv.ts';
import {hostFolders, hostPathOf} from '../training/host-mount.ts';
import {readTable, statTable, type RunFileSource} from '../training/run-directory.ts';
import type {RunFileStat} from '../training/choose-run-files.ts';
import {lastCheckpoint} from '../training/run-file-names.ts';
import {containerRunFiles} from '../training/run-file-sources.ts';

/**
A fixed script that prints the directories that end with its first argument: below the others, below a folder of them or of its
folders, and where any process works. Of / only the folders, /proc and its like hold thousands.
*/
const searchScript = String.raw`
suffix=$1
shift
for process in /proc/[0-9]*; do
	place=$(readlink "$process/cwd" 2>/dev/null) && set -- "$@" "$place"
done
for base in "$@"; do
	[ "$base" = / ] && base=
	for directory in "$base/$suffix" "$base"/*/"$suffix"; do
		[ -d "$directory" ] && printf '%s\n' "$directory"
	done
	[ -n "$base" ] || continue
	for directory in "$base"/*/*/"$suffix"; do
		[ -d "$directory" ] && printf '%s\n' "$directory"
	done
done
true
`;

const mostBytes = 1024 * 1024;

/** Folders of one mount that are looked into. */
const mostFolders = 1000;

/** Runs of the same name in different places. */
const mostCandidates = 30;

export type LostRun = {
	/** As printed, relative. */
	readonly runDirectory: string;
	/** What was printed of its epochs. */
	readonly records: readonly EpochRecord[];
	/** Whether programs can be started in the container. */
	readonly isRunning: boolean;
	readonly signal: AbortSignal;
};

/**
Where a run directory is that was printed as a relative path by a process that is gone, so that nobody knows any more from where it
counts: a training that was typed after a `cd`. It is searched on the mounts, in the writable layer and where processes of the
container work. Of several the newest is it whose table of results holds what was printed; undefined when none does.
*/
export async function findLostRunDirectory(engine: Engine, details: Pick<ContainerDetails, 'id' | 'mounts' | 'workingDirectory'>, {runDirectory, records, isRunning, signal}: LostRun): Promise<string | undefined> {
	const suffix = path.posix.normalize(runDirectory).replace(/\/$/, '');
	if (suffix === '.' || suffix.startsWith('..')) {
		return undefined;
	}

	const found = isRunning ? await searchInside(engine, details, suffix, signal).catch(async () => searchOutside(engine, details, suffix, signal)) : await searchOutside(engine, details, suffix, signal);
	const candidates = [...new Set(found.map(directory => path.posix.normalize(directory)))].slice(-mostCandidates);
	const dated = await Promise.all(candidates.map(async directory => {
		const source = containerRunFiles(engine, details.id, directory);
		const files = await Promise.all([statTable, statLast].map(async ask => refusedIsMissing(ask(source, {signal}))));
		return {directory, source, at: Math.max(0, ...files.map(file => file?.modifiedAt ?? 0))};
	}));
	for (const {directory, source} of dated.filter(({at}) => at > 0).toSorted((one, other) => other.at - one.at)) {
		if (areRowsAgreeing(records, parseResultsCsv(await readTable(source, {signal})).records)) {
			return directory;
		}
	}

	return undefined;
}

const statLast = async (source: RunFileSource, options: CallOptions) => source.stat(lastCheckpoint, options);

/** Of a place below a file, such as a mounted train.py, an engine says no more than that it failed. */
async function refusedIsMissing(asked: Promise<RunFileStat | undefined>): Promise<RunFileStat | undefined> {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof UserError && error.code === 'engine-failed') {
			return undefined;
		}

		throw error;
	}
}

async function searchInside(engine: Engine, {id, mounts, workingDirectory}: Pick<ContainerDetails, 'id' | 'mounts' | 'workingDirectory'>, suffix: string, signal: AbortSignal): Promise<readonly string[]> {
	const bases = [workingDirectory, '/root', ...mounts.filter(({kind}) => kind === 'bind' || kind === 'volume').map(({destination}) => destination)];
	const {stdout, exitCode} = await engine.exec(id, ['/bin/sh', '-c', searchScript, 'sh', suffix, ...bases], {signal, maxBytes: mostBytes});
	if (exitCode !== 0) {
		throw new Error(`the search ended with ${exitCode ?? 'nothing'}`);
	}

	return stdout.split('\n').filter(line => line.startsWith('/'));
}

/** In a container that does not run no program can look: the engine tells what was written in it, this machine what is on its mounts. */
async function searchOutside(engine: Engine, {id, mounts}: Pick<ContainerDetails, 'id' | 'mounts'>, suffix: string, signal: AbortSignal): Promise<readonly string[]> {
	const changed = await engine.listChangedPaths(id, {signal}).catch(() => []);
	const onMounts = await Promise.all(mounts.filter(({kind}) => kind === 'bind' || kind === 'volume').map(async mount => {
		const source = await hostPathOf(engine, id, mount, signal);
		if (source === undefined) {
			// Of a mount of another machine only places that can be named are asked for.
			return ['', 'yolov5', 'ultralytics'].map(folder => path.posix.join(mount.destination, folder, suffix));
		}

		const folders = await hostFolders(source);
		const top = folders.slice(0, mostFolders);
		const below = await Promise.all(top.map(async folder => hostFolders(folder)));
		const places = [source, ...top, ...below.flat().slice(0, mostFolders)].map(folder => path.join(folder, ...suffix.split('/')));
		const present = await Promise.all(places.map(async place => stat(place).catch(() => undefined)));
		return places.filter((_, index) => present[index]?.isDirectory()).map(place => path.posix.join(mount.destination, path.relative(source, place).split(path.sep).join('/')));
	}));
	return [...changed.filter(changedPath => changedPath.endsWith(`/${suffix}`)), ...onMounts.flat()];
}

/** Printed with three digits, written with five. */
function isSameValue(printed: number | undefined, written: number | undefined): boolean {
	return printed === undefined || written === undefined || Object.is(printed, written) || Math.abs(printed - written) <= 0.001 + (Math.abs(written) * 0.01);
}

/** Whether a table of results can be that of the printed epochs. The last row may be missing: the training may have ended right before it. */
export function areRowsAgreeing(printed: readonly EpochRecord[], written: readonly EpochRecord[]): boolean {
	const rows = new Map(written.map(record => [record.epoch, record]));
	const last = printed.at(-1)?.epoch;
	return printed.every(({epoch, metrics}) => {
		const row = rows.get(epoch);
		return row === undefined
			? epoch === last
			: isSameRow(metrics, row.metrics);
	});
}

function isSameRow(printed: EpochRecord['metrics'], written: EpochRecord['metrics']): boolean {
	return (['map50', 'map50To95', 'precision', 'top1'] as const).every(name => isSameValue(printed?.[name], written?.[name]));
}

/** Whether a table of results is that of another run: it has an epoch that was printed with other numbers. */
export function areRowsContradicting(printed: readonly EpochRecord[], written: readonly EpochRecord[]): boolean {
	const rows = new Map(written.map(record => [record.epoch, record]));
	return printed.some(({epoch, metrics}) => rows.has(epoch) && !isSameRow(metrics, rows.get(epoch)!.metrics));
}
