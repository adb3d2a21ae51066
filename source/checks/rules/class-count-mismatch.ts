import {datasetDiagnoses} from '../../text/diagnoses/dataset.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

/** Source: check_dataset and val.py of YOLOv5, check_det_dataset of Ultralytics, ATen's cross_entropy for a folder of classification that training has not. */
const forms = /^\d+ names found for nc=\d+|^target \d+ is out of bounds|'names' length \d+ and 'nc: \d+' must match|\(\d+ classes\) trained on different --data than what you passed \(\d+ classes\)/i;

/** The same where a GPU looks the target up. Source: ATen/native/cuda/Loss.cu, SpatialClassNLLCriterion. */
const onGpu = /\bassertion `(?:t|cur_target) >= 0 && (?:t|cur_target) < n_classes` failed/i;

export const classCountMismatch: Rule = {
	id: 'class-count-mismatch',
	level: 'error',
	supersedes: ['python-traceback'],
	find({run}, language) {
		const found = findError(run, {exceptions: ['AssertionError', 'SyntaxError', 'IndexError', 'RuntimeError'], message: forms}) ?? findError(run, {message: onGpu});
		if (found === undefined) {
			return undefined;
		}

		const texts = datasetDiagnoses(language)['class-count-mismatch'];
		return {
			what: texts.what(toEvidence(found.error.message)), why: texts.why(), action: texts.action(), evidence: [toEvidence(found.error.text)],
		};
	},
};
