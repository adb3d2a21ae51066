import type {Traceback} from '../domain/run.ts';

const signals = new Map([['Killed', 'SIGKILL'], ['Terminated', 'SIGTERM']] as const);

/** What a shell puts before the word: its name and line, or the number of the job. */
const shellPrefix = String.raw`(?:\S*sh: )?line \d+: +\d+ |\[\d+\][+-]? +`;
/** A class may have such a name: behind it stand figures. */
const killed = new RegExp(String.raw`^(?:${shellPrefix})?(Killed|Terminated)(?:$| {2,}[^\s\d])`);
/** Faults of the program itself that a shell or Python's fault handler reports. */
const faults = 'Segmentation fault|Bus error|Aborted|Floating point exception|Illegal instruction';
const fault = new RegExp(String.raw`^(?:Fatal Python error: |${shellPrefix})(${faults})\b`);
/** An interactive shell says no more of a program in the foreground. */
const loneFault = new RegExp(String.raw`^(${faults})(?: \(core dumped\))?$`);

/** Slurm's words for a job whose memory is used up, and for one that was ended by a person or at its limit of time. */
const slurmMemory = /^slurmstepd: error: Detected \d+ oom[-_]kill event|^srun: error: \S+: tasks? [\d,-]+: (?:Out Of Memory|Killed)$/;
const slurmCancelled = /^slurmstepd: error: \*{3} (?:JOB|STEP) \S+ ON \S+ CANCELLED AT /;

/** A word of each of the forms below: one look at a line, since nearly all have none. */
const words = /Killed|Terminated|\.py: error|can't open|Segmentation f|Bus error|Aborted|Floating p|Illegal i|terminate called|forrtl: |slurmstepd: |srun: /;

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
	const [, word] = killed.exec(line) ?? [];
	if (word !== undefined) {
		return signals.get(word as 'Killed' | 'Terminated');
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

	const line = text.trim();
	const [, name] = fault.exec(line) ?? loneFault.exec(line) ?? [];
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
