import {selectRanks} from '../../run/select-ranks.ts';
import {programDiagnoses} from '../../text/diagnoses/program.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

/** Source: ProcessGroupNCCL.cpp of PyTorch 1.12 to 2.9 (watchdog), torch.distributed's store. */
const form = /\bwatchdog caught collective operation timeout\b|\btimed out after \d+ seconds? waiting for clients\b|\bcollective operation timeout: worknccl/i;

export const ranksStuck: Rule = {
	id: 'ranks-stuck',
	level: 'error',
	supersedes: ['python-traceback', 'process-crashed'],
	find({run}, language) {
		const found = findError(run, {message: form});
		if (found === undefined) {
			return undefined;
		}

		const texts = programDiagnoses(language)['ranks-stuck'];
		const count = selectRanks(run)?.count;
		return {
			what: texts.what(), why: texts.why(), action: texts.action(), evidence: [toEvidence(found.error.text), count === undefined ? '' : texts.processes(String(count))],
		};
	},
};
