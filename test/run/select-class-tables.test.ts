import {describe, expect, test} from 'vitest';
import type {Probe} from '../../source/domain/probe.ts';
import type {RunState} from '../../source/domain/run.ts';
import type {ClassTable} from '../../source/domain/validation.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {selectClasses, selectClassTables} from '../../source/run/select-class-tables.ts';

const row = (name: string, map50To95: number, instances = 4) => ({name, instances, metrics: {map50: map50To95 * 2, map50To95}});
const probeOf = (...values: readonly number[]): Probe => ({
	status: 'on', session: '7-1', lastEpoch: values.length, epochs: values.map((value, index) => ({epoch: index + 1, classes: [row('Vest', value), row('helmet', value / 2)], learningRates: []})),
});
const table = (more: Partial<ClassTable>): ClassTable => ({
	scope: 'final', summary: row('all', 0.9), classes: [row('Vest', 0.9)], ...more,
});
const history = (count: number) => Array.from({length: count}, (_, index) => ({epoch: index + 1, losses: {}, metrics: {map50To95: 0.5}}));
const state = (more: Partial<RunState>): RunState => ({...initialRunState, ...more});

describe('the tables by class', () => {
	test('without a probe are those that were printed', () => {
		const classTables = {current: table({})};
		expect(selectClassTables(state({classTables}))).toBe(classTables);
		expect(selectClassTables(state({}))).toEqual({});
	});

	test('of a probe: the last epoch, the one before, the best before, and the curve of all', () => {
		const {current, previous, best, past} = selectClassTables(state({probe: probeOf(0.1, 0.4, 0.2, 0.3), history: history(3).slice(2)}));
		expect([current, previous, best].map(one => one?.epoch)).toEqual([4, 3, 3]);
		expect(selectClassTables(state({probe: probeOf(0.1, 0.4, 0.2, 0.3)})).best?.epoch).toBe(2);
		expect(past!.map(({epoch, map50To95}) => [epoch, map50To95.Vest])).toEqual([[1, 0.1], [2, 0.4], [3, 0.2]]);
		// The row of results of the last epoch is not there yet.
		expect(previous!.summary).toEqual({name: 'all', instances: 8, metrics: {map50To95: 0.5}});
		expect(current!.summary.metrics.map50To95).toBeCloseTo(0.225);
	});

	test.each([
		['of best.pt after the last epoch is the last', table({after: 2}), {current: 'final', previous: 2}],
		['of a program beside the training counts until the next epoch', table({scope: 'tool', after: 1}), {current: 2, previous: 'tool'}],
		['of an epoch that was recorded, too, is not there twice', table({scope: 'epoch', epoch: 2}), {current: 2, previous: 1}],
		['of an epoch before the probe', table({scope: 'epoch', epoch: 0}), {current: 2, previous: 1}],
		['of which nobody knows the time is the last', table({}), {current: 'final', previous: 2}],
	] as const)('one that was printed, %s', (_, current, expected) => {
		const tables = selectClassTables(state({probe: probeOf(0.1, 0.2), classTables: {current}}));
		const nameOf = (one: ClassTable | undefined) => one?.epoch ?? one?.scope;
		expect({current: nameOf(tables.current), previous: nameOf(tables.previous)}).toEqual(expected);
	});

	test('are the same objects as long as nothing has changed', () => {
		const known = state({probe: probeOf(0.1, 0.2)});
		expect(selectClassTables({...known, epochs: 9} as RunState)).toBe(selectClassTables(known));
		expect(selectClassTables({...known, history: history(2)})).not.toBe(selectClassTables(known));
	});
});

describe('the classes of the training', () => {
	const printed = {classes: [row('Vest', 0.9)], lastValidation: row('all', 0.9)};

	test.each([
		['recorded', {probe: probeOf(0.1, 0.2)}, 0.2],
		['printed of best.pt at the end', {...printed, probe: probeOf(0.1), classTables: {current: table({after: 1})}}, 0.9],
		['printed, after which a val program has printed its own', {...printed, classTables: {previous: table({}), current: table({scope: 'tool', classes: [row('Vest', 0.7)]})}}, 0.9],
		['printed by an earlier process, and the training goes on', {...printed, probe: probeOf(0.1, 0.2), classTables: {current: table({after: 1})}}, 0.2],
		['not known', {}, undefined],
	] as const)('%s', (_, more, expected) => {
		expect(selectClasses(state(more)).classes[0]?.metrics.map50To95).toBe(expected);
	});
});
