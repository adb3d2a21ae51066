import {programDiagnoses} from '../../text/diagnoses/program.ts';
import {toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

export const containerStartFailed: Rule = {
	id: 'container-start-failed',
	severity: 'error',
	about: language => programDiagnoses(language)['container-start-failed'].about,
	find({run: {container, history}, startError}, language) {
		// The engine keeps the words of a failed start; a container that trained has started once.
		const error = startError ?? (history.length === 0 && container?.status !== 'running' ? container?.error : undefined);
		if (error === undefined || error.trim() === '') {
			return undefined;
		}

		const texts = programDiagnoses(language)['container-start-failed'];
		const line = toEvidence(error);
		return {
			what: texts.what(), why: texts.why(line), action: texts.action(), evidence: [line, container?.exitCode === undefined ? '' : `exit code ${container.exitCode}`],
		};
	},
};
