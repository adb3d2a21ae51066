import {selectLimit} from '../../run/select-limit.ts';
import {wordsIn} from '../../words/words.ts';
import type {Rule} from '../rule.ts';

/** A pace that is known from less than two epochs says too little of many. */
const leastEpochs = 2;

export const timeLimitNear: Rule = {
	id: 'time-limit-near',
	level: 'warning',
	find({run, now}, language) {
		const limit = now === undefined ? undefined : selectLimit(run, now);
		if (limit?.lastEpoch === undefined || limit.isEnough !== false || run.history.length < leastEpochs) {
			return undefined;
		}

		const texts = wordsIn(language).progressDiagnoses['time-limit-near'];
		const epochs = String(run.epochs);
		const name = run.target?.name ?? '';
		return {
			what: texts.what(String(Math.min(run.epochs!, limit.lastEpoch + 1)), epochs),
			why: texts.why(),
			action: texts.action(name),
			remedy: {kind: 'stop-before-limit'},
			evidence: [`TimeLimit ${Math.round((run.job?.limitMs ?? 0) / 60_000)} min`, texts.lastWhole(String(limit.lastEpoch))],
		};
	},
};
