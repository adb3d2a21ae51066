import {score} from '../../domain/fitness.ts';
import {selectStatus} from '../../run/select-status.ts';
import {progressDiagnoses} from '../../text/diagnoses/progress.ts';
import {evidenceTexts} from '../../text/diagnoses/evidence.ts';
import {metricText} from '../class-table.ts';
import type {Rule} from '../rule.ts';

/** Epochs without improvement that are more than a pause, and their share of all that ran. */
const leastEpochs = 20;
const leastShare = 0.2;
/** Less than this is noise of the validation. */
const leastGain = 0.005;
/** Below it the model has not begun to learn, which is something else. */
const begun = 0.01;

export const plateau: Rule = {
	id: 'plateau',
	severity: 'hint',
	find({run, now}, language) {
		const values = run.history.flatMap(record => {
			const value = score(record);
			return value === undefined ? [] : [{epoch: record.epoch, value}];
		});
		const window = Math.max(leastEpochs, Math.ceil(leastShare * values.length));
		const {status} = selectStatus(run, now);
		if (values.length < window + leastEpochs || !['training', 'validating', 'finished', 'paused'].includes(status)) {
			return undefined;
		}

		const earlier = values.slice(0, -window);
		const highest = Math.max(...earlier.map(({value}) => value));
		const before = earlier.find(({value}) => value === highest)!;
		const recent = Math.max(...values.slice(-window).map(({value}) => value));
		if (before.value < begun || recent - before.value >= leastGain) {
			return undefined;
		}

		const texts = progressDiagnoses(language).plateau;
		const metric = run.history.at(-1)?.metrics?.top1 === undefined ? 'mAP50-95' : 'top1';
		const last = values.at(-1)!;
		const evidence = evidenceTexts(language);
		const best = evidence.atEpoch(metricText(before.value), String(before.epoch));
		return {
			what: texts.what(metric, String(last.epoch - before.epoch), best),
			why: texts.why(),
			action: texts.action(),
			evidence: [evidence.best(best), evidence.bestOfLast(String(window), metricText(recent))],
		};
	},
};
