import {qualityDiagnoses} from '../../text/diagnoses/quality.ts';
import {evidenceTexts} from '../../text/diagnoses/evidence.ts';
import {
	classNames,
	metricText,
	neverDetected,
	selectResult,
	shownClasses,
} from '../class-table.ts';
import type {Rule} from '../rule.ts';

export const classNeverDetected: Rule = {
	id: 'class-never-detected',
	level: 'warning',
	find({run}, language) {
		const result = selectResult(run);
		if (result === undefined) {
			return undefined;
		}

		const texts = qualityDiagnoses(language)['class-never-detected'];
		const {summary, classes} = result;
		const never = neverDetected(classes);
		// YOLOv5 prints no class rows at all when not one prediction matched.
		if (run.isFinalValidation && neverDetected([summary]).length > 0 && never.length === classes.length) {
			const epochs = run.history.at(-1)?.epoch;
			return {
				what: texts.whatAll(),
				why: texts.whyAll(epochs === undefined ? '' : String(epochs)),
				action: texts.actionAll(),
				evidence: [`${summary.name}: P ${metricText(summary.metrics.precision)}, R 0, ${evidenceTexts(language).instances(String(summary.instances ?? '-'))}`],
			};
		}

		return never.length === 0
			? undefined
			: {
				what: texts.what(classNames(never, language)),
				why: texts.why(),
				action: texts.action(),
				evidence: never.slice(0, shownClasses).map(({name, instances, metrics}) => `${name}: P ${metricText(metrics.precision)}, R 0, ${evidenceTexts(language).instances(String(instances ?? '-'))}`),
			};
	},
};
