import {qualityDiagnoses} from '../../text/diagnoses/quality.ts';
import {evidenceTexts} from '../../text/diagnoses/evidence.ts';
import {joinList} from '../../text/punctuation.ts';
import type {Language} from '../../text/language.ts';
import {metricText, neverDetected, selectResult} from '../class-table.ts';
import type {Rule} from '../rule.ts';

/** Classes that are named; a table may have hundreds. */
const shownClasses = 6;

export const classNeverDetected: Rule = {
	id: 'class-never-detected',
	severity: 'warning',
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
				what: texts.what(names(never.map(({name}) => name), language)),
				why: texts.why(),
				action: texts.action(),
				evidence: never.slice(0, shownClasses).map(({name, instances, metrics}) => `${name}: P ${metricText(metrics.precision)}, R 0, ${evidenceTexts(language).instances(String(instances ?? '-'))}`),
			};
	},
};

function names(list: readonly string[], language: Language): string {
	return `${joinList(list.slice(0, shownClasses), language)}${list.length > shownClasses ? ` (+${list.length - shownClasses})` : ''}`;
}
