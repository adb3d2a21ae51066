import type {RunState} from '../../domain/run.ts';
import {progressDiagnoses} from '../../text/diagnoses/progress.ts';
import {evidenceTexts} from '../../text/diagnoses/evidence.ts';
import {joinList} from '../../text/punctuation.ts';
import {brokenLosses} from '../broken-losses.ts';
import type {Rule} from '../rule.ts';

export const lossNan: Rule = {
	id: 'loss-nan',
	level: 'error',
	supersedes: ['validation-loss-nan', 'class-never-detected', 'class-below-confidence', 'plateau', 'low-recall', 'low-precision', 'overfitting', 'early-stop-near'],
	find({run}, language) {
		const found = findBroken(run);
		if (found === undefined) {
			return undefined;
		}

		const texts = progressDiagnoses(language)['loss-nan'];
		const first = run.history.find(({losses}) => brokenLosses(losses).length > 0)?.epoch ?? found.epoch;
		const losses = joinList(found.losses, language);
		return {
			what: texts.what(losses, String(first)),
			why: texts.why(),
			action: texts.action(),
			evidence: [evidenceTexts(language).brokenLosses(String(found.epoch), losses), run.settings.lr0 === undefined ? '' : `lr0=${run.settings.lr0}`],
		};
	},
};

/** The present epoch, or before its first batch the last completed one. A running mean that was nan stays so. */
function findBroken({progress, history}: RunState): {readonly epoch: number; readonly losses: readonly string[]} | undefined {
	const last = history.at(-1);
	const current = progress !== undefined && Object.keys(progress.losses).length > 0 ? progress : last;
	const losses = brokenLosses(current?.losses);
	return current === undefined || losses.length === 0 ? undefined : {epoch: current.epoch, losses};
}
