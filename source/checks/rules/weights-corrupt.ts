import {checkpointDiagnoses} from '../../text/diagnoses/checkpoint.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

/** Source: caffe2/serialize/inline_container.cc, torch/serialization.py, pickle; a page that was saved instead of the file begins with `<`. */
const forms = /pytorchstreamreader failed (?:reading|finding)|^unexpected eof, expected \d+ more bytes\. the file might be corrupted|^pickle data was truncated|^invalid load key, |^ran out of input$|invalid magic number; corrupt file/i;

export const weightsCorrupt: Rule = {
	id: 'weights-corrupt',
	level: 'error',
	supersedes: ['python-traceback'],
	find({run}, language) {
		const found = findError(run, {exceptions: ['RuntimeError', 'UnpicklingError', 'EOFError'], message: forms});
		if (found === undefined) {
			return undefined;
		}

		const texts = checkpointDiagnoses(language)['weights-corrupt'];
		return {
			what: texts.what(), why: texts.why(), action: texts.action(), evidence: [toEvidence(found.error.text)],
		};
	},
};
