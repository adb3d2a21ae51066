import {memoryDiagnoses} from '../../text/diagnoses/memory.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {smallerMemory} from '../advice/smaller-memory.ts';

/** Source: torch/csrc/DataLoader.cpp (killed by signal) and torch/utils/data/dataloader.py (exited unexpectedly). A bus error is another rule. */
const forms = /^dataloader worker \(pid(?:\(s\))? [\d ,]+\) (?:is killed by signal: (?!bus error)|exited unexpectedly)/i;

export const workerKilled: Rule = {
	id: 'worker-killed',
	level: 'error',
	supersedes: ['python-traceback'],
	find({run}, language) {
		const found = findError(run, {exceptions: ['RuntimeError'], message: forms});
		if (found === undefined) {
			return undefined;
		}

		const texts = memoryDiagnoses(language)['worker-killed'];
		const {options, remedy} = smallerMemory(run);
		return {
			what: texts.what(), why: texts.why(), action: texts.action(options), evidence: [toEvidence(found.error.text)], remedy,
		};
	},
};
