import type {EndingSignal} from '../domain/run.ts';

/** How a program has ended, by the words of what saw it. A failure is in the shape of an exception. */
export type ProgramEnd =
	| {readonly kind: 'killed'; readonly signal: EndingSignal}
	| {readonly kind: 'interrupted'}
	| {readonly kind: 'failed'; readonly exception: string; readonly message: string}
	| {readonly kind: 'exit-code'; readonly exitCode: number};

/** The words of the shells, also in Chinese, for programs that a signal ended from outside. Source: glibc's and zsh's names of signals. */
const kills = new Map<string, EndingSignal>([
	['Killed', 'SIGKILL'],
	['killed', 'SIGKILL'],
	['已杀死', 'SIGKILL'],
	['Terminated', 'SIGTERM'],
	['terminated', 'SIGTERM'],
	['已终止', 'SIGTERM'],
	['Hangup', 'SIGHUP'],
	['hangup', 'SIGHUP'],
	['挂起', 'SIGHUP'],
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
	['Abort trap', 'Aborted'],
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
const killed = new RegExp(String.raw`^(?:${shellPrefix})?(Killed|Terminated|Hangup|已杀死|已终止|挂起)(?:: \d+)?(?:$| {2,}[^\s\d])`);
const killedInZsh = new RegExp(String.raw`^(?:${zshPrefix}|\[\d+\] +(?:[+-] +)?\d+ )(${killWords}) {2,}\S`);
const fault = new RegExp(String.raw`^(?:Fatal Python error: |${zshPrefix}|${shellPrefix})(${faultWords})(?!\w)`);
/** An interactive shell says no more of a program in the foreground; that of macOS adds the number of the signal. */
const loneFault = /^(Segmentation fault|Bus error|Aborted|Abort trap|Floating point exception|Illegal instruction|段错误|总线错误|已放弃)(?:: \d+)?(?: ?\((?:core dumped|核心已转储)\))?$/;

/** The C library ends a program whose memory is damaged. Source: malloc and stack protection of glibc. */
const damage = /^(?:\*{3} Error in `[^']+': )?((?:free|malloc|realloc|calloc|munmap_chunk)\(\): \S.*|(?:malloc_consolidate|_int_free)\(\): \S.*|double free or corruption.*|corrupted (?:double-linked list|size vs\. prev_size).*)$|^\*{3} ((?:stack smashing|buffer overflow) detected) \*{3}: terminated$/;
/** The C++ runtime where no exception is named in a line of its own. */
const terminated = /^(terminate called (?:without an active exception|recursively))$|^libc\+\+abi(?:\.dylib)?: terminating (?:due to|with) uncaught exception of type ([\w:]+)(?:: (.*))?$/;
/** Python's fault handler on Windows; other codes are exceptions that a library may catch. */
const windowsFatal = /^Windows fatal exception: (access violation|stack overflow)$/;

/** What a terminal shows of Ctrl-C where the program has no more to say; also what a notebook of Colab shows of a program whose memory is used up. */
const interruptEcho = /^\^C$/;

/** A word of each of the forms below and of those in exit-lines: one look at a line, since nearly all have none. */
const words = /[Kk]illed|[Tt]erminated|[Hh]angup|已|挂起|段错误|总线错误|[Ee]xit[ _]?(?:[Cc]ode|status)|EXIT_CODE|^SystemExit: |[Rr]eturn[ _]?[Cc]ode|退出代码|non-zero status|exited with|zsh: |OMP: Error |\.py: error|can't open|[Ss]egmentation f|[Bb]us error|[Aa]bort|Floating p|[Ii]llegal |terminate called|terminating |forrtl: |slurmstepd: |srun: |^make|\(\): |corrupt|detected \*|Windows fatal|^\s*\^C\s*$|TERM_|PBS: |canceled|Job failed|by signal/;

/** Whether any of the recognisers of ends can know the line. */
export function canBeDeath(text: string): boolean {
	return words.test(text);
}

/** The end that a shell means by a word; undefined for a word of no signal. */
export function endOfWord(word: string): ProgramEnd | undefined {
	if (word === 'Interrupt') {
		return {kind: 'interrupted'};
	}

	const signal = kills.get(word);
	if (signal !== undefined) {
		return {kind: 'killed', signal};
	}

	const exception = faultNames.get(word);
	return exception === undefined ? undefined : {kind: 'failed', exception, message: ''};
}

/**
What a shell prints for a program that a signal ended: `bash: line 1:     7 Killed      python train.py ...`,
`[1]+  Killed    python train.py`, or the word alone behind whatever the program printed last; Ctrl-C.
*/
export function recogniseShellsEnd(text: string): ProgramEnd | undefined {
	const line = text.trim();
	const [, word] = killed.exec(line) ?? killedInZsh.exec(line) ?? fault.exec(line) ?? loneFault.exec(line) ?? [];
	if (word !== undefined) {
		return endOfWord(word);
	}

	// Intel's Fortran runtime, which numpy may bring along, prints it on Windows for Ctrl-C.
	return interruptEcho.test(line) || line.startsWith('forrtl: error (200): program aborting due to control-C event') ? {kind: 'interrupted'} : undefined;
}

/**
What ends a program by itself without a traceback: wrong arguments, a script that is not there, a library that refuses, the C library and the
C++ runtime where something is damaged.
*/
export function recogniseOwnEnd(text: string): ProgramEnd | undefined {
	const line = text.trimEnd();
	const [, wrongUsage] = /^\S+\.py: error: (.*\S)$/.exec(line) ?? [];
	if (wrongUsage !== undefined) {
		return {kind: 'failed', exception: 'ArgumentError', message: wrongUsage};
	}

	const [, missing] = /^\S*python[\d.]*: (can't open file .*\S)$/.exec(line) ?? [];
	if (missing !== undefined) {
		return {kind: 'failed', exception: 'FileNotFoundError', message: missing};
	}

	// Intel's OpenMP ends the program by itself, such as where numpy and PyTorch bring along one each.
	const [, refusal] = /^OMP: (Error #\d+: .*\S)$/.exec(line) ?? [];
	if (refusal !== undefined) {
		return {kind: 'failed', exception: 'OMP', message: refusal};
	}

	const [, damaged, overwritten] = damage.exec(line) ?? [];
	const [, without, type, message = ''] = terminated.exec(line) ?? [];
	const reason = damaged ?? overwritten ?? without;
	if (reason !== undefined) {
		return {kind: 'failed', exception: 'Aborted', message: reason};
	}

	const [, windowsFault] = windowsFatal.exec(line) ?? [];
	const exception = type ?? windowsFault?.replace(/^./, first => first.toUpperCase());
	return exception === undefined ? undefined : {kind: 'failed', exception, message};
}

/** `terminate called after throwing an instance of 'c10::Error'`: the exception's name. */
export function recogniseAbort(text: string): string | undefined {
	return /terminate called after throwing an instance of '([^']+)'/.exec(text)?.[1];
}

/** `  what():  MESSAGE`, which follows an abort. */
export function recogniseAbortReason(text: string): string | undefined {
	return /^\s*what\(\):(.*)/.exec(text)?.[1]?.trim();
}
