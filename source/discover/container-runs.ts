import {dirname, posix} from 'node:path';
import {Buffer} from 'node:buffer';
import {parseRunListing, runListingScript, type FoundFile} from '../control/run-listing.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import type {RunSummary} from '../domain/run-summary.ts';
import {readTextFile} from '../files/regular-file.ts';
import {findHostDirectories} from './host-directories.ts';
import {mapLimited} from './map-limited.ts';
import {
	digestRun,
	summariseRun,
	type RunDigest,
	type RunFilesGlance,
} from './run-summary.ts';
import {listStoppedRuns} from './stopped-runs.ts';

/** More than one file after another, each behind a line with its name; one program for all. */
const readCommand = (files: readonly string[]) => ['tail', '-n', '+1', ...files, '/dev/null'];

/** Of all results.csv and settings files that one call reads, and of a listing. */
export const mostBytes = 16 * 1024 * 1024;

/** Of a container that has to be asked file by file, 50 ms each. */
const mostStoppedRuns = 12;

const parallel = 4;

/** Where the images and guides of the frameworks put them. */
const usualBases = ['/usr/src/app', '/usr/src/ultralytics', '/ultralytics', '/yolov5', '/root', '/root/yolov5', '/workspace', '/workspace/yolov5', '/app'];

export type ContainerRunsOptions = {
	/** Directories of trainings that run, absolute: their runs are listed and are running. */
	readonly running?: readonly string[];
	/** More places to look below, such as where trainings were started. */
	readonly bases?: readonly string[];
	/** What lies in all these places, where somebody has looked already. */
	readonly files?: readonly FoundFile[];
	/** Of a container that does not run and has to be asked file by file; 12 by default. */
	readonly mostStopped?: number;
	readonly now: number;
	readonly signal?: AbortSignal;
};

export type ContainerRuns = {
	/** The runs in a container, newest first. What has not changed since the last call is not read again. */
	list(details: ContainerDetails, options: ContainerRunsOptions): Promise<readonly RunSummary[]>;
};

type Cached = {readonly key: string; readonly digest: RunDigest};

/** Containers whose runs are kept between two calls. */
const mostContainers = 64;

/** Lists the runs in containers: by two programs in one that runs, by the changes of its layer and its files in one that does not. */
export function createContainerRuns(engine: Engine): ContainerRuns {
	const caches = new Map<string, ReadonlyMap<string, Cached>>();

	async function readAll(details: ContainerDetails, files: readonly FoundFile[], signal: AbortSignal | undefined): Promise<ReadonlyMap<string, string>> {
		let bytes = 0;
		const chosen = files.filter(({sizeBytes}) => {
			bytes += sizeBytes;
			return bytes <= mostBytes;
		});
		if (chosen.length === 0) {
			return new Map();
		}

		if (details.state.status === 'running') {
			const names = chosen.map(({path}) => path);
			const {stdout} = await engine.exec(details.id, readCommand(names), {signal, maxBytes: mostBytes + (names.length * 300)});
			return splitFiles(stdout, new Set(names));
		}

		const texts = await mapLimited(chosen, parallel, async ({path, hostPath}) => {
			if (hostPath !== undefined) {
				return [path, await readTextFile(hostPath, mostBytes).catch(() => '')] as const;
			}

			const content = await engine.readFile(details.id, path, {signal}).catch(() => undefined);
			return [path, content === undefined ? '' : Buffer.from(content).toString('utf8')] as const;
		});
		return new Map(texts);
	}

	return {
		async list(details, {running = [], bases = [], files: given, mostStopped = mostStoppedRuns, now, signal}) {
			const files = given ?? (details.state.status === 'running'
				? await listRunning(engine, details, [...bases, ...running.map(directory => posix.dirname(directory))], signal)
				: await listStoppedRuns(engine, details, mostStopped, signal));
			const runs = groupByRun(files);
			const last = caches.get(details.id) ?? new Map<string, Cached>();
			const keyOf = (run: readonly FoundFile[]) => run.map(({path, modifiedAt, sizeBytes}) => `${path} ${modifiedAt} ${sizeBytes}`).join('\n');
			const stale = [...runs].filter(([directory, run]) => last.get(directory)?.key !== keyOf(run)).flatMap(([, run]) => run);
			const wanted = stale.filter(({path}) => /\/(?:results\.csv|results\.txt|opt\.yaml|args\.yaml)$/.test(path)).toSorted((one, other) => other.modifiedAt - one.modifiedAt);
			const texts = await readAll(details, wanted, signal);
			const fresh = new Map<string, Cached>([...runs].map(([directory, run]) => {
				const known = last.get(directory);
				const key = keyOf(run);
				return [directory, known?.key === key ? known : {key, digest: digestRun(toGlance(run, texts))}];
			}));
			caches.delete(details.id);
			caches.set(details.id, fresh);
			if (caches.size > mostContainers) {
				caches.delete(caches.keys().next().value!);
			}

			const container = {id: details.id, name: details.name};
			const hostDirectories = details.state.status === 'running' ? await findHostDirectories(engine, details, [...fresh.keys()], signal) : hostDirectoriesOf(runs);
			return [...fresh]
				.map(([directory, {digest}]) => summariseRun({
					container, directory, hostDirectory: hostDirectories.get(directory), isRunning: running.includes(directory),
				}, digest, now))
				.toSorted((one, other) => other.modifiedAt - one.modifiedAt);
		},
	};
}

/** The places below which a container's runs may lie: where it works, what is mounted into it, and the usual ones. */
export function runBases({workingDirectory, mounts}: Pick<ContainerDetails, 'workingDirectory' | 'mounts'>, more: readonly string[] = []): readonly string[] {
	const all = [workingDirectory, ...more, ...mounts.filter(({kind}) => kind === 'bind' || kind === 'volume').map(({destination}) => destination), ...usualBases];
	return [...new Set(all.map(base => posix.normalize(base).replace(/(?<=.)\/$/, '')))];
}

async function listRunning(engine: Engine, details: ContainerDetails, more: readonly string[], signal: AbortSignal | undefined): Promise<readonly FoundFile[]> {
	const {stdout} = await engine.exec(details.id, ['/bin/sh', '-c', runListingScript, 'sh', ...runBases(details, more)], {signal, maxBytes: mostBytes});
	return parseRunListing(stdout);
}

function runOf(file: string): string {
	const directory = posix.dirname(file);
	return posix.basename(directory) === 'weights' ? posix.dirname(directory) : directory;
}

function groupByRun(files: readonly FoundFile[]): ReadonlyMap<string, readonly FoundFile[]> {
	const runs = new Map<string, FoundFile[]>();
	for (const file of files) {
		const run = runOf(file.path);
		runs.set(run, [...runs.get(run) ?? [], file]);
	}

	// A file of so common a name makes no run by itself.
	return new Map([...runs].filter(([, group]) => group.some(({path}) => !path.endsWith('/results.txt'))));
}

/** As far as the files were found on this machine. */
function hostDirectoriesOf(runs: ReadonlyMap<string, readonly FoundFile[]>): ReadonlyMap<string, string> {
	return new Map([...runs].flatMap(([directory, files]) => {
		const file = files.find(({path, hostPath}) => hostPath !== undefined && posix.dirname(path) === directory);
		return file === undefined ? [] : [[directory, dirname(file.hostPath!)] as const];
	}));
}

function toGlance(files: readonly FoundFile[], texts: ReadonlyMap<string, string>): RunFilesGlance {
	const find = (name: string) => files.find(({path}) => path.endsWith(`/${name}`));
	const results = find('results.csv') ?? find('results.txt');
	const opt = find('opt.yaml');
	const settings = opt ?? find('args.yaml');
	const plot = find('results.png');
	const checkpointAt = Math.max(0, ...files.filter(({path}) => path.endsWith('.pt')).map(({modifiedAt}) => modifiedAt));
	return {
		...(results !== undefined && {results: {text: texts.get(results.path) ?? '', modifiedAt: results.modifiedAt}}),
		...(settings !== undefined && {settings: {text: texts.get(settings.path) ?? '', modifiedAt: settings.modifiedAt, isYolov5: opt !== undefined}}),
		...(checkpointAt > 0 && {checkpointAt}),
		...(plot !== undefined && {plottedAt: plot.modifiedAt}),
		sizeBytes: files.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0),
	};
}

/** Splits what `tail` printed of several files. Source: GNU coreutils and busybox, `==> NAME <==`. */
export function splitFiles(output: string, names: ReadonlySet<string>): ReadonlyMap<string, string> {
	const texts = new Map<string, string>();
	let name: string | undefined;
	let lines: string[] = [];
	const close = () => {
		if (name !== undefined) {
			texts.set(name, lines.join('\n'));
		}
	};

	for (const line of output.split('\n')) {
		const [, next] = /^==> (.+) <==$/.exec(line) ?? [];
		if (next !== undefined && (next === '/dev/null' || names.has(next))) {
			close();
			name = next === '/dev/null' ? undefined : next;
			lines = [];
		} else {
			lines.push(line);
		}
	}

	close();
	return texts;
}
