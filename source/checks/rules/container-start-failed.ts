
import type {Facts} from '../diagnosis-facts.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** What `docker run` prints into the log of the shell that started it. Source: docker/cli, docker-errors recordings. */
const printedForm = /^docker: error response from daemon: (.+)$/is;

export const containerStartFailed: Rule = {
	id: 'container-start-failed',
	level: 'error',
	find(facts, language) {
		const {container} = facts.run;
		const error = findStartError(facts);
		if (error === undefined || error.trim() === '') {
			return undefined;
		}

		const texts = wordsIn(language).programDiagnoses['container-start-failed'];
		const line = toEvidence(error);
		return {
			what: texts.what(), why: texts.why(line), action: texts.action(), evidence: [line, container?.exitCode === undefined ? '' : wordsIn(language).evidence.exitCode(String(container.exitCode))],
		};
	},
};

/** The engine keeps the words of a failed start; a container that trained has started once. */
function findStartError({run, startError}: Facts): string | undefined {
	const {container, history, phase} = run;
	return startError
		?? (history.length === 0 && container?.status !== 'running' ? container?.error : undefined)
		?? (phase.kind === 'idle' ? findError(run, {message: printedForm})?.groups[0] : undefined);
}
