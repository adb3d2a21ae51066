import {storageDiagnoses} from '../../text/diagnoses/storage.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

const form = /^\[errno 30\] read-only file system(?:: '?([^']*)'?)?/i;

export const outputReadOnly: Rule = {
	id: 'output-read-only',
	level: 'error',
	supersedes: ['python-traceback'],
	find({run}, language) {
		const found = findError(run, {exceptions: ['OSError'], message: form});
		if (found === undefined) {
			return undefined;
		}

		const texts = storageDiagnoses(language)['output-read-only'];
		return {
			what: texts.what(found.groups[0] ?? ''), why: texts.why(), action: texts.action(), evidence: [toEvidence(found.error.text)],
		};
	},
};
