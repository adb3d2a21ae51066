import type {EndingSignal} from '../domain/run.ts';
import {toWindowsExit} from '../domain/windows-exit.ts';
import {endOfWord, type ProgramEnd} from './process-death.ts';

/*
What starts programs for others reports of their end: shells' helpers, editors, CI, schedulers. Each recogniser gives undefined for every other line.
*/

/** The exit code behind the words. */
const exitCodes: readonly RegExp[] = [
	/^command terminated with exit code (\d+)\b/,
	/^(?:##\[error\]|Error: )Process completed with exit code (\d+)\.?$/,
	/^ERROR: Job failed: (?:command terminated with )?exit (?:code|status) (\d+)\b/,
	// PyCharm, in English and Chinese.
	/^(?:process finished with exit code |进程已结束[,;，；]? ?退出代码为?[ :：]*)(-?\d+|0x[\da-f]+)\b/i,
	// IPython, of a script that it runs.
	/^SystemExit: (\d+)$/,
	// VS Code, its Code Runner, Sublime Text.
	/^The terminal process .*terminated with exit code: (-?\d+)\.?$/,
	/^\[Done\] exited with code=(-?\d+) in [\d.]+ seconds$/,
	/^\[Finished in [\d.]+m?s with exit code (-?\d+)\]$/,
	/^(?:(?:process|program|python|job|task|script|training|container) )?(?:exit|return)[ _]?code ?[:=] ?(-?\d+|0x[\da-f]+)\.?$/i,
	// Docker Compose, of the service whose lines are read: its name was taken away.
	/^exited with code (\d+)$/,
	/^make(?:\[\d+\])?: \*{3} \[.+\] Error (\d+)$/,
	/^script returned exit code (\d+)$/,
	/^Command exited with non-zero status (\d+)$/,
	/^Exited with exit code (\d+)\.$/,
	/^srun: error: \S+: tasks? [\d,-]+: Exited with exit code (\d+)$/,
];

/** A word of a shell, or the number of a signal, behind the words. */
const signals: readonly RegExp[] = [
	/^make(?:\[\d+\])?: \*{3} \[.+\] ([A-Z].*)$/,
	/^srun: error: \S+: tasks? [\d,-]+: ([A-Z].*)$/,
	/^Command terminated by signal (\d+)$/,
	/^Exited by signal (\d+)\.$/,
];

/** Schedulers and CI that end a program themselves: at its limit of time or because a person wants it, or at its limit of memory. */
const ends: ReadonlyArray<readonly [RegExp, EndingSignal | 'SIGINT']> = [
	[/^slurmstepd: error: Detected \d+ oom[-_]kill event|^srun: error: \S+: tasks? [\d,-]+: Out Of Memory$/, 'SIGKILL'],
	[/^slurmstepd: error: (?:job|step) \S+ exceeded memory limit .*being killed|^slurmstepd: error: exceeded (?:job|step) memory limit\b/i, 'SIGKILL'],
	[/^slurmstepd: error: \*{3} (?:JOB|STEP) \S+ ON \S+ CANCELLED AT /, 'SIGTERM'],
	[/^TERM_MEMLIMIT: job killed after reaching LSF memory usage limit\b/, 'SIGKILL'],
	[/^TERM_(?:RUNLIMIT|OWNER|ADMIN|PREEMPT|CPULIMIT|DEADLINE): job killed\b/, 'SIGTERM'],
	[/^=>> PBS: job killed: v?p?mem\b.* exceeded\b/, 'SIGKILL'],
	[/^=>> PBS: job killed: (?:walltime|cput)\b.* exceeded\b/, 'SIGTERM'],
	[/^ERROR: Job failed: execution took longer than \S+/, 'SIGTERM'],
	[/^(?:##\[error\]|Error: )The operation was canceled\.$|^ERROR: Job failed: canceled$/, 'SIGINT'],
];

/** The shells' exit code for a signal: 128 + its number. */
const signalWords = new Map([
	[1, 'Hangup'], [2, 'Interrupt'], [4, 'Illegal instruction'], [6, 'Aborted'], [7, 'Bus error'], [8, 'Floating point exception'], [9, 'Killed'], [11, 'Segmentation fault'], [15, 'Terminated'],
]);

function endOfSignal(signal: number): ProgramEnd | undefined {
	const word = signalWords.get(signal);
	return word === undefined ? undefined : endOfWord(word);
}

/** How a program has ended, by its exit code as another program reports it. */
export function endOfCode(code: number): ProgramEnd {
	const windows = toWindowsExit(code);
	switch (windows?.kind) {
		case 'fault': {
			return {kind: 'failed', exception: windows.name, message: windows.status};
		}

		case 'interrupted': {
			return {kind: 'interrupted'};
		}

		case 'terminated': {
			return {kind: 'killed', signal: 'SIGTERM'};
		}

		case undefined: {
			return (code > 128 ? endOfSignal(code - 128) : undefined) ?? {kind: 'exit-code', exitCode: code};
		}
	}
}

/** How a program has ended, where the line is a report of what started it. */
export function recogniseReportedEnd(text: string): ProgramEnd | undefined {
	const line = text.trim();
	for (const form of exitCodes) {
		const [, code] = form.exec(line) ?? [];
		if (code !== undefined) {
			return endOfCode(Number(code));
		}
	}

	const [, signal] = ends.find(([form]) => form.test(line)) ?? [];
	if (signal !== undefined) {
		return signal === 'SIGINT' ? {kind: 'interrupted'} : {kind: 'killed', signal};
	}

	for (const form of signals) {
		const [, word] = form.exec(line) ?? [];
		if (word !== undefined) {
			return /^\d+$/.test(word) ? endOfSignal(Number(word)) : endOfWord(word.replace(/ \((?:core dumped|核心已转储)\)$/, ''));
		}
	}

	return undefined;
}
