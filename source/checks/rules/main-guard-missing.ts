import {programDiagnoses} from '../../text/diagnoses/program.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

/** Source: multiprocessing/spawn.py of Python, where workers are started by running the script once more (Windows, macOS). */
const form = /^an attempt has been made to start a new process before the\b/i;

export const mainGuardMissing: Rule = {
	id: 'main-guard-missing',
	level: 'error',
	supersedes: ['python-traceback', 'worker-killed'],
	find({run}, language) {
		const found = findError(run, {exceptions: ['RuntimeError'], message: form});
		if (found === undefined) {
			return undefined;
		}

		const texts = programDiagnoses(language)['main-guard-missing'];
		return {
			what: texts.what(), why: texts.why(), action: texts.action(), evidence: [toEvidence(found.error.text)],
		};
	},
};
