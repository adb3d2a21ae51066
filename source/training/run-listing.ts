import {posix} from 'node:path';
import {toCount, toTime} from '../domain/possible-number.ts';
import type {RunFileStat} from './choose-run-files.ts';
import {
	checkpointFolder,
	isNameOfRun,
	runFileNames,
	type tableNames,
} from './run-file-names.ts';

/** How many epochs have a row, by the number of lines of each table; undefined for one that is not there. */
export function rowsOf(linesOf: (name: (typeof tableNames)[number]) => number | undefined): number {
	const lines = linesOf('results.csv');
	return lines === undefined ? linesOf('results.txt') ?? 0 : Math.max(0, lines - 1);
}

/** A file of a run that a listing of many runs has found. */
export type FoundFile = RunFileStat & {
	/** Absolute, as the container sees it. */
	readonly path: string;
	/** The same file on this machine, where it can be read without the engine. */
	readonly hostPath?: string;
};

/** All of them in the runs of the shell's `project`. */
const filesOfProject = runFileNames.map(name => `"$project"/*/${name}`).join(' ');

/** Time, size, identity and path of each file. */
const statCommand = 'stat -L -c \'%Y\t%s\t%d:%i\t%n\'';

/** A fixed script that reports the files of the runs in each argument. */
export const projectListingScript = `for project in "$@"; do ${statCommand} ${filesOfProject} 2>/dev/null; done; true`;

/**
A fixed script that reports the files of the runs below each argument: those in a folder of BASE/runs, in a folder of the runs of a folder
of BASE, and in BASE itself. Needs sh and stat; one program a base.
*/
export const runListingScript = `
for base in "$@"; do
	set --
	for project in "$base"/runs/* "$base"/*/runs/* "$base"; do
		[ -d "$project" ] || continue
		set -- "$@" ${filesOfProject}
	done
	[ $# -gt 0 ] && ${statCommand} "$@" 2>/dev/null
done
true
`;

/** The run directory that a file of a run is in. */
export function runOfFile(file: string): string {
	const directory = posix.dirname(file);
	return posix.basename(directory) === checkpointFolder ? posix.dirname(directory) : directory;
}

/** The files by their runs and their names; what holds no file that only a run has is none. */
export function groupByRun(files: readonly FoundFile[]): ReadonlyMap<string, ReadonlyMap<string, FoundFile>> {
	const runs = new Map<string, Map<string, FoundFile>>();
	for (const file of files) {
		const run = runOfFile(file.path);
		const group = runs.get(run) ?? new Map<string, FoundFile>();
		group.set(posix.relative(run, file.path), file);
		runs.set(run, group);
	}

	return new Map([...runs].filter(([, group]) => [...group].some(([name]) => isNameOfRun(name))));
}

/** Whether the runs in a directory are listed when these bases are. */
export function isListed(project: string, bases: ReadonlySet<string>): boolean {
	const parent = posix.dirname(project);
	const above = posix.dirname(parent);
	return bases.has(project) || (posix.basename(parent) === 'runs' && (bases.has(above) || bases.has(posix.dirname(above))));
}

/** Reads what the scripts printed; a run that two bases lead to counts once. */
export function parseRunListing(output: string): readonly FoundFile[] {
	const files = new Map<string, FoundFile>();
	for (const line of output.split('\n')) {
		const [, seconds, size, file, path] = /^(\d+)\t(\d+)\t(?:(\d+:\d+)\t)?(\/.+)$/.exec(line) ?? [];
		const [modifiedAt, sizeBytes] = [toTime(Number(seconds) * 1000), toCount(Number(size))];
		if (path !== undefined && modifiedAt !== undefined && sizeBytes !== undefined) {
			files.set(posix.normalize(path), {
				path: posix.normalize(path), modifiedAt, sizeBytes, ...(file !== undefined && {file}),
			});
		}
	}

	return [...files.values()];
}
