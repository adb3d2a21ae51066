import {traitsOf} from '../../domain/framework.ts';
import {metricLabel} from '../../domain/metric.ts';
import type {RunState} from '../../domain/run.ts';
import type {ValidationRow} from '../../domain/validation.ts';
import {
	balanceOf,
	fewExamples,
	hasLearned,
	isBelowConfidence,
	isByChance,
	isLoose,
	metricText,
	neverDetected,
	selectResult,
	type Balance,
	type ResultTable,
} from '../class-table.ts';
import type {Finding, Rule, RuleWords} from '../rule.ts';
import {joinList} from '../../words/punctuation.ts';
import {type Language, type Words, wordsIn} from '../../words/words.ts';

type Texts = Words['qualityDiagnoses'];

/** Classes that are named in a diagnosis; a table may have hundreds. */
const shownClasses = 6;

/** The first names as a list, with how many more there are. */
function listNames(names: readonly string[], language: Language): string {
	return `${joinList(names.slice(0, shownClasses), language)}${names.length > shownClasses ? ` (+${names.length - shownClasses})` : ''}`;
}

const namesOf = (rows: readonly ValidationRow[]) => rows.map(({name}) => name);

function instancesText({instances}: ValidationRow, language: Language): string {
	return wordsIn(language).evidence.instances(String(instances ?? '-'));
}

/** The confidence of detect.py and of `yolo predict`, whose default is 0.25. */
const threshold = ({framework}: RunState, value: string) => `${traitsOf(framework?.name).options.confidence}${value}`;

/** A rule about the figures of a result; `why` and `action` are the plain ones where `find` gives none. */
function resultRule<Id extends keyof Texts>(
	{id, level}: {readonly id: Id; readonly level: Rule['level']},
	find: (result: ResultTable, texts: Texts[Id], run: RunState, language: Language) => false | (Pick<Finding, 'what' | 'evidence'> & Partial<Finding>),
): Rule {
	return {
		id, level,
		find({run}, language) {
			const result = selectResult(run);
			const texts = wordsIn(language).qualityDiagnoses[id];
			const found = result !== undefined && find(result, texts, run, language);
			const {why, action} = texts as RuleWords;
			return found === false ? undefined : {why: why(), action: action(), ...found};
		},
	};
}

export const classNeverDetected = resultRule({id: 'class-never-detected', level: 'warning'}, ({summary, classes}, texts, run, language) => {
	const never = neverDetected(classes);
	// YOLOv5 prints no class rows at all when not one prediction matched.
	if (run.isFinalValidation && neverDetected([summary]).length > 0 && never.length === classes.length) {
		return {
			what: texts.whatAll(),
			why: texts.whyAll(String(run.history.at(-1)?.epoch ?? '')),
			action: texts.actionAll(),
			evidence: [`${summary.name}: P ${metricText(summary.metrics.precision)}, R 0, ${instancesText(summary, language)}`],
		};
	}

	return never.length > 0 && {
		level: never.every(row => isByChance(row)) ? 'hint' : 'warning',
		what: texts.what(listNames(namesOf(never), language)),
		evidence: never.slice(0, shownClasses).map(row => `${row.name}: P ${metricText(row.metrics.precision)}, R 0, ${instancesText(row, language)}`),
	};
});

export const classBelowConfidence = resultRule({id: 'class-below-confidence', level: 'warning'}, ({classes}, texts, run, language) => {
	const below = classes.filter(row => isBelowConfidence(row) && !isByChance(row));
	return below.length > 0 && {
		what: texts.what(listNames(namesOf(below), language)),
		action: texts.action(threshold(run, '0.05')),
		evidence: below.slice(0, shownClasses).map(row => `${row.name}: ${metricLabel('precision')} ${metricText(row.metrics.precision)}, ${metricLabel('recall')} 0, ${metricLabel('map50')} ${metricText(row.metrics.map50)}, ${instancesText(row, language)}`),
	};
});

/** The two rules that compare precision with recall. */
function balanceRule(id: 'low-recall' | 'low-precision', balance: Balance, confidence: string): Rule {
	return resultRule({id, level: 'hint'}, ({summary}, texts, run) => {
		const precision = metricText(summary.metrics.precision);
		const recall = metricText(summary.metrics.recall);
		return hasLearned(summary) && balanceOf(summary) === balance && {what: texts.what(precision, recall), action: texts.action(threshold(run, confidence)), evidence: [`${summary.name}: ${metricLabel('precision')} ${precision}, ${metricLabel('recall')} ${recall}`]};
	});
}

export const lowRecall = balanceRule('low-recall', 'misses', '0.1');
export const lowPrecision = balanceRule('low-precision', 'invents', '0.5');

export const fewExamplesRule = resultRule({id: 'few-examples', level: 'hint'}, ({classes}, texts, _, language) => {
	const few = fewExamples(classes).map(({name, instances}) => `${name} (${instances})`);
	return few.length > 0 && {what: texts.what(listNames(few, language)), evidence: few.slice(0, shownClasses)};
});

export const classWithoutLabels = resultRule({id: 'class-without-labels', level: 'hint'}, ({classes}, texts, {phase, classCount}, language) => {
	const empty = namesOf(classes.filter(({instances}) => instances === 0));
	if (empty.length > 0) {
		return {what: texts.what(listNames(empty, language)), evidence: empty.slice(0, shownClasses).map(name => `${name}: 0`)};
	}

	// Both frameworks leave a class without labels out of their table.
	return phase.kind === 'finished' && classes.length > 0 && classCount !== undefined && classCount > classes.length && {
		what: texts.whatMissing(String(classCount - classes.length), String(classCount)),
		evidence: [`nc=${classCount}`, joinList(namesOf(classes).slice(0, shownClasses), language)],
	};
});

export const looseBoxes = resultRule({id: 'loose-boxes', level: 'hint'}, ({summary}, texts) => {
	const map50 = metricText(summary.metrics.map50);
	const map50To95 = metricText(summary.metrics.map50To95);
	return isLoose(summary) && {what: texts.what(map50, map50To95), evidence: [`${summary.name}: ${metricLabel('map50')} ${map50}, ${metricLabel('map50To95')} ${map50To95}`]};
});
