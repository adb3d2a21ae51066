import {leadingMetric} from '../../domain/metric.ts';
import {bestRecord, score} from '../../domain/fitness.ts';
import type {EpochRecord} from '../../domain/run.ts';
import {isInEpochs} from '../../domain/run-status.ts';
import {selectBestEpoch} from '../../run/select-best-epoch.ts';
import {selectStatus} from '../../run/select-status.ts';
import {metricText} from '../class-table.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** Epochs without improvement that are more than a pause, and their share of all that ran. */
const minEpochs = 20;
const minShare = 0.2;
/** Less than this is noise of the validation. */
const minGain = 0.005;
/** Below it the model has not begun to learn, which is something else. */
const begun = 0.01;

export const plateau: Rule = {
	id: 'plateau',
	level: 'hint',
	find({run, now}, language) {
		const measured = run.history.filter(record => score(record) !== undefined);
		const window = Math.max(minEpochs, Math.ceil(minShare * measured.length));
		const {status} = selectStatus(run, now);
		const best = selectBestEpoch(run);
		if (best === undefined || measured.length < window + minEpochs || (status !== 'finished' && status !== 'paused' && !isInEpochs(status))) {
			return undefined;
		}

		const recent = measured.slice(-window);
		const before = measured.slice(0, -window);
		const earlier = before.includes(best) ? best : bestRecord(before, run.framework?.name)!;
		const gain = Math.max(...recent.map(record => score(record)!)) - score(earlier)!;
		if (score(earlier)! < begun || gain >= minGain) {
			return undefined;
		}

		const texts = wordsIn(language).progressDiagnoses.plateau;
		const {evidence} = wordsIn(language);
		const metric = scoreLabel(best);
		const atEpoch = (record: EpochRecord) => evidence.atEpoch(metricText(score(record)), String(record.epoch));
		const since = measured.at(-1)!.epoch - best.epoch;
		return {
			// A gain that is mere noise makes another epoch the best one: that is not "no improvement".
			what: best !== earlier && since < window ? texts.whatHardly(metric, String(window), Math.max(0, score(best)! - score(earlier)!).toFixed(3), atEpoch(best)) : texts.what(metric, String(since), atEpoch(best)),
			why: texts.why(),
			action: texts.action(),
			evidence: [evidence.best(atEpoch(best)), best === earlier ? evidence.bestOfLast(String(window), atEpoch(bestRecord(recent, run.framework?.name)!)) : evidence.bestBefore(String(window), atEpoch(earlier))],
		};
	},
};

/** What the score of an epoch is; sets that are summed have the letters of Ultralytics' columns. */
function scoreLabel({metrics, maskMetrics, poseMetrics}: EpochRecord): string {
	const {label} = leadingMetric(metrics);
	const others = [...(maskMetrics === undefined ? [] : ['M']), ...(poseMetrics === undefined ? [] : ['P'])];
	return others.length === 0 ? label : ['B', ...others].map(set => `${label}(${set})`).join(' + ');
}
