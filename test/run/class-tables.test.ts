import {describe, expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import type {ValidationRow} from '../../source/domain/validation.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {reduce} from '../../source/run/reduce.ts';

const row = (name: string, map50To95: number): ValidationRow => ({name, metrics: {map50To95}});
const table = (scope: 'epoch' | 'final' | 'tool', value: number, names: readonly string[] = ['a', 'b']): readonly RunEvent[] => [
	{type: 'validation-reported', scope, row: row('all', value)},
	...names.map((name): RunEvent => ({type: 'class-reported', scope, row: row(name, value)})),
];
const play = (events: readonly RunEvent[]) => {
	let state = initialRunState;
	for (const event of events) {
		state = reduce(state, event);
	}

	return state.classTables;
};

describe('the tables by class', () => {
	test('the last one, the one before it and the best before it are kept', () => {
		const tables = play([...table('final', 0.3), ...table('final', 0.5), ...table('tool', 0.2), ...table('tool', 0.4)]);
		expect(tables?.current?.summary.metrics.map50To95).toBe(0.4);
		expect(tables?.current?.classes.map(({name}) => name)).toEqual(['a', 'b']);
		expect(tables?.previous?.summary.metrics.map50To95).toBe(0.2);
		expect(tables?.best?.summary.metrics.map50To95).toBe(0.5);
	});

	test('a validation without rows of classes replaces nothing', () => {
		const tables = play([...table('final', 0.3), ...table('epoch', 0.5, [])]);
		expect(tables?.current?.summary.metrics.map50To95).toBe(0.3);
		expect(tables?.previous).toBeUndefined();
	});

	test('a val program beside a training adds its table and leaves the training as it is', () => {
		let state = initialRunState;
		for (const event of [
			{type: 'process-started', tool: 'train', settings: {}},
			{type: 'epoch-completed', record: {epoch: 1, losses: {}}},
			...table('final', 0.3),
			{type: 'process-started', tool: 'val', settings: {}},
		] satisfies readonly RunEvent[] as readonly RunEvent[]) {
			state = reduce(state, event);
		}

		const {classes, lastValidation} = state;
		for (const event of table('tool', 0.7)) {
			state = reduce(state, event);
		}

		expect([state.classes, state.lastValidation]).toEqual([classes, lastValidation]);
		expect(state.classTables?.current).toMatchObject({scope: 'tool', summary: {metrics: {map50To95: 0.7}}});
		expect(state.classTables?.previous?.scope).toBe('final');
	});

	test('each earlier table of the training leaves a point of every class, at most forty', () => {
		expect(play([...table('epoch', 0.1), ...table('tool', 0.9), ...table('epoch', 0.3)])?.past).toEqual([{map50To95: {all: 0.1, a: 0.1, b: 0.1}}]);
		const many = play(Array.from({length: 300}, (_, index) => table('epoch', index / 300)).flat())!.past!;
		expect(many.length).toBeLessThanOrEqual(40);
		expect(many[0]!.map50To95.a).toBe(0);
		expect(many.at(-1)!.map50To95.a).toBeCloseTo(298 / 300);
	});

	test('rows beyond the capacity are dropped', () => {
		let state = initialRunState;
		for (const event of table('final', 0.3, Array.from({length: 5100}, (_, index) => String(index)))) {
			state = reduce(state, event);
		}

		expect(state.classTables?.current?.classes).toHaveLength(5000);
		expect(state.classes).toHaveLength(5000);
		expect(state.classes.at(-1)?.name).toBe('4999');
	}, 20_000);
});
