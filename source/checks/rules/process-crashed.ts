
import {toWindowsExit} from '../../domain/windows-exit.ts';
import type {Facts} from '../diagnosis-facts.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {type Language, wordsIn} from '../../words/words.ts';

/** 128 + the number of the signal with which the kernel or the C library ends a faulty program. */
const faults: Readonly<Record<number, string>> = {
	132: 'SIGILL',
	134: 'SIGABRT',
	136: 'SIGFPE',
	139: 'SIGSEGV',
};

/** What a launcher reports of one of its processes. */
const crashSignals: ReadonlySet<string> = new Set(['SIGILL', 'SIGABRT', 'SIGFPE', 'SIGSEGV']);

const shellForm = /^(?:Fatal Python error: )?(Segmentation fault|Aborted|Floating point exception|Illegal instruction|Access violation|Stack overflow|Heap corruption|Stack buffer overrun|Breakpoint|In-page error|Integer division by zero|DLL not found|Entry point of a DLL not found|DLL initialization failed|Fail fast exception|Uncaught C\+\+ exception)\b/;
/** One word alone is taken for an exception's name. */
const oneWord = ['Aborted'];
/** The C++ runtime names the type of what nobody caught, with its namespace. */
const abortForm = /^((?:\w+::)+\w+)(?:: .*)?$/s;

export const processCrashed: Rule = {
	id: 'process-crashed',
	level: 'error',
	supersedes: ['python-traceback'],
	find(facts, language) {
		const crash = findCrash(facts, language);
		if (crash === undefined) {
			return undefined;
		}

		const texts = wordsIn(language).programDiagnoses['process-crashed'];
		return {
			what: texts.what(crash.reason), why: texts.why(), action: texts.action(), evidence: [crash.evidence],
		};
	},
};

function findCrash({run}: Facts, language: Language): {readonly reason: string; readonly evidence: string} | undefined {
	const printed = findError(run, {message: shellForm}) ?? findError(run, {exceptions: oneWord}) ?? findError(run, {message: abortForm});
	if (printed !== undefined) {
		return {reason: printed.groups[0] ?? oneWord[0]!, evidence: toEvidence(printed.error.text)};
	}

	const {failure} = run.ranks ?? {};
	const {evidence} = wordsIn(language);
	if (failure?.signal !== undefined && crashSignals.has(failure.signal)) {
		return {reason: evidence.faultWithCode(failure.signal, String(failure.exitCode)), evidence: evidence.exitCodeOf(String(failure.exitCode), failure.signal)};
	}

	const exitCode = run.exitCode ?? run.container?.exitCode;
	const windows = exitCode === undefined ? undefined : toWindowsExit(exitCode);
	const fault = exitCode === undefined ? undefined : faults[exitCode] ?? (windows?.kind === 'fault' ? windows.name : undefined);
	return fault === undefined || run.phase.kind === 'finished'
		? undefined
		: {reason: evidence.faultWithCode(fault, String(exitCode)), evidence: evidence.exitCodeOf(String(exitCode), fault)};
}
