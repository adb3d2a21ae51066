import type {Losses} from '../../domain/metric.ts';
import type {EpochRecord} from '../../domain/run.ts';
import {score} from '../../domain/fitness.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';
import {percentOf} from '../../words/percent.ts';

/** Epochs since the lowest validation loss that are more than noise, and their share of all. */
const minEpochs = 10;
const minShare = 0.15;
/** How far the validation loss must have risen and the training loss fallen. */
const rise = 1.05;
const fall = 0.98;
/** Epochs over which both ends are averaged. */
const averaged = 3;

type Point = {readonly epoch: number; readonly training: number; readonly validation: number; readonly score: number};

export const overfitting: Rule = {
	id: 'overfitting',
	level: 'warning',
	find({run: {history}}, language) {
		const points = smooth(history.flatMap(record => toPoint(record)));
		const last = points.at(-1);
		if (last === undefined) {
			return undefined;
		}

		const lowest = highest(points, ({validation}) => -validation);
		const best = highest(points, ({score: value}) => value);
		const epochs = Math.max(minEpochs, minShare * points.length);
		const isOverfitting = last.epoch - lowest.epoch >= epochs
			// While mAP still grows a rising validation loss is only growing confidence.
			&& last.epoch - best.epoch >= epochs
			&& last.validation >= rise * lowest.validation
			&& last.training <= fall * lowest.training;
		if (!isOverfitting) {
			return undefined;
		}

		const texts = wordsIn(language).progressDiagnoses.overfitting;
		const more = percentOf(100 * ((last.validation / lowest.validation) - 1), language);
		return {
			what: texts.what(String(lowest.epoch), more),
			why: texts.why(),
			action: texts.action(),
			evidence: [lowest, last].map(({epoch, training, validation}) => wordsIn(language).evidence.losses(String(epoch), training.toPrecision(4), validation.toPrecision(4))),
		};
	},
};

/** Undefined values are left out: validation losses are only in results.csv. */
function toPoint(record: EpochRecord): readonly Point[] {
	const validation = sum(record.validationLosses);
	const training = sum(record.losses);
	const value = score(record);
	return validation === undefined || training === undefined || value === undefined
		? []
		: [{
			epoch: record.epoch, training, validation, score: value,
		}];
}

function sum(losses: Losses | undefined): number | undefined {
	const values = Object.values(losses ?? {});
	let total = 0;
	for (const value of values) {
		total += value;
	}

	return values.length === 0 || !Number.isFinite(total) || total <= 0 ? undefined : total;
}

/** The first of the points with the highest value. */
function highest(points: readonly Point[], of: (point: Point) => number): Point {
	let found = points[0]!;
	for (const point of points) {
		found = of(point) > of(found) ? point : found;
	}

	return found;
}

function mean(values: readonly number[]): number {
	let total = 0;
	for (const value of values) {
		total += value;
	}

	return total / values.length;
}

/** Each point with the mean of the last few. */
function smooth(points: readonly Point[]): readonly Point[] {
	return points.flatMap((point, index) => {
		const near = points.slice(Math.max(0, index - averaged + 1), index + 1);
		return index < averaged - 1
			? []
			: [{
				...point, training: mean(near.map(one => one.training)), validation: mean(near.map(one => one.validation)),
			}];
	});
}
