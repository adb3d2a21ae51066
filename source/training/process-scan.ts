import {readCount, toCount, toTime} from '../domain/possible-number.ts';

/** A process of a container as it sees itself. */
export type ContainerProcess = {
	/** Inside the container. */
	readonly pid: number;
	readonly parentPid: number;
	/** The kernel's letter: R, S, D, T, Z, … */
	readonly state: string;
	/** Clock ticks after the machine's start; only for telling older from younger. */
	readonly startTicks: number;
	/** Whether SIGINT does nothing to it, as in a background job of a shell that waits. */
	readonly isInterruptIgnored: boolean;
	/** Whether it handles SIGINT itself; without a handler the first process of a container drops it. */
	readonly isInterruptHandled: boolean;
	/** When it was started, in milliseconds since 1970; undefined when the machine does not report its own start. */
	readonly startedAt?: number | undefined;
	/** Where its standard output goes: a file, `/dev/pts/0`, `pipe:[4711]`; undefined when it may not be read. */
	readonly standardOutput?: string | undefined;
	/** Working directory; undefined when it may not be read. */
	readonly directory?: string | undefined;
	/** The real argv. */
	readonly command: readonly string[];
};

/**
A fixed script, without anything from outside in it, that lists all processes of the container it runs in. It needs only sh,
readlink and tr; separators inside values are replaced by control characters that no command line holds. Processes of other
containers, which a container with the host's process ids sees too, are left out: their files are others.
*/
export const processScanScript = String.raw`
while read -r key value rest; do
	[ "$key" = btime ] && printf 'btime\t%s\n' "$value"
done </proc/stat 2>/dev/null
for p in /proc/[0-9]*; do
	[ -r "$p/cmdline" ] && [ -r "$p/status" ] || continue
	[ -e "$p/ns/mnt" ] && ! [ "$p/ns/mnt" -ef /proc/self/ns/mnt ] && continue
	state= parent= ignored= caught=
	while read -r key value rest; do
		case $key in
			State:) state=$value ;;
			PPid:) parent=$value ;;
			SigIgn:) ignored=$value ;;
			SigCgt:) caught=$value ;;
		esac
	done <"$p/status" 2>/dev/null
	stat=
	read -r stat <"$p/stat" 2>/dev/null
	printf '%s\t%s\t%s\t%s\t%s\t%s\t' "${'$'}{p#/proc/}" "$parent" "$state" "$ignored" "$caught" "${'$'}{stat##*) }"
	readlink "$p/cwd" 2>/dev/null | tr '\n\t' '\002\003'
	printf '\t'
	readlink "$p/fd/1" 2>/dev/null | tr '\n\t' '\002\003'
	printf '\t'
	tr '\000\n\t' '\001\002\003' <"$p/cmdline" 2>/dev/null
	printf '\n'
done
`;

export const processScanCommand: readonly string[] = ['/bin/sh', '-c', processScanScript];

/** Whether a signal mask of /proc/PID/status holds SIGINT. */
export function hasInterrupt(mask: string): boolean {
	// SIGINT is 2, and the masks of /proc count from bit 0: the second lowest bit. Source: proc(5), signal(7).
	return /^[\da-f]+$/i.test(mask) && Number.parseInt(mask.at(-1)!, 16) % 4 >= 2;
}

/** A link is printed with a line feed of its own. */
function restoreLink(text: string): string {
	return restore(text).replace(/\n$/, '');
}

function restore(text: string): string {
	return text.replaceAll('\u{2}', '\n').replaceAll('\u{3}', '\t');
}

/** Clock ticks a second that the kernel counts times in, on every machine that a container runs on. Source: proc(5). */
const ticksPerSecond = 100;

/** Reads what the script printed; a process that ended meanwhile is left out. */
export function parseProcessScan(output: string): ContainerProcess[] {
	const bootSeconds = Number(/^btime\t(\d+)$/m.exec(output)?.[1]);
	return output.split('\n').flatMap(line => {
		const [pid = '', parent = '', state = '', ignored = '', caught = '', stat = '', directory = '', standardOutput = '', command] = line.split('\t', 9);
		if (command === undefined || readCount(pid) === undefined || readCount(parent) === undefined) {
			return [];
		}

		// The 22nd field of /proc/PID/stat; the first two were cut off with the name.
		const startTicks = toCount(Number(stat.split(' ', 20)[19] ?? NaN));
		return [{
			pid: Number(pid),
			parentPid: Number(parent),
			state,
			startTicks: startTicks ?? Number(pid),
			isInterruptIgnored: hasInterrupt(ignored),
			isInterruptHandled: hasInterrupt(caught),
			startedAt: toTime((bootSeconds + ((startTicks ?? NaN) / ticksPerSecond)) * 1000),
			standardOutput: standardOutput === '' ? undefined : restoreLink(standardOutput),
			directory: directory === '' ? undefined : restoreLink(directory),
			command: command.replace(/\u{1}$/u, '').split('\u{1}').map(word => restore(word)),
		}];
	});
}
