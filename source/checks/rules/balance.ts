import {traitsOf} from '../../domain/framework.ts';
import {qualityDiagnoses} from '../../text/diagnoses/quality.ts';
import {
	balanceOf,
	hasLearned,
	metricText,
	selectResult,
	type Balance,
} from '../class-table.ts';
import type {Rule} from '../rule.ts';

/** For the option of detect.py and of `yolo predict`, whose default is 0.25. */
const thresholds: Readonly<Record<Balance, string>> = {misses: '0.1', invents: '0.5'};

/** Makes the two rules that compare precision with recall. */
function createBalanceRule(id: 'low-recall' | 'low-precision', balance: Balance): Rule {
	return {
		id,
		severity: 'hint',
		find({run}, language) {
			const summary = selectResult(run)?.summary;
			if (summary === undefined || !hasLearned(summary) || balanceOf(summary) !== balance) {
				return undefined;
			}

			const texts = qualityDiagnoses(language)[id];
			const precision = metricText(summary.metrics.precision);
			const recall = metricText(summary.metrics.recall);
			return {
				what: texts.what(precision, recall),
				why: texts.why(),
				action: texts.action(traitsOf(run.framework?.name).options.confidence + thresholds[balance]),
				evidence: [`${summary.name}: P ${precision}, R ${recall}`],
			};
		},
	};
}

export const lowRecall = createBalanceRule('low-recall', 'misses');
export const lowPrecision = createBalanceRule('low-precision', 'invents');
