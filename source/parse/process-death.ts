import type {Traceback} from '../domain/run.ts';

/** The words of the shells, also in Chinese, for programs that a signal ended from outside. Source: glibc's and zsh's names of signals. */
const kills = new Map<string, 'SIGKILL' | 'SIGTERM'>([
	['Killed', 'SIGKILL'],
	['killed', 'SIGKILL'],
	['已杀死', 'SIGKILL'],
	['Terminated', 'SIGTERM'],
	['terminated', 'SIGTERM'],
	['已终止', 'SIGTERM'],
]);

/** Faults of the program itself, by what a shell or Python's fault handler calls them. */
const faultNames = new Map([
	['Segmentation fault', 'Segmentation fault'],
	['segmentation fault', 'Segmentation fault'],
	['段错误', 'Segmentation fault'],
	['Bus error', 'Bus error'],
	['bus error', 'Bus error'],
	['总线错误', 'Bus error'],
	['Aborted', 'Aborted'],
	['abort', 'Aborted'],
	['已放弃', 'Aborted'],
	['Floating point exception', 'Floating point exception'],
	['Illegal instruction', 'Illegal instruction'],
	['illegal hardware instruction', 'Illegal instruction'],
]);

/** What a shell puts before the word: its name and line, or the number of the job. */
const shellPrefix = String.raw`(?:\S+[:：] ?)?(?:line \d+|行 ?\d+|第 ?\d+ ?行)[:：] *\d+ |\[\d+\](?: *[+-])? +(?:\d+ )?`;
const zshPrefix = 'zsh: ';
const killWords = [...kills.keys()].join('|');
const faultWords = [...faultNames.keys()].join('|');
/** A class may have such a name: behind it stand figures. */
const killed = new RegExp(String.raw`^(?:${shellPrefix})?(Killed|Terminated|已杀死|已终止)(?:$| {2,}[^\s\d])`);
const killedInZsh = new RegExp(String.raw`^(?:${zshPrefix}|\[\d+\] +(?:[+-] +)?\d+ )(${killWords}) {2,}\S`);
const fault = new RegExp(String.raw`^(?:Fatal Python error: |${zshPrefix}|${shellPrefix})(${faultWords})(?!\w)`);
/** An interactive shell says no more of a program in the foreground. */
const loneFault = /^(Segmentation fault|Bus error|Aborted|Floating point exception|Illegal instruction|段错误|总线错误|已放弃)(?: ?\((?:core dumped|核心已转储)\))?$/;

/** How kubectl, the runners of GitHub and GitLab and PyCharm report the exit code of a program that a signal ended. */
const exitCodeForm = /^(?:command terminated with exit code|##\[error\]Process completed with exit code|ERROR: Job failed: (?:command terminated with )?exit (?:code|status)|Process finished with exit code) (-?\d+)\b/;
const killingCodes = new Map<string, 'SIGKILL' | 'SIGTERM'>([['137', 'SIGKILL'], ['143', 'SIGTERM']]);
/** 128 + the number of a signal, or the status of Windows, which PyCharm prints as a signed number. */
const faultCodes = new Map([
	['132', 'Illegal instruction'],
	['134', 'Aborted'],
	['135', 'Bus error'],
	['136', 'Floating point exception'],
	['139', 'Segmentation fault'],
	['-1073741819', 'Access violation'],
	['-1073741795', 'Illegal instruction'],
	['-1073741571', 'Stack overflow'],
	['-1073740940', 'Heap corruption'],
	['-1073740791', 'Stack buffer overrun'],
]);

/** Slurm's words for a job whose memory is used up, and for one that was ended by a person or at its limit of time. */
const slurmMemory = /^slurmstepd: error: Detected \d+ oom[-_]kill event|^srun: error: \S+: tasks? [\d,-]+: (?:Out Of Memory|Killed)$/;
const slurmCancelled = /^slurmstepd: error: \*{3} (?:JOB|STEP) \S+ ON \S+ CANCELLED AT /;

/** A word of each of the forms below: one look at a line, since nearly all have none. */
const words = /[Kk]illed|[Tt]erminated|已|段错误|总线错误|exit (?:code|status)|zsh: |OMP: Error |\.py: error|can't open|[Ss]egmentation f|Bus error|Aborted|Floating p|Illegal i|terminate called|forrtl: |slurmstepd: |srun: /;

/** Whether any of the recognisers of this file can know the line. */
export function canBeDeath(text: string): boolean {
	return words.test(text);
}

/**
What a shell prints for a program that a signal ended: `bash: line 1:     7 Killed      python train.py ...`,
`[1]+  Killed    python train.py`, or the word alone behind whatever the program printed last.
*/
export function recogniseKilled(text: string): 'SIGKILL' | 'SIGTERM' | undefined {
	const line = text.trim();
	const [, word] = killed.exec(line) ?? killedInZsh.exec(line) ?? [];
	if (word !== undefined) {
		return kills.get(word);
	}

	const [, code] = exitCodeForm.exec(line) ?? [];
	if (code !== undefined) {
		return killingCodes.get(code);
	}

	if (slurmMemory.test(line)) {
		return 'SIGKILL';
	}

	return slurmCancelled.test(line) ? 'SIGTERM' : undefined;
}

/** What Intel's Fortran runtime, which numpy may bring along, prints on Windows for Ctrl-C. */
export function isInterruptOfWindows(text: string): boolean {
	return text.startsWith('forrtl: error (200): program aborting due to control-C event');
}

/** A failure that is not a Python traceback, in the shape of one. */
export type Failure = Pick<Traceback, 'exception' | 'message'>;

/**
Recognises what ends a program without a traceback: wrong arguments, a script that is not there, a crash that a shell reports.
*/
export function recogniseFailure(text: string): Failure | undefined {
	const [, wrongUsage] = /^\S+\.py: error: (.*\S)\s*$/.exec(text) ?? [];
	if (wrongUsage !== undefined) {
		return {exception: 'ArgumentError', message: wrongUsage};
	}

	const [, missing] = /^\S*python[\d.]*: (can't open file .*\S)\s*$/.exec(text) ?? [];
	if (missing !== undefined) {
		return {exception: 'FileNotFoundError', message: missing};
	}

	// Intel's OpenMP ends the program by itself, such as where numpy and PyTorch bring along one each.
	const [, reason] = /^OMP: (Error #\d+: .*\S)\s*$/.exec(text) ?? [];
	if (reason !== undefined) {
		return {exception: 'OMP', message: reason};
	}

	const line = text.trim();
	const [, word = ''] = fault.exec(line) ?? loneFault.exec(line) ?? [];
	const [, code = ''] = exitCodeForm.exec(line) ?? [];
	const name = faultNames.get(word) ?? faultCodes.get(code);
	return name === undefined ? undefined : {exception: name, message: ''};
}

/** `terminate called after throwing an instance of 'c10::Error'`: the exception's name. */
export function recogniseAbort(text: string): string | undefined {
	return /terminate called after throwing an instance of '([^']+)'/.exec(text)?.[1];
}

/** `  what():  MESSAGE`, which follows an abort. */
export function recogniseAbortReason(text: string): string | undefined {
	return /^\s*what\(\):(.*)/.exec(text)?.[1]?.trim();
}
