import {readdir, realpath} from 'node:fs/promises';
import path from 'node:path';
import {type DirectoryId, isWrittenNow, type LiveDirectories} from '../domain/directory-id.ts';
import {seeWriter} from '../training/see-writer.ts';
import type {RunSummary} from '../domain/run-summary.ts';
import {isOver} from '../domain/run-status.ts';
import {hostDirectoryId} from '../training/container-view.ts';
import {readRunFiles, statRunFiles} from '../training/run-directory.ts';
import {chooseRunFiles, listingKey} from '../training/choose-run-files.ts';
import {checkpointFolder, isNameOfRun} from '../training/run-file-names.ts';
import {hostRunFiles} from '../training/run-file-sources.ts';
import {mapLimited} from './map-limited.ts';
import {
	digestRun,
	summariseRun,
	type RunDigest,
} from './run-summary.ts';

/** Looked at once: more would not be faster on one disk. */
const parallel = 16;

/** Directories that hold images, code or weights, never runs. */
const never = new Set(['node_modules', 'images', 'labels', checkpointFolder, 'datasets', 'site-packages', '__pycache__', 'venv', '.venv']);

const deepest = 4;

/** A person's project has some hundred directories; a whole disk is not searched. */
export const maxDirectories = 3000;

/** To ask for the writer of a run takes a look at all processes; only the newest runs may have one. */
const maxAsked = 50;

/** Frameworks number their runs: where there are too many, those with the highest numbers are the newest. */
const byNumber = new Intl.Collator('en', {numeric: true});

function newestFirst(directories: readonly string[], count: number): readonly string[] {
	return directories.length <= count ? directories : directories.toSorted((one, other) => byNumber.compare(other, one)).slice(0, count);
}

/**
The run directories below a directory, the directory itself included, at most four levels down; unsorted. Links are not followed. `onCut` is
called where there are too many directories to look into all of them.
*/
export async function findRunDirectories(root: string, {signal, onCut}: Pick<HostRunsOptions, 'signal' | 'onCut'> = {}): Promise<readonly string[]> {
	const found: string[] = [];
	let level: readonly string[] = [path.resolve(root)];
	let visited = 0;
	for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
		const left = Math.max(0, maxDirectories - visited);
		if (level.length > left) {
			onCut?.();
		}

		visited += level.length;
		const next = await mapLimited(newestFirst(level, left), parallel, async directory => {
			signal?.throwIfAborted();
			const entries = await readdir(directory, {withFileTypes: true}).catch(() => []);
			const isRun = entries.some(({name}) => isNameOfRun(name));
			if (isRun) {
				found.push(directory);
				return [];
			}

			const names = entries.filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && !never.has(entry.name)).map(({name}) => name);
			// One more than are ever looked into says that there are too many.
			return newestFirst(names, maxDirectories + 1).map(name => path.join(directory, name));
		});
		level = next.flat();
	}

	return found;
}

type Cached = {readonly key: string; readonly id: DirectoryId; readonly digest: RunDigest};

export type HostRunsOptions = {
	readonly now: number;
	/** Everything that is written now; undefined where nobody has looked: then the age of a run's files decides whether it goes on. */
	readonly live?: LiveDirectories;
	readonly signal?: AbortSignal;
	/** Called where there are more directories than are looked into. */
	readonly onCut?: () => void;
};

export type HostRuns = {
	/** The runs below a directory, newest first. What has not changed since the last call is not read again. */
	list(root: string, options: HostRunsOptions): Promise<readonly RunSummary[]>;
};

/** Keeps what it has read of the runs of the last call only. */
export function createHostRuns({see = seeWriter}: {see?: (directory: string) => Promise<boolean | undefined>} = {}): HostRuns {
	let cache = new Map<string, Cached>();
	return {
		async list(root, {now, live, signal, onCut}) {
			const directories = await findRunDirectories(root, {...(signal && {signal}), ...(onCut && {onCut})});
			const fresh = new Map<string, Cached>();
			const found = await mapLimited(directories, parallel, async directory => {
				signal?.throwIfAborted();
				const entry = await readGlance(directory, cache.get(directory));
				fresh.set(directory, entry);
				const {id, digest} = entry;
				const isKnown = live === undefined ? undefined : isWrittenNow(live, id);
				const run = summariseRun({directory, id, isRunning: isKnown}, digest, now);
				return {run, entry, isAsked: isKnown === undefined && !isOver(run.condition)};
			});
			cache = fresh;
			const newest = found.toSorted((one, other) => other.run.modifiedAt - one.run.modifiedAt);
			const asked = new Set(newest.filter(({isAsked}) => isAsked).slice(0, maxAsked));
			return mapLimited(newest, parallel, async one => {
				const {run: {directory}, entry: {id, digest}} = one;
				return asked.has(one) ? summariseRun({directory, id, isRunning: await see(directory)}, digest, now) : one.run;
			});
		},
	};
}

async function readGlance(directory: string, last: Cached | undefined): Promise<Cached> {
	const source = hostRunFiles(directory);
	const {files} = await statRunFiles(source);
	const key = listingKey(files);
	return last?.key === key
		? last
		: {
			key,
			id: hostDirectoryId(await realpath(directory).catch(() => directory), chooseRunFiles(files).settings?.file),
			digest: digestRun(await readRunFiles(source, files, {directory})),
		};
}
