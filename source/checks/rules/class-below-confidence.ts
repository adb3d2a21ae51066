import {traitsOf} from '../../domain/framework.ts';
import {metricLabel} from '../../domain/metric.ts';
import {qualityDiagnoses} from '../../text/diagnoses/quality.ts';
import {evidenceTexts} from '../../text/diagnoses/evidence.ts';
import {
	classNames,
	isBelowConfidence,
	metricText,
	selectResult,
	shownClasses,
} from '../class-table.ts';
import type {Rule} from '../rule.ts';

export const classBelowConfidence: Rule = {
	id: 'class-below-confidence',
	severity: 'warning',
	find({run}, language) {
		const below = selectResult(run)?.classes.filter(row => isBelowConfidence(row)) ?? [];
		const texts = qualityDiagnoses(language)['class-below-confidence'];
		return below.length === 0
			? undefined
			: {
				what: texts.what(classNames(below, language)),
				why: texts.why(),
				action: texts.action(`${traitsOf(run.framework?.name).options.confidence}0.05`),
				evidence: below.slice(0, shownClasses).map(({name, instances, metrics}) => `${name}: ${metricLabel('precision')} ${metricText(metrics.precision)}, ${metricLabel('recall')} 0, ${metricLabel('map50')} ${metricText(metrics.map50)}, ${evidenceTexts(language).instances(String(instances ?? '-'))}`),
			};
	},
};
