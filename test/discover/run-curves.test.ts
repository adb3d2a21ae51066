import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {EpochRecord} from '../../source/domain/run.ts';
import {toCurves} from '../../source/discover/run-curves.ts';

const record = (epoch: number): EpochRecord => ({epoch, losses: {box: 1 / epoch, obj: 2}, ...(epoch > 1 && {metrics: {map50To95: epoch / 1000}})});
const records = (count: number) => Array.from({length: count}, (_, index) => record(index + 1));

test('a short run keeps each epoch, with what was not measured as a gap', () => {
	expect(toCurves(records(3))).toEqual({epochs: [1, 2, 3], values: {map50To95: [undefined, 0.002, 0.003]}, loss: {name: 'box', values: [1, 0.5, 1 / 3]}});
	expect(toCurves([])).toBeUndefined();
});

test('of a long run at most eighty epochs are kept, each once, the first and the last among them', () => {
	fc.assert(fc.property(fc.integer({min: 1, max: 5000}), count => {
		const {epochs, values, loss} = toCurves(records(count))!;
		expect(epochs.length).toBe(Math.min(80, count));
		expect(new Set(epochs).size).toBe(epochs.length);
		expect([epochs[0], epochs.at(-1)]).toEqual([1, count]);
		expect(loss!.values).toHaveLength(epochs.length);
		expect(values.map50To95 ?? epochs).toHaveLength(epochs.length);
	}), {numRuns: 50});
});
