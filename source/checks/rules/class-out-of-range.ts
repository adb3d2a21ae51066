
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** Source: train.py of YOLOv5 (assertion), verify_image_label of Ultralytics (warning of one file). */
const forms = /label class (\d+) exceeds (?:nc=|dataset class count )(\d+)/i;

export const classOutOfRange: Rule = {
	id: 'class-out-of-range',
	level: 'error',
	supersedes: ['python-traceback'],
	find({run}, language) {
		const texts = wordsIn(language).datasetDiagnoses['class-out-of-range'];
		const found = findError(run, {exceptions: ['AssertionError'], message: forms});
		if (found !== undefined) {
			const [label = '', count = ''] = found.groups;
			return {
				what: texts.what(label, count), why: texts.why(highest(count)), action: texts.action(), evidence: [toEvidence(found.error.text)],
			};
		}

		const notice = run.notices.find(({text}) => forms.test(text));
		const [, label = '', count = ''] = forms.exec(notice?.text ?? '') ?? [];
		return notice === undefined
			? undefined
			: {
				what: texts.what(label, count), why: texts.why(highest(count)), action: texts.action(), evidence: [toEvidence(notice.text)], level: 'warning', supersedes: [],
			};
	},
};

function highest(count: string): string {
	return count === '' ? '' : String(Math.max(0, Number(count) - 1));
}
