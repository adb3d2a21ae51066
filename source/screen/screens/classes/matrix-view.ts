import type {ConfusionMatrix} from '../../../domain/probe.ts';
import {selectConfusedPairs} from '../../../run/select-probe.ts';

/** Of all objects of a class, or of all detections where nothing is, 0 to 1. */
export type MatrixCell = {readonly count: number; readonly share: number};

/** A mistake: what is there, and what it was taken for. Undefined is the background: what is not there, or was not found. */
export type Mistake = MatrixCell & {readonly actual: string | undefined; readonly predicted: string | undefined};

/** The matrix by what is there: each row adds up to 1, the last row and column are the background. */
export type MatrixView = {
	readonly epoch: number;
	readonly names: readonly string[];
	readonly cells: ReadonlyArray<readonly MatrixCell[]>;
	/** Classes taken for each other, the largest share first; then what is missed most and found most where nothing is. */
	readonly mistakes: readonly Mistake[];
	/** The places of the classes, those with the most mistakes first. */
	readonly order: readonly number[];
};

const known = new WeakMap<ConfusionMatrix, MatrixView>();

/** Computed once: a matrix of hundreds of classes takes a while. */
export function viewMatrix(matrix: ConfusionMatrix): MatrixView {
	const view = known.get(matrix) ?? makeView(matrix);
	known.set(matrix, view);
	return view;
}

function makeView(matrix: ConfusionMatrix): MatrixView {
	const {epoch, counts} = matrix;
	const names = matrix.names.slice(0, -1);
	const background = names.length;
	const cells = counts.map((_, actual) => {
		const column = counts.map(row => row[actual]!);
		const total = column.reduce((sum, count) => sum + count, 0);
		return column.map((count): MatrixCell => ({count, share: total === 0 ? 0 : count / total}));
	});
	const confused = selectConfusedPairs(matrix);
	const ofBackground = names.flatMap((name, index): Mistake[] => [
		{actual: name, predicted: undefined, ...cells[index]![background]!},
		{actual: undefined, predicted: name, ...cells[background]![index]!},
	]).filter(({count}) => count > 0).toSorted((one, other) => other.share - one.share);
	const place = new Map(names.map((name, index) => [name, index]));
	return {
		epoch, names, cells, mistakes: [...confused, ...ofBackground], order: [...new Set([...confused, ...ofBackground].flatMap(({actual, predicted}) => [place.get(actual!), place.get(predicted!)]).filter(index => index !== undefined)), ...names.keys()].filter((index, at, all) => all.indexOf(index) === at),
	};
}

/** So many classes with the most mistakes, and the chosen one, in the order of the data set. */
export function shownClasses({order, names}: Pick<MatrixView, 'order' | 'names'>, room: number, chosen?: string): readonly number[] {
	const own = chosen === undefined ? -1 : names.indexOf(chosen);
	return [...new Set([...(own === -1 ? [] : [own]), ...order])].slice(0, Math.max(0, room)).toSorted((one, other) => one - other);
}
