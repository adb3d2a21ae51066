import {isInEpochs} from '../../domain/run-status.ts';
import {selectEarlyStop} from '../../run/select-early-stop.ts';
import {selectStatus} from '../../run/select-status.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** Share of the patience that is left when it is worth a word; with a small patience at least this many epochs. */
const leftShare = 0.1;
const leftEpochs = 2;

export const earlyStopNear: Rule = {
	id: 'early-stop-near',
	level: 'hint',
	find({run, now}, language) {
		const countdown = selectEarlyStop(run);
		const isFinal = run.phase.kind === 'validating' && run.phase.isFinal;
		const isRunning = !isFinal && isInEpochs(selectStatus(run, now).status);
		if (!isRunning || countdown?.stopEpoch === undefined || countdown.used === 0) {
			return undefined;
		}

		const {left, patience, bestEpoch, stopEpoch, used} = countdown;
		if (left > Math.max(leftEpochs, Math.ceil(leftShare * patience))) {
			return undefined;
		}

		const texts = wordsIn(language).progressDiagnoses['early-stop-near'];
		return {
			what: texts.what(String(left), String(stopEpoch)),
			why: texts.why(String(patience), String(bestEpoch)),
			action: texts.action(),
			evidence: [`patience ${used}/${patience}`],
		};
	},
};
