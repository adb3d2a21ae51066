import {expect, test} from 'vitest';
import {diagnose} from '../../source/checks/diagnose.ts';
import type {Probe} from '../../source/domain/probe.ts';
import type {RunState} from '../../source/domain/run.ts';
import {initialRunState} from '../../source/run/initial-state.ts';

const found = (run: Partial<RunState>) => diagnose({run: {...initialRunState, ...run}}, 'en').map(({rule}) => rule as string)
	.filter(rule => ['class-falling', 'classes-confused', 'gradients-exploding', 'gradients-vanishing', 'learning-rate-cold', 'learning-rate-zero'].includes(rule));

const history = (count: number, more: Readonly<Record<string, unknown>> = {}) => Array.from({length: count}, (_, index) => ({epoch: index + 1, losses: {}, ...more}));
const probeOf = (epochs: Probe['epochs'], more: Partial<Probe> = {}): Probe => ({
	status: 'on', session: '1-1', epochs, ...more,
});

const withClasses = (one: readonly number[], other: readonly number[], instances = 50): Partial<RunState> => ({
	history: history(one.length),
	probe: probeOf(one.map((value, index) => ({epoch: index + 1, learningRates: [], classes: [{name: 'a', instances, metrics: {map50To95: value}}, {name: 'b', instances, metrics: {map50To95: other[index]!}}]}))),
});

const rising = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

test.each([
	['a falls, the mean rises', withClasses([0.3, 0.4, 0.5, 0.5, 0.4, 0.3, 0.3, 0.3], rising), true],
	['both rise', withClasses(rising, rising), false],
	['both fall', withClasses(rising.toReversed(), rising.toReversed()), false],
	['one epoch alone is worse', withClasses([0.3, 0.4, 0.5, 0.5, 0.5, 0.5, 0.5, 0.2], rising), false],
	['few objects jump', withClasses([0.3, 0.4, 0.5, 0.5, 0.4, 0.3, 0.3, 0.3], rising, 4), false],
	['too few epochs', withClasses([0.5, 0.1], [0.1, 0.9]), false],
	['a class that fell and came back', withClasses([0.5, 0.5, 0.5, 0.2, 0.2, 0.5, 0.5, 0.5], rising), false],
])('class-falling: %s', (_, run, isFound) => {
	expect(found(run)).toEqual(isFound ? ['class-falling'] : []);
});

const names = ['a', 'b', 'background'];

test.each([
	['a fifth', [[20, 0, 0], [5, 9, 0], [0, 0, 0]], true],
	['few objects', [[2, 0, 0], [3, 9, 0], [0, 0, 0]], false],
	['a small share', [[200, 0, 0], [9, 9, 0], [0, 0, 0]], false],
	['missed is not taken for another', [[9, 0, 40], [0, 9, 0], [40, 0, 0]], false],
])('classes-confused: %s', (_, counts, isFound) => {
	expect(found({probe: probeOf([], {matrix: {epoch: 3, names, counts}})})).toEqual(isFound ? ['classes-confused'] : []);
});

const withNorms = (means: ReadonlyArray<number | undefined>, notFinite = 0, steps = 100): Partial<RunState> => ({
	history: history(means.length),
	probe: probeOf(means.map((mean, index) => ({
		epoch: index + 1, classes: [], learningRates: [], gradientNorm: {...(mean !== undefined && {mean}), notFinite: index === means.length - 1 ? notFinite : 0, steps},
	}))),
});

test.each([
	['as before', withNorms([10, 8, 9, 12]), []],
	['a clipped training moves by some units', withNorms([2, 2, 2, 30]), []],
	['far more than before', withNorms([10, 8, 9, 500]), ['gradients-exploding']],
	['no epochs to compare with', withNorms([10, 500]), []],
	['none is finite', withNorms([10, 8, 9, undefined], 100), ['gradients-exploding']],
	['mixed precision skips a few', withNorms([10, 8, 9, 9], 3), []],
	['a few steps of a small data set', withNorms([10, 8, 9, 9], 3, 4), []],
	['nearly nothing', withNorms([10, 8, 9, 0.001]), ['gradients-vanishing']],
	['smaller', withNorms([10, 8, 9, 0.5]), []],
])('the norm of the gradients: %s', (_, run, expected) => {
	expect(found(run)).toEqual(expected);
});

test.each([
	['stays far below lr0', {history: history(6, {learningRates: [0.09, 0.0004, 0.0004]}), settings: {'hyp.lr0': '0.01'}}, ['learning-rate-cold']],
	['reaches it', {history: history(6, {learningRates: [0.009, 0.009, 0.009]}), settings: {'hyp.lr0': '0.01'}}, []],
	['is still in the warm-up', {history: history(4, {learningRates: [0.0004]}), settings: {lr0: '0.01'}}, []],
	['is chosen by the framework', {history: history(6, {learningRates: [0.0004]}), settings: {lr0: '0.01', optimizer: 'auto'}}, []],
	['is that of a later part', {history: history(6, {learningRates: [0.0004]}).map(record => ({...record, epoch: record.epoch + 90})), settings: {lr0: '0.01'}}, []],
	['is 0, as the probe recorded it of a version that writes none', {history: history(9), probe: probeOf(history(9).map(({epoch}) => ({epoch, classes: [], learningRates: [0, 0]})))}, ['learning-rate-zero']],
] satisfies ReadonlyArray<readonly [string, Partial<RunState>, readonly string[]]>)('the learning rate %s', (_, run, expected) => {
	expect(found(run)).toEqual(expected);
});
