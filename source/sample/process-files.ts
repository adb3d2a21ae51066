import {shownCommand} from '../domain/mask-command.ts';

/** What /proc/PID/stat says of one process. */
export type ProcessStat = {
	readonly pid: number;
	readonly parentPid: number;
	/** At most 15 characters of the name of its program. */
	readonly name: string;
	/** CPU time since it began, in hundredths of a second. */
	readonly ticks: number;
	/** When it began, in hundredths of a second since the start of the machine: with the pid its identity. */
	readonly startedAt: number;
};

/**
Reads /proc/PID/stat. Undefined for anything else.
Source: proc(5): the name is in brackets and may hold any character; utime and stime are fields 14 and 15, starttime is 22.
*/
export function parseProcessStat(text: string): ProcessStat | undefined {
	const match = /^(\d+) \(([\s\S]*)\) \S (\d+) ([\s\S]*)$/.exec(text.trimEnd());
	const rest = match?.[4]!.split(' ').map(Number);
	const [user, system, startedAt] = [rest?.[9], rest?.[10], rest?.[17]];
	return match === null || user === undefined || system === undefined || startedAt === undefined
		? undefined
		: {
			pid: Number(match[1]), name: match[2]!, parentPid: Number(match[3]), ticks: user + system, startedAt,
		};
}

/** The memory that a process has in RAM, from /proc/PID/status; undefined for a thread of the kernel. */
export function parseResidentBytes(text: string): number | undefined {
	const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(text)?.[1];
	return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** The words of /proc/PID/cmdline with single blanks. */
export function parseCommand(text: string): string {
	return shownCommand(text.split('\0').filter(word => word !== '')).slice(0, maxCommand);
}

/** For a person to recognise it. */
const maxCommand = 200;
