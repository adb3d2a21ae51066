import type {ConfusionMatrix, GradientNorm, Probe} from '../domain/probe.ts';
import type {RunState} from '../domain/run.ts';
import {
	leadingRate,
	selectClassHistory,
	selectGradientNorm,
	selectLearningRate,
} from '../run/select-probe.ts';
import {classToJson, numberToJson, type JsonNull} from './value-json.ts';

type Fields = Readonly<Record<string, unknown>>;

const gradientNormToJson = (norm: GradientNorm | undefined): Fields | JsonNull => norm === undefined ? null : {mean: numberToJson(norm.mean), max: numberToJson(norm.max), notFinite: norm.notFinite};

const matrixToJson = (matrix: ConfusionMatrix | undefined): Fields | JsonNull => matrix === undefined ? null : {epoch: matrix.epoch, names: matrix.names, counts: matrix.counts};

/** What a training records beside what it prints: the values of the last epoch, and the classes of each. */
export function probeToJson(state: RunState): Fields {
	const history = selectClassHistory(state);
	return {
		learningRate: numberToJson(selectLearningRate(state)),
		gradientNorm: gradientNormToJson(selectGradientNorm(state)),
		classHistory: history.length === 0 ? null : history.map(({epoch, classes}) => ({epoch, classes: classes.map(row => classToJson(row))})),
		confusionMatrix: matrixToJson(state.probe?.matrix),
	};
}

/** One reading of the records, of which only the last epoch can be new. */
export function probeEventToJson({status, failure, epochs, lastEpoch, matrix, answer}: Probe): Fields {
	const last = epochs.find(({epoch}) => epoch === lastEpoch);
	return {
		probe: status,
		...(failure !== undefined && {failure}),
		...(answer !== undefined && {answer}),
		...(last !== undefined && {
			epoch: last.epoch,
			learningRate: numberToJson(leadingRate(last.learningRates)),
			gradientNorm: gradientNormToJson(last.gradientNorm),
			classes: last.classes.map(row => classToJson(row)),
			...(matrix?.epoch === last.epoch && {confusionMatrix: matrixToJson(matrix)}),
		}),
	};
}
