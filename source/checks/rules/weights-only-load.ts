import {checkpointDiagnoses} from '../../text/diagnoses/checkpoint.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

/** Source: torch/serialization.py of 2.4 and later. */
const form = /^weights only load failed|unsupported global: .* was not an allowed global by default/i;

export const weightsOnlyLoad: Rule = {
	id: 'weights-only-load',
	level: 'error',
	supersedes: ['python-traceback', 'weights-corrupt'],
	find({run}, language) {
		const found = findError(run, {exceptions: ['UnpicklingError'], message: form});
		if (found === undefined) {
			return undefined;
		}

		const texts = checkpointDiagnoses(language)['weights-only-load'];
		return {
			what: texts.what(), why: texts.why(), action: texts.action(), evidence: [toEvidence(found.error.text), run.torch === undefined ? '' : `torch-${run.torch}`],
		};
	},
};
