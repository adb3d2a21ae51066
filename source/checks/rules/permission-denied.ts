import {storageDiagnoses} from '../../text/diagnoses/storage.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

const form = /^\[errno 13\] permission denied(?:: '?([^']*)'?)?/i;

export const permissionDenied: Rule = {
	id: 'permission-denied',
	level: 'error',
	supersedes: ['python-traceback'],
	find({run}, language) {
		const found = findError(run, {exceptions: ['PermissionError'], message: form});
		if (found === undefined) {
			return undefined;
		}

		const texts = storageDiagnoses(language)['permission-denied'];
		return {
			what: texts.what(found.groups[0] ?? ''), why: texts.why(), action: texts.action(), evidence: [toEvidence(found.error.text)],
		};
	},
};
