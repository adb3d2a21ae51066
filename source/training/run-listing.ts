import {posix} from 'node:path';

/** The files that a list needs of a run; results.txt is the table of YOLOv5 up to v5.0. */
export const runFileNames = ['opt.yaml', 'args.yaml', 'results.csv', 'results.txt', 'results.png', 'weights/last.pt', 'weights/best.pt'] as const;

/** The table of a run, newest name first. Source: YOLOv5 v6.0 to master and Ultralytics; YOLOv5 up to v5.0. */
export const tableNames = ['results.csv', 'results.txt'] as const;

/** How many epochs have a row, by the number of lines of each table; undefined for one that is not there. */
export function rowsOf(linesOf: (name: (typeof tableNames)[number]) => number | undefined): number {
	const lines = linesOf('results.csv');
	return lines === undefined ? linesOf('results.txt') ?? 0 : Math.max(0, lines - 1);
}

/** One of them. */
export type FoundFile = {
	/** Absolute, as the container sees it. */
	readonly path: string;
	/** Milliseconds since 1970. */
	readonly modifiedAt: number;
	readonly sizeBytes: number;
	/** Device and inode, as in `2049:1234`: the same for every container that sees the file. Undefined where nobody has looked. */
	readonly file?: string;
	/** The same file on this machine, where it can be read without the engine. */
	readonly hostPath?: string;
};

/** All of them in the runs of the shell's `project`. */
const filesOfProject = runFileNames.map(name => `"$project"/*/${name}`).join(' ');

/** The same for projects that are given themselves. */
export const projectListingScript = `for project in "$@"; do stat -L -c '%Y\t%s\t%d:%i\t%n' ${filesOfProject} 2>/dev/null; done; true`;

/**
A fixed script that reports time, size, identity and path of those files in the run directories below each argument: those in a folder of
BASE/runs, in a folder of the runs of a folder of BASE, and in BASE itself. Needs sh and stat; one program a base.
*/
export const runListingScript = `
for base in "$@"; do
	set --
	for project in "$base"/runs/* "$base"/*/runs/* "$base"; do
		[ -d "$project" ] || continue
		set -- "$@" ${filesOfProject}
	done
	[ $# -gt 0 ] && stat -L -c '%Y\t%s\t%d:%i\t%n' "$@" 2>/dev/null
done
true
`;

/** The run directory that a file of a run lies in. */
export function runOfFile(file: string): string {
	const directory = posix.dirname(file);
	return posix.basename(directory) === 'weights' ? posix.dirname(directory) : directory;
}

/** Whether the runs in a directory are listed when these bases are. */
export function isListed(project: string, bases: ReadonlySet<string>): boolean {
	const parent = posix.dirname(project);
	const above = posix.dirname(parent);
	return bases.has(project) || (posix.basename(parent) === 'runs' && (bases.has(above) || bases.has(posix.dirname(above))));
}

/** Reads what the script printed; a run that two bases lead to counts once. */
export function parseRunListing(output: string): readonly FoundFile[] {
	const files = new Map<string, FoundFile>();
	for (const line of output.split('\n')) {
		const [, seconds, size, file, path] = /^(\d+)\t(\d+)\t(?:(\d+:\d+)\t)?(\/.+)$/.exec(line) ?? [];
		if (path !== undefined) {
			files.set(posix.normalize(path), {
				path: posix.normalize(path), modifiedAt: Number(seconds) * 1000, sizeBytes: Number(size), ...(file !== undefined && {file}),
			});
		}
	}

	return [...files.values()];
}
