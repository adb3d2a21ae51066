
import type {Facts} from '../diagnosis-facts.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {type Language, wordsIn} from '../../words/words.ts';

/** Source: runc's error (executable file not found), POSIX shells (`sh: 1: pyhton: not found`, `bash: pyhton: command not found`). */
const runtimeForm = /exec: "([^"]+)": (?:executable file not found in \$PATH|stat [^:]*: no such file or directory)/;
const shellForm = /^\S*sh: (?:line )?(?:\d+: )?([^\s:]+): (?:command )?not found$/;
/** A shell's "not found". */
const notFoundExitCode = 127;

export const commandNotFound: Rule = {
	id: 'command-not-found',
	level: 'error',
	supersedes: ['container-start-failed'],
	find(facts, language) {
		const found = findProgram(facts, language);
		if (found === undefined) {
			return undefined;
		}

		const texts = wordsIn(language).programDiagnoses['command-not-found'];
		return {
			what: texts.what(found.program), why: texts.why(), action: texts.action(), evidence: [found.evidence],
		};
	},
};

function findProgram({run, startError}: Facts, language: Language): {readonly program: string; readonly evidence: string} | undefined {
	for (const text of [startError, run.container?.error]) {
		const [, program] = runtimeForm.exec(text ?? '') ?? [];
		if (program !== undefined) {
			return {program, evidence: toEvidence(text!)};
		}
	}

	// Once anything of a training was printed its program was found; what a script misses later is not the reason.
	if (run.phase.kind !== 'idle') {
		return undefined;
	}

	const printed = findError(run, {message: shellForm}) ?? findError(run, {message: runtimeForm});
	if (printed !== undefined) {
		return {program: printed.groups[0]!, evidence: toEvidence(printed.error.text)};
	}

	const exitCode = run.exitCode ?? run.container?.exitCode;
	return exitCode === notFoundExitCode && (run.container?.error ?? '') === '' ? {program: '', evidence: wordsIn(language).evidence.exitCode(String(exitCode))} : undefined;
}
