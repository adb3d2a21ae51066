import {traitsOf, type FrameworkName} from '../domain/framework.ts';
import type {ValidationRow} from '../domain/validation.ts';
import {type Language, type Words, wordsIn} from '../words/words.ts';
import {percent} from '../words/percent.ts';
import {
	balanceOf,
	fewExamples,
	hasLearned,
	improveFirst,
	isBelowConfidence,
	isLoose,
	isNeverDetected,
	metricText,
	neverDetected,
	tightness,
	type ResultTable,
} from './class-table.ts';

/** What a good reader says of a result. All sentences are in the person's language. */
export type Reading = {
	/** Precision against recall, the fit of the boxes, masks: of all classes together. */
	readonly overall: readonly string[];
	/** What stands out among the classes; empty when none was printed. */
	readonly classes: readonly string[];
	/** Names of the classes to improve, worst first; empty when all are good or none is known. */
	readonly improveFirst: readonly string[];
	/** What to try, the most useful first. Never empty. */
	readonly next: readonly string[];
};

/** What the sentences depend on beside the table. */
export type ReadingContext = {
	/** Epochs that were trained; undefined when not known. */
	readonly epochs?: number | undefined;
	readonly framework?: FrameworkName | undefined;
};

/** Classes that are named in one sentence. */
const namedClasses = 3;
/** Both are good from here on. */
const good = 0.8;
/** How far the masks may be behind the boxes before it is worth a word. */
const maskGap = 0.05;
/** How far top1 may be behind top5 before classes are mistaken for each other. */
const topGap = 0.2;

/** Reads a result as a person with experience would. Undefined for a table without any metric. */
export function readResult({summary, classes}: ResultTable, language: Language, context: ReadingContext = {}): Reading | undefined {
	const words = wordsIn(language).readingTexts;
	const {top1, top5, precision, recall, map50} = summary.metrics;
	if (top1 !== undefined) {
		return readClassification(top1, top5, language);
	}

	if (precision === undefined && recall === undefined && map50 === undefined) {
		return undefined;
	}

	const worst = improveFirst(classes).slice(0, namedClasses).map(({name}) => name);
	return {
		overall: [...readBalance(summary, words, context), ...readBoxes(summary, language), ...readMasks(summary, words)],
		classes: readClasses(classes, words),
		improveFirst: worst,
		next: suggest({summary, classes}, worst, words, context),
	};
}

/** What a good reader says of one class: precision against recall and the fit of the boxes. Empty without figures. */
export function readClass(row: ValidationRow, language: Language): readonly string[] {
	const {name, metrics, instances} = row;
	const words = wordsIn(language).readingTexts;
	// Precision says nothing of a class that is never reported.
	if (isNeverDetected(row)) {
		return [words.neverDetected(name, metricText(metrics.precision), String(instances ?? '-'))];
	}

	return isBelowConfidence(row)
		? [words.belowConfidence(name, metricText(metrics.map50), String(instances ?? '-'))]
		: readResult({summary: row, classes: []}, language)?.overall ?? [];
}

function readBalance(summary: ValidationRow, words: Words['readingTexts'], {epochs}: ReadingContext): readonly string[] {
	if (!hasLearned(summary)) {
		return [epochs === undefined ? words.nothing : words.nothingYet(String(epochs))];
	}

	const {precision, recall} = summary.metrics;
	if (precision === undefined || recall === undefined) {
		return [];
	}

	const balance = balanceOf(summary) ?? (precision >= good && recall >= good ? 'good' : 'balanced');
	return [
		words[balance](metricText(precision), metricText(recall)),
		words.shares(String(Math.round(100 * (1 - recall))), String(Math.round(100 * (1 - precision)))),
	];
}

function readBoxes(summary: ValidationRow, language: Language): readonly string[] {
	const words = wordsIn(language).readingTexts;
	const share = tightness(summary);
	if (share === undefined) {
		return [];
	}

	const {map50, map50To95} = summary.metrics;
	return [words[isLoose(summary) ? 'loose' : 'fair'](metricText(map50), metricText(map50To95), percent(share, language))];
}

function readMasks({metrics, maskMetrics}: ValidationRow, words: Words['readingTexts']): readonly string[] {
	const box = metrics.map50To95;
	const mask = maskMetrics?.map50To95;
	return box === undefined || mask === undefined || box <= 0 ? [] : [box - mask >= maskGap ? words.masksBehind(metricText(box), metricText(mask)) : words.masksEqual(metricText(mask))];
}

function readClasses(classes: readonly ValidationRow[], words: Words['readingTexts']): readonly string[] {
	const never = neverDetected(classes);
	if (never.length === classes.length) {
		return classes.length === 0 ? [] : [words.noneDetected];
	}

	const below = classes.filter(row => isBelowConfidence(row));
	const found = improveFirst(classes).find(row => !isNeverDetected(row) && !below.includes(row));
	const best = classes.toSorted((one, other) => (other.metrics.map50 ?? 0) - (one.metrics.map50 ?? 0))[0]!;
	const few = fewExamples(classes);
	const max = classes.toSorted((one, other) => (other.instances ?? 0) - (one.instances ?? 0))[0]!;
	return [
		...never.slice(0, namedClasses).map(({name, metrics, instances}) => words.neverDetected(name, metricText(metrics.precision), String(instances ?? '-'))),
		...(never.length > namedClasses ? [words.neverDetectedMore(String(never.length - namedClasses))] : []),
		...below.slice(0, namedClasses).map(({name, metrics, instances}) => words.belowConfidence(name, metricText(metrics.map50), String(instances ?? '-'))),
		...(below.length > namedClasses ? [words.belowConfidenceMore(String(below.length - namedClasses))] : []),
		...(few.length === 0
			? []
			: [words.fewExamples(
				few.slice(0, 2 * namedClasses).map(row => withInstances(row, words)).join(words.comma),
				few.includes(max) ? '' : withInstances(max, words),
			)]),
		...(found === undefined ? [] : [words.weakest(found.name, metricText(found.metrics.map50), metricText(found.metrics.recall))]),
		...(best === found || isNeverDetected(best) || below.includes(best) || classes.length === 1 ? [] : [words.strongest(best.name, metricText(best.metrics.map50))]),
	];
}

function suggest({summary, classes}: ResultTable, worst: readonly string[], words: Words['readingTexts'], {framework}: ReadingContext): readonly string[] {
	const balance = balanceOf(summary);
	const threshold = (value: string) => `${traitsOf(framework).options.confidence}${value}`;
	const next = hasLearned(summary)
		? [
			...(worst.length === 0 ? [] : [words.nextImages(list(worst, words))]),
			...(balance === 'misses' ? [words.nextThreshold(threshold('0.1'))] : []),
			...(balance === 'invents' ? [words.nextLabels, words.nextHigherThreshold(threshold('0.5'))] : []),
			...(isLoose(summary) ? [words.nextBoxes] : []),
		]
		: [words.nextEpochs, ...(neverDetected(classes).length === 0 || worst.length === classes.length ? [] : [words.nextImages(list(worst, words))])];
	return next.length === 0 ? [words.nextNothing] : next;
}

function readClassification(top1: number, top5: number | undefined, language: Language): Reading {
	const words = wordsIn(language).readingTexts;
	const isFar = top5 !== undefined && top5 - top1 >= topGap;
	return {
		overall: [words.topOne(percent(top1, language), percent(top5, language))],
		classes: [],
		improveFirst: [],
		next: [isFar ? words.topOneFar : words.nextNothing],
	};
}

function withInstances({name, instances}: ValidationRow, words: Words['readingTexts']): string {
	return words.instances(name, String(instances ?? '-'));
}

function list(names: readonly string[], words: Words['readingTexts']): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(words.comma)}${words.and}${names.at(-1)!}`;
}
