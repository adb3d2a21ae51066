import {realpath} from 'node:fs/promises';
import {dirname, posix} from 'node:path';
import {Buffer} from 'node:buffer';
import {
	groupByRun,
	parseRunListing,
	runListingScript,
	type FoundFile,
} from '../training/run-listing.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {isWrittenNow, type DirectoryId, type LiveDirectories} from '../domain/directory-id.ts';
import {innermostMount} from '../domain/mount.ts';
import type {RunSummary} from '../domain/run-summary.ts';
import {directoryIdOf, hostDirectoryId} from '../training/container-view.ts';
import {readRunFiles} from '../training/run-directory.ts';
import {chooseRunFiles, listingKey} from '../training/choose-run-files.ts';
import {splitFiles} from '../training/split-files.ts';
import {startDirectories} from '../feed/container-run-directory.ts';
import {parseTrainingCommand} from '../training/command-line.ts';
import {readPrintedRun, readPrintedRuns} from '../training/printed-run.ts';
import {readTextFile} from '../files/regular-file.ts';
import type {PrintedRun} from './attribute-runs.ts';
import {findHostDirectories} from './host-directories.ts';
import {mapLimited} from './map-limited.ts';
import {
	digestRun,
	summariseRun,
	type RunDigest,
} from './run-summary.ts';
import {listStoppedRuns} from './stopped-runs.ts';

/** More than one file after another, each behind a line with its name; one program for all. */
const readCommand = (files: readonly string[]) => ['tail', '-n', '+1', ...files, '/dev/null'];

/** Of all tables and settings that one call reads, and of a listing. */
export const maxBytes = 16 * 1024 * 1024;

/** Runs of a container that has to be asked file by file, 50 ms each: in a list of many containers, and of one that was asked for. */
const maxStoppedRuns = {listed: 12, askedFor: 40};

const parallel = 4;

/** Where the images and guides of the frameworks put them. */
const usualBases = ['/usr/src/app', '/usr/src/ultralytics', '/ultralytics', '/yolov5', '/root', '/root/yolov5', '/workspace', '/workspace/yolov5', '/app'];

export type ContainerRunsOptions = {
	/** Directories of trainings that run, absolute: their runs are listed and are running. */
	readonly running?: readonly string[];
	/** What anything writes now, of other containers and of the machine too: those runs go on. */
	readonly live?: LiveDirectories;
	/** The mounts that are looked through, where others were already; all unless given. */
	readonly mounts?: ContainerDetails['mounts'];
	/** More places to look below, such as where trainings were started. */
	readonly bases?: readonly string[];
	/** What is in all these places, where somebody has looked already. */
	readonly files?: readonly FoundFile[];
	/** Whether a person asked for this container: then one that does not run is looked through more deeply. */
	readonly isAskedFor?: boolean;
	readonly now: number;
	readonly signal?: AbortSignal;
};

export type ContainerRuns = {
	/** The runs in a container, newest first. What has not changed since the last call is not read again. */
	list(details: ContainerDetails, options: ContainerRunsOptions): Promise<readonly RunSummary[]>;
	/** The run directory that a container's output named last since its start; of one that has ended it is read once, unless that fails. Undefined when it named none. */
	printed(details: ContainerDetails, signal: AbortSignal | undefined): Promise<PrintedRun | undefined>;
};

type Cached = {readonly key: string; readonly digest: RunDigest};

/** A container that was started so long after it was made was started before. */
const againMs = 2000;

/** Containers whose runs are kept between two calls. */
const maxContainers = 64;

/** Lists the runs in containers: by two programs in one that runs, by the changes of its layer and its files in one that does not. */
export function createContainerRuns(engine: Engine): ContainerRuns {
	const caches = new Map<string, ReadonlyMap<string, Cached>>();
	const outputs = new Map<string, PrintedRun | undefined>();

	async function printed(details: ContainerDetails, signal: AbortSignal | undefined): Promise<PrintedRun | undefined> {
		const {id, command, workingDirectory, createdAt, state: {status, startedAt, finishedAt}} = details;
		const key = `${id} ${finishedAt}`;
		if (status === 'exited' && outputs.has(key)) {
			return outputs.get(key);
		}

		const training = parseTrainingCommand(command);
		let isRead = true;
		const options = {
			...(signal !== undefined && {signal}),
			onUnread() {
				isRead = false;
			},
		};
		const text = await readPrintedRun(engine, details, {...options, isLoop: training?.program !== 'framework', ...(startedAt !== undefined && {since: startedAt})});
		const toPrinted = (named: string): PrintedRun => ({text: named, ...(training?.certainty === 'certain' && {directory: posix.resolve(workingDirectory, training.directory ?? '.', named)})});
		const isStartedAgain = createdAt !== undefined && startedAt !== undefined && startedAt - createdAt > againMs;
		const all = isStartedAgain ? await readPrintedRuns(engine, details, options) : [];
		const [last, ...others] = [...(text === undefined ? [] : [text]), ...all.filter(named => named !== text).toReversed()].map(named => toPrinted(named));
		const found = last && {...last, ...(others.length > 0 && {earlier: others})};
		if (status === 'exited' && isRead) {
			outputs.set(key, found);
		}

		return found;
	}

	return {
		printed,
		async list(details, options) {
			const {running = [], live = {ids: [], possible: []}, bases = [], files: given, now, signal} = options;
			const files = given ?? (details.state.status === 'running'
				? await listRunning(engine, details, [...bases, ...running.map(directory => posix.dirname(directory))], signal)
				: await listStopped(engine, details, options, details.state.status === 'created' ? undefined : await printed(details, signal)));
			const runs = groupByRun(files);
			const last = caches.get(details.id) ?? new Map<string, Cached>();
			const stale = [...runs].filter(([directory, run]) => last.get(directory)?.key !== listingKey(run));
			const wanted = stale.flatMap(([, run]) => {
				const {table, settings} = chooseRunFiles(run);
				return [table, settings].filter(file => file !== undefined);
			});
			const texts = await readAll(engine, details, wanted.toSorted((one, other) => other.modifiedAt - one.modifiedAt), signal);
			const fresh = new Map<string, Cached>(await Promise.all([...runs].map(async ([directory, run]): Promise<readonly [string, Cached]> => {
				const known = last.get(directory);
				const key = listingKey(run);
				return [directory, known?.key === key ? known : {key, digest: digestRun(await readRunFiles({read: async name => texts.get(run.get(name)!.path)}, run, {directory}))}];
			})));
			caches.delete(details.id);
			caches.set(details.id, fresh);
			if (caches.size > maxContainers) {
				caches.delete(caches.keys().next().value!);
			}

			const container = {id: details.id, name: details.name};
			const hostDirectories = details.state.status === 'running' ? await findHostDirectories(engine, details, [...fresh.keys()], signal) : hostDirectoriesOf(runs);
			const summaries = await Promise.all([...fresh].map(async ([directory, {digest}]) => {
				const hostDirectory = hostDirectories.get(directory);
				const isOwn = running.includes(directory);
				const id = await identify(details, directory, {hostDirectory, files: runs.get(directory)!});
				return summariseRun({
					id, container, directory, hostDirectory, isRunning: isOwn || isWrittenNow(live, id), ...(isOwn && {writer: container}),
				}, digest, now);
			}));
			return summaries.toSorted((one, other) => other.modifiedAt - one.modifiedAt);
		},
	};
}

/** The texts of files, the newest first and as many as may be read. */
async function readAll(engine: Engine, details: ContainerDetails, files: readonly FoundFile[], signal: AbortSignal | undefined): Promise<ReadonlyMap<string, string>> {
	let bytes = 0;
	const chosen = files.filter(({sizeBytes}) => {
		bytes += sizeBytes;
		return bytes <= maxBytes;
	});
	if (chosen.length === 0) {
		return new Map();
	}

	if (details.state.status === 'running') {
		const names = chosen.map(({path}) => path);
		const {stdout} = await engine.exec(details.id, readCommand(names), {signal, maxBytes: maxBytes + (names.length * 300)});
		return splitFiles(stdout, new Set(names));
	}

	const texts = await mapLimited(chosen, parallel, async ({path, hostPath}) => {
		if (hostPath !== undefined) {
			return [path, await readTextFile(hostPath, maxBytes).catch(() => '')] as const;
		}

		const content = await engine.readFile(details.id, path, {signal}).catch(() => undefined);
		return [path, content === undefined ? '' : Buffer.from(content).toString('utf8')] as const;
	});
	return new Map(texts);
}

/** By the file system of this machine where it can see the directory, else by what the container has mounted. */
async function identify(details: ContainerDetails, directory: string, {hostDirectory, files}: {readonly hostDirectory: string | undefined; readonly files: ReadonlyMap<string, FoundFile>}): Promise<DirectoryId> {
	const settings = chooseRunFiles(files).settings?.file;
	const place = hostDirectory === undefined ? undefined : await realpath(hostDirectory).catch(() => undefined);
	return place === undefined ? directoryIdOf(details, directory, settings) : hostDirectoryId(place, settings);
}

/** The places below which a container's runs may be: where it works, what is mounted into it, and the usual ones. */
export function runBases({workingDirectory, mounts}: Pick<ContainerDetails, 'workingDirectory' | 'mounts'>, more: readonly string[] = []): readonly string[] {
	const all = [workingDirectory, ...more, ...mounts.filter(({kind}) => kind === 'bind' || kind === 'volume').map(({destination}) => destination), ...usualBases];
	return [...new Set(all.map(base => posix.normalize(base).replace(/(?<=.)\/$/, '')))];
}

async function listRunning(engine: Engine, details: ContainerDetails, more: readonly string[], signal: AbortSignal | undefined): Promise<readonly FoundFile[]> {
	const {stdout} = await engine.exec(details.id, ['/bin/sh', '-c', runListingScript, 'sh', ...runBases(details, more)], {signal, maxBytes});
	return parseRunListing(stdout);
}

async function listStopped(engine: Engine, details: ContainerDetails, {isAskedFor = false, mounts = details.mounts, signal}: ContainerRunsOptions, named: PrintedRun | undefined): Promise<readonly FoundFile[]> {
	const bases = [...startDirectories(details), ...usualBases];
	const isReadElsewhere = (directory: string) => {
		const mount = innermostMount(details.mounts, directory, ({destination}) => destination);
		return mount !== undefined && !mounts.includes(mount);
	};

	return listStoppedRuns(engine, {...details, mounts}, {
		max: isAskedFor ? maxStoppedRuns.askedFor : maxStoppedRuns.listed,
		possible: named === undefined ? [] : (named.directory === undefined ? bases.map(base => posix.resolve(base, named.text)) : [named.directory]).filter(directory => !isReadElsewhere(directory)),
		isAskedFor,
		signal,
	});
}

/** As far as the files were found on this machine. */
function hostDirectoriesOf(runs: ReadonlyMap<string, ReadonlyMap<string, FoundFile>>): ReadonlyMap<string, string> {
	return new Map([...runs].flatMap(([directory, files]) => {
		const [, file] = [...files].find(([, {path, hostPath}]) => hostPath !== undefined && posix.dirname(path) === directory) ?? [];
		return file === undefined ? [] : [[directory, dirname(file.hostPath!)] as const];
	}));
}
