import {describe, expect, test} from 'vitest';
import type {ConfusionMatrix} from '../../../../source/domain/probe.ts';
import {shownClasses, viewMatrix} from '../../../../source/screen/screens/classes/matrix-view.ts';
import {probedState} from '../../fixtures/sample-charts.ts';
import {drawSampleScreen, type SampleScreen} from '../../fixtures/sample-screen.ts';

const plain = (lines: readonly string[]) => lines.join('\n').replaceAll(/\u{1B}\[[\d;]*m/gu, '');
const matrix: ConfusionMatrix = {
	epoch: 3,
	names: ['Vest', 'helmet', 'boots', 'background'],
	// By what was predicted, then by what is there.
	counts: [[8, 0, 0, 1], [0, 6, 9, 0], [0, 0, 0, 0], [2, 4, 1, 0]],
};
const draw = (sample: Partial<SampleScreen>, shown: ConfusionMatrix = matrix) => {
	const state = probedState();
	return plain(drawSampleScreen({
		columns: 120, rows: 36, ...sample, state: {...state, probe: {...state.probe!, matrix: shown}}, ui: {screen: 'classes'}, classes: {isMatrix: true},
	}));
};

test('each row is what is there, and adds up to one', () => {
	const {cells, mistakes, order} = viewMatrix(matrix);
	expect(cells.map(row => row.map(({share}) => share))).toEqual([[0.8, 0, 0, 0.2], [0, 0.6, 0, 0.4], [0, 0.9, 0, 0.1], [1, 0, 0, 0]]);
	expect(mistakes.map(({actual, predicted, count}) => [actual, predicted, count])).toEqual([
		['boots', 'helmet', 9], [undefined, 'Vest', 1], ['helmet', undefined, 4], ['Vest', undefined, 2], ['boots', undefined, 1],
	]);
	expect(order).toEqual([2, 1, 0]);
	expect(shownClasses({order, names: matrix.names}, 2)).toEqual([1, 2]);
	expect(shownClasses({order, names: matrix.names}, 2, 'Vest')).toEqual([0, 2]);
});

test('the pair that is confused most is said first, with figures', () => {
	expect(draw({columns: 160})).toContain('boots is found as helmet: 9 times, 90 % of its objects');
	expect(draw({columns: 160})).toContain('Vest is found where nothing is: 1 time, ');
});

describe('the heat map', () => {
	test('has figures where there is room beside the shade, and figures alone without colours', () => {
		expect(draw({depth: '256'})).toMatch(/boots +· +█+ +90 +· +█+ +10/);
		expect(draw({depth: '16'})).toMatch(/boots +· +█+ +90 +· +▒+ +10/);
		expect(draw({depth: 'none'})).toMatch(/boots +· +90 +· +10/);
		expect(draw({isAscii: true})).toMatch(/boots +- +90 +- +10/);
	});

	test('of many classes has those with the most mistakes, and says so', () => {
		const names = Array.from({length: 80}, (_, index) => `class${index}`);
		const counts = [...names, ''].map((_, row) => [...names, ''].map((__, column) => (row === column ? 10 : 0) + (column === 70 && row === 71 ? 30 : 0)));
		const text = draw({columns: 80, rows: 24}, {epoch: 1, names: [...names, 'background'], counts});
		expect(text).toMatch(/The \d+ of 80 classes with the most mistakes\./);
		expect(text).toMatch(/70 class70 /);
		expect(text).toContain('class70 is found as class71: 30 times, 75 % of its objects');
	});

	test('without any mistake says so', () => {
		expect(draw({}, {epoch: 1, names: ['Vest', 'background'], counts: [[3, 0], [0, 0]]})).toContain('No class is found as another');
	});

	test('without any detection has no figure but 0', () => {
		expect(draw({}, {epoch: 1, names: ['Vest', 'helmet', 'background'], counts: [[0, 0, 0], [0, 0, 0], [0, 0, 0]]})).not.toMatch(/NaN|Infinity/);
	});

	test('is not there where none is recorded: the table is', () => {
		const {probe: _, ...state} = probedState();
		expect(plain(drawSampleScreen({
			state, columns: 120, rows: 36, ui: {screen: 'classes'}, classes: {isMatrix: true},
		}))).not.toContain('Confusion');
	});
});
