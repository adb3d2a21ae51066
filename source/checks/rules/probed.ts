import type {GradientNorm} from '../../domain/probe.ts';
import type {RunState} from '../../domain/run.ts';
import {
	leadingRate,
	selectClassHistory,
	selectConfusedPairs,
	selectProbedHistory,
	type ClassesOfEpoch,
} from '../../run/select-probe.ts';
import {memoise} from '../../run/memoise.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';
import {percent} from '../../words/percent.ts';

/** Single epochs jump; so many together are a level. */
const windowEpochs = 3;
/** Below it a table is noise. */
const minInstances = 10;
const shown = 3;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
const short = (value: number): string => String(Number(value.toPrecision(3)));

/** The level of a class, or of all, in each run of epochs: the median, so that no single one counts. Undefined where an epoch does not have it. */
function levels(tables: readonly ClassesOfEpoch[], valueOf: (table: ClassesOfEpoch) => number | undefined): ReadonlyArray<number | undefined> {
	const values = tables.map(table => valueOf(table));
	return Array.from({length: Math.max(0, values.length - windowEpochs + 1)}, (_, index) => {
		const window = values.slice(index, index + windowEpochs).flatMap(value => value ?? []);
		return window.length === windowEpochs ? median(window) : undefined;
	});
}

type FallenClass = {readonly name: string; readonly best: number; readonly now: number; readonly epoch: number};

/** Classes that have lost much since their best time, while the mean of all has grown since then. */
const findFallen = memoise<readonly ClassesOfEpoch[], undefined, readonly FallenClass[]>(tables => {
	const byName = new Map(tables.map(table => [table, new Map(table.classes.map(({name, metrics}) => [name, metrics.map50To95]))]));
	const all = levels(tables, ({classes}) => {
		const values = classes.flatMap(({metrics}) => metrics.map50To95 ?? []);
		return values.length === 0 ? undefined : mean(values);
	});
	return (tables.at(-1)?.classes ?? []).flatMap(({name, instances = 0}) => {
		const own = levels(tables, table => byName.get(table)!.get(name));
		const now = own.at(-1);
		const best = Math.max(...own.map(level => level ?? -Infinity));
		const at = own.indexOf(best);
		const hasGrown = (all.at(-1) ?? -Infinity) > (all[at] ?? Infinity) + 0.01;
		const hasFallen = now !== undefined && best - now >= 0.05 && now <= best * 0.8;
		return hasGrown && hasFallen && instances >= minInstances
			? [{
				name, best, now, epoch: tables[at + windowEpochs - 1]!.epoch,
			}]
			: [];
	});
});

export const classFalling: Rule = {
	id: 'class-falling',
	level: 'hint',
	find({run}, language) {
		const fallen = findFallen(selectClassHistory(run), undefined);
		const texts = wordsIn(language).progressDiagnoses['class-falling'];
		return fallen.length === 0
			? undefined
			: {
				what: texts.what(fallen.slice(0, shown).map(({name}) => name).join(', ')),
				why: texts.why(),
				action: texts.action(),
				evidence: fallen.slice(0, shown).map(({name, best, now, epoch}) => texts.evidence(name, short(best), String(epoch), short(now))),
			};
	},
};

/** A share of the objects of a class that is more than chance, and a number that is more than a label or two. */
const confusedShare = 0.2;
const confusedCount = 5;

export const classesConfused: Rule = {
	id: 'classes-confused',
	level: 'hint',
	find({run: {probe}}, language) {
		const pairs = probe?.matrix === undefined ? [] : selectConfusedPairs(probe.matrix).filter(({share, count}) => share >= confusedShare && count >= confusedCount);
		const [first] = pairs;
		const texts = wordsIn(language).progressDiagnoses['classes-confused'];
		return first === undefined
			? undefined
			: {
				what: texts.what(first.actual, first.predicted, percent(first.share, language)),
				why: texts.why(),
				action: texts.action(),
				evidence: pairs.slice(0, shown).map(({actual, predicted, count, share}) => `${actual} → ${predicted}: ${count} (${percent(share, language)})`),
			};
	},
};

/** How far the norm has to be from what it was. A clipped training lives with a factor of some units. */
const explodedFactor = 20;
const vanishedFactor = 0.001;
const notFiniteShare = 0.5;

/** The norms of the epochs that have one; of the last one more is known. */
function normsOf(run: RunState): {readonly last: GradientNorm; readonly epoch: number; readonly usual?: number} | undefined {
	const probed = selectProbedHistory(run).flatMap(({epoch, gradientNorm}) => gradientNorm === undefined ? [] : [{epoch, gradientNorm}]);
	const last = probed.at(-1);
	const earlier = probed.slice(0, -1).flatMap(({gradientNorm}) => gradientNorm.mean ?? []);
	return last && {last: last.gradientNorm, epoch: last.epoch, ...(earlier.length >= windowEpochs && {usual: median(earlier)})};
}

const normEvidence = ({last, usual}: NonNullable<ReturnType<typeof normsOf>>): readonly string[] => [`|g|: ${last.mean === undefined ? '-' : short(last.mean)}${usual === undefined ? '' : ` (${short(usual)})`}, nan/inf ${last.notFinite}/${last.steps ?? '-'}`];

export const gradientsExploding: Rule = {
	id: 'gradients-exploding',
	level: 'warning',
	find({run}, language) {
		const norms = normsOf(run);
		const {last, usual} = norms ?? {};
		const isMostlyNotFinite = last?.steps !== undefined && last.steps >= 10 && last.notFinite / last.steps >= notFiniteShare;
		const isLarge = last?.mean !== undefined && usual !== undefined && last.mean > usual * explodedFactor;
		const texts = wordsIn(language).progressDiagnoses['gradients-exploding'];
		const isExploding = isMostlyNotFinite || isLarge;
		return norms === undefined || !isExploding
			? undefined
			: {
				what: texts.what(String(norms.epoch)), why: texts.why(), action: texts.action(), evidence: normEvidence(norms),
			};
	},
};

export const gradientsVanishing: Rule = {
	id: 'gradients-vanishing',
	level: 'warning',
	find({run}, language) {
		const norms = normsOf(run);
		const {last, usual} = norms ?? {};
		const texts = wordsIn(language).progressDiagnoses['gradients-vanishing'];
		const hasVanished = last?.mean !== undefined && usual !== undefined && last.mean <= usual * vanishedFactor;
		return norms === undefined || !hasVanished
			? undefined
			: {
				what: texts.what(String(norms.epoch)), why: texts.why(), action: texts.action(), evidence: normEvidence(norms),
			};
	},
};

/** Both frameworks warm up for three epochs by default; two more leave no doubt. */
const warmUpEpochs = 3;
const doubtEpochs = 2;
const warmShare = 0.1;

export const learningRateCold: Rule = {
	id: 'learning-rate-cold',
	level: 'warning',
	find({run}, language) {
		const {settings} = run;
		const wanted = Number(settings.lr0 ?? settings['hyp.lr0']);
		const warmUp = Number(settings.warmup_epochs ?? settings['hyp.warmup_epochs'] ?? warmUpEpochs);
		const history = selectProbedHistory(run);
		const rates = history.flatMap(({learningRates}) => leadingRate(learningRates) ?? []);
		const [first] = history;
		const highest = Math.max(...rates);
		// `auto` chooses a rate of its own; a resume shows the end of the schedule only.
		const isJudged = settings.optimizer !== 'auto' && first?.epoch === 1 && rates.length === history.length && rates.length >= warmUp + doubtEpochs;
		const texts = wordsIn(language).progressDiagnoses['learning-rate-cold'];
		return isJudged && wanted > 0 && highest > 0 && highest < wanted * warmShare
			? {
				what: texts.what(short(highest), short(wanted)), why: texts.why(), action: texts.action(), evidence: [`lr: ${short(rates.at(-1)!)}`, `lr0=${short(wanted)}`, `warmup_epochs=${warmUp}`],
			}
			: undefined;
	},
};
