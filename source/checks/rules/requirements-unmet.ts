import {programDiagnoses} from '../../text/diagnoses/program.ts';
import {toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

/** Source: check_requirements of YOLOv5 and Ultralytics: the prefix, then the failed pip command. */
const form = /^requirements: .*(?:❌|command '.*pip.* install .*' returned non-zero)/iu;

export const requirementsUnmet: Rule = {
	id: 'requirements-unmet',
	level: 'warning',
	find({run}, language) {
		const notice = run.notices.find(({text}) => form.test(text));
		if (notice === undefined) {
			return undefined;
		}

		const texts = programDiagnoses(language)['requirements-unmet'];
		return {
			what: texts.what(), why: texts.why(), action: texts.action(), evidence: [toEvidence(notice.text)],
		};
	},
};
