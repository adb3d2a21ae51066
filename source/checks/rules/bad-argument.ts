import {programDiagnoses} from '../../text/diagnoses/program.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

/** Ultralytics checks its own name=value arguments. Source: ultralytics/cfg/__init__.py, check_dict_alignment and check_cfg. */
const ultralyticsForms = /^'?[^']*'? ?is not a valid yolo argument|^'[^'][^'=]*=[^']*' is (?:of )?(?:an )?invalid (?:type|value)|^(?:invalid|the) '(?:task|mode)=/i;

export const badArgument: Rule = {
	id: 'bad-argument',
	severity: 'error',
	supersedes: ['python-traceback'],
	find({run}, language) {
		const found = findError(run, {exceptions: ['ArgumentError']})
			?? findError(run, {exceptions: ['SyntaxError', 'TypeError', 'ValueError'], message: ultralyticsForms});
		if (found === undefined) {
			return undefined;
		}

		const texts = programDiagnoses(language)['bad-argument'];
		return {
			what: texts.what(toEvidence(found.error.message).replace(/\.$/, '')),
			why: texts.why(),
			action: texts.action(found.error.exception !== 'ArgumentError'),
			evidence: [toEvidence(found.error.text)],
		};
	},
};
