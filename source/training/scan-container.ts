import {UserError} from '../domain/user-error.ts';
import type {CallOptions, Engine} from '../engine/engine.ts';
import {openFilePattern} from './run-file-names.ts';
import {parseProcessScan, processScanScript, type ContainerProcess} from './process-scan.ts';
import {
	parseRunListing,
	runListingScript,
	runOfFile,
	type FoundFile,
} from './run-listing.ts';

/** What one program in a container has seen. */
export type ContainerScan = {
	readonly processes: readonly ContainerProcess[];
	/** The run directory of a file that a process has open for writing, by the process's number. */
	readonly openDirectories: ReadonlyMap<number, string>;
	/** Below which runs were looked for: the bases that were asked for and where processes work. */
	readonly bases: ReadonlySet<string>;
	readonly files: readonly FoundFile[];
};

const openMark = '== open';
const filesMark = '== files';

/** More working directories are not looked below: a container of many services is not searched through. */
const maxDirectories = 8;

/**
A fixed script: all processes, the files of runs that they have open for writing, and the runs below the arguments and below where the
processes work. Processes of other containers are left out of the first part; what the second says of them nobody asks for.
*/
const lookScript = `${processScanScript}
echo '${openMark}'
ls -l /proc/[0-9]*/fd 2>/dev/null | grep -E -e '^/proc' -e '^l.w.*${openFilePattern}'
IFS='
'
lines=$(ls -l /proc/[0-9]*/cwd 2>/dev/null)
set -f
count=0
for line in $lines; do
	directory=\${line#* -> }
	case $directory in
		/ | /proc* | "$line") continue ;;
	esac
	for base in "$@"; do
		[ "$base" = "$directory" ] && continue 2
	done
	set -- "$@" "$directory"
	count=$((count + 1))
	[ $count -ge ${maxDirectories} ] && break
done
set +f
echo '${filesMark}'
printf 'base\\t%s\\n' "$@"
${runListingScript}`;

/**
Looks into a container that runs: one short program there, 20 to 100 ms. Needs sh, readlink, tr, ls, grep and stat.
Runs are looked for below the bases, absolute, and below where processes work.

@throws UserError of the engine, such as for a container that does not run, and `processes-unknown` where the image has no shell.
*/
export async function scanContainer(engine: Engine, container: string, bases: readonly string[], options: CallOptions & {readonly maxBytes?: number} = {}): Promise<ContainerScan> {
	const {stdout} = await engine.exec(container, ['/bin/sh', '-c', lookScript, 'sh', ...bases], options);
	const look = parseLook(stdout);
	if (look.processes.length === 0) {
		throw new UserError('processes-unknown', {name: container});
	}

	return look;
}

/** Reads what the script printed. */
export function parseLook(output: string): ContainerScan {
	const [processes = '', rest = ''] = splitOnce(output, openMark);
	const [open = '', files = ''] = splitOnce(rest, filesMark);
	return {
		processes: parseProcessScan(processes),
		openDirectories: parseOpenFiles(open),
		bases: new Set(files.split('\n').filter(line => line.startsWith('base\t/')).map(line => line.slice('base\t'.length))),
		files: parseRunListing(files),
	};
}

function splitOnce(text: string, mark: string): readonly string[] {
	const at = text.indexOf(`${mark}\n`);
	return at === -1 ? [text] : [text.slice(0, at), text.slice(at + mark.length + 1)];
}

/** What `ls -l` prints about several directories: `/proc/12/fd:`, then a line for each link. */
function parseOpenFiles(listing: string): ReadonlyMap<number, string> {
	const directories = new Map<number, string>();
	let pid: number | undefined;
	for (const line of listing.split('\n')) {
		const [, number] = /^\/proc\/(\d+)\/fd:$/.exec(line) ?? [];
		const [, file] = / -> (\/.*)$/.exec(line) ?? [];
		if (number !== undefined) {
			pid = Number(number);
		} else if (file !== undefined && pid !== undefined && !file.endsWith(' (deleted)')) {
			directories.set(pid, runOfFile(file));
		}
	}

	return directories;
}
