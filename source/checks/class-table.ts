import type {RunState} from '../domain/run.ts';
import type {ValidationRow} from '../domain/validation.ts';

/** With fewer objects a figure of a class is mostly chance, whatever the other classes have. */
const fewInstances = 10;
/** Below it a class is few when another one has far more. */
const fewBesideOthers = 50;
const fewShare = 1 / 3;
/** How far precision and recall must be apart to say which one is the problem, and below which value it is one. */
const clearGap = 0.15;
const goodEnough = 0.7;
/** Below this mAP50 a model has learned too little for anything to be read from its precision and recall: what it finds is chance. */
const learnedMap50 = 0.05;
/** Good detectors reach about two thirds (YOLOv5s on COCO: 0.374 / 0.568). */
const tightShare = 0.55;
/** From this mAP50 on the fit of the boxes is worth a word. */
const foundMap50 = 0.3;

/** What is the problem of the whole result; undefined when neither clearly is. */
export type Balance = 'misses' | 'invents';

/** The summary and the classes of a result that is worth reading: of best.pt after a training, or of a val program. */
export type ResultTable = {readonly summary: ValidationRow; readonly classes: readonly ValidationRow[]};

/** The final table; undefined while the training runs and for a result that was not printed. */
export function selectResult({lastValidation, classes, isFinalValidation, program}: RunState): ResultTable | undefined {
	const isResult = isFinalValidation || program?.tool === 'val';
	return isResult && lastValidation !== undefined ? {summary: lastValidation, classes} : undefined;
}

/** Classes with labels of which nothing was found. Precision says nothing then. */
export function neverDetected(classes: readonly ValidationRow[]): readonly ValidationRow[] {
	return classes.filter(row => isNeverDetected(row));
}

/** Recall 0 alone is not enough: the frameworks read it at one confidence, mAP50 over all of them. */
export function isNeverDetected(row: ValidationRow): boolean {
	return isUnreported(row) && !isFoundAnywhere(row);
}

/** Found, but with less confidence than the one at which the frameworks read P and R: the best one for all classes together. */
export function isBelowConfidence(row: ValidationRow): boolean {
	return isUnreported(row) && isFoundAnywhere(row);
}

/** Whether a figure of the class is mostly chance. */
export function isByChance({instances}: ValidationRow): boolean {
	return instances !== undefined && instances < fewInstances;
}

function isUnreported({metrics, instances}: ValidationRow): boolean {
	return metrics.recall === 0 && (instances ?? 1) > 0;
}

function isFoundAnywhere({metrics: {map50}}: ValidationRow): boolean {
	return map50 !== undefined && map50 >= learnedMap50;
}

/** Classes with so few objects that their figures are mostly chance. */
export function fewExamples(classes: readonly ValidationRow[]): readonly ValidationRow[] {
	const max = Math.max(0, ...classes.map(({instances}) => instances ?? 0));
	return classes.filter(({instances}) => instances !== undefined && (instances < fewInstances || (instances < fewBesideOthers && instances <= fewShare * max)));
}

/** Whether the model has learned enough for its precision and recall to be read. */
export function hasLearned({metrics: {map50}}: ValidationRow): boolean {
	return map50 === undefined || map50 >= learnedMap50;
}

export function balanceOf({metrics: {precision, recall}}: ValidationRow): Balance | undefined {
	if (precision === undefined || recall === undefined) {
		return undefined;
	}

	if (precision - recall >= clearGap && recall < goodEnough) {
		return 'misses';
	}

	return recall - precision >= clearGap && precision < goodEnough ? 'invents' : undefined;
}

/** MAP50-95 as a part of mAP50, 0 to 1: how closely the boxes fit. Undefined when too little was found to say. */
export function tightness({metrics: {map50, map50To95}}: ValidationRow): number | undefined {
	return map50 === undefined || map50To95 === undefined || !(map50 >= foundMap50) ? undefined : map50To95 / map50;
}

export function isLoose(row: ValidationRow): boolean {
	const share = tightness(row);
	return share !== undefined && share < tightShare;
}

/** The classes to improve, worst first: what is never found, then by mAP50 and by the number of examples. Only those below 0.7. */
export function improveFirst(classes: readonly ValidationRow[]): readonly ValidationRow[] {
	const value = ({metrics}: ValidationRow) => metrics.map50 ?? metrics.recall ?? 1;
	return classes
		.filter(row => isNeverDetected(row) || value(row) < goodEnough)
		.toSorted((one, other) => [
			Number(isNeverDetected(other)) - Number(isNeverDetected(one)),
			value(one) - value(other),
			(one.instances ?? 0) - (other.instances ?? 0),
		].find(difference => difference !== 0) ?? 0);
}

/** A metric as the frameworks print it: three significant digits. */
export function metricText(value: number | undefined): string {
	return value === undefined || !Number.isFinite(value) ? '-' : String(Number(value.toPrecision(3)));
}
