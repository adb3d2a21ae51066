import {metricLabel} from '../../domain/metric.ts';
import {qualityDiagnoses} from '../../text/diagnoses/quality.ts';
import {isLoose, metricText, selectResult} from '../class-table.ts';
import type {Rule} from '../rule.ts';

export const looseBoxes: Rule = {
	id: 'loose-boxes',
	severity: 'hint',
	find({run}, language) {
		const summary = selectResult(run)?.summary;
		if (summary === undefined || !isLoose(summary)) {
			return undefined;
		}

		const texts = qualityDiagnoses(language)['loose-boxes'];
		const map50 = metricText(summary.metrics.map50);
		const map50To95 = metricText(summary.metrics.map50To95);
		return {
			what: texts.what(map50, map50To95), why: texts.why(), action: texts.action(), evidence: [`${summary.name}: ${metricLabel('map50')} ${map50}, ${metricLabel('map50To95')} ${map50To95}`],
		};
	},
};
