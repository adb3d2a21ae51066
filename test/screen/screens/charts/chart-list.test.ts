import {expect, test} from 'vitest';
import type {RunState} from '../../../../source/domain/run.ts';
import {initialRunState} from '../../../../source/run/initial-state.ts';
import {listCharts} from '../../../../source/screen/screens/charts/chart-list.ts';
import {drawFigures} from '../../../../source/screen/screens/charts/draw-figures.ts';
import {wordsIn} from '../../../../source/words/words.ts';
import {sampleModel} from '../../fixtures/sample-screen.ts';
import {plain} from '../../sizes.ts';

const history: RunState['history'] = [1, 2, 3].map(epoch => ({epoch, losses: {box: 0.1 / epoch}}));
const probe: RunState['probe'] = {
	status: 'on',
	session: '1-1',
	lastEpoch: 3,
	epochs: [1, 2, 3].map(epoch => ({
		epoch, classes: [], learningRates: [0.1 / epoch], gradientNorm: {mean: 2 * epoch, max: 5 * epoch, notFinite: 0},
	})),
};
const state: RunState = {...initialRunState, history, probe};

test('what the probe recorded is among the figures of the run', () => {
	const charts = listCharts(state, undefined, wordsIn('en').charts).filter(({group}) => group === 'speed');
	expect(charts.map(({id, lines}) => [id, ...lines.map(({values}) => values)])).toEqual([
		['learning-rate-0', [0.1, 0.05, 0.1 / 3]],
		['gradient-norm', [2, 4, 6], [5, 10, 15]],
	]);
	expect(listCharts({...state, probe: undefined}, undefined, wordsIn('en').charts).some(({group}) => group === 'speed')).toBe(false);
});

test.each(['en', 'zh'] as const)('the list shows them with their last value: %s', language => {
	const words = wordsIn(language).charts;
	const rows = drawFigures(sampleModel({
		state, language, columns: 40, rows: 30,
	}), {columns: 40, rows: 30}).map(row => plain(row));
	expect(rows.find(row => row.includes('lr0'))).toContain('0.0333');
	expect(rows.find(row => row.includes(words.gradient))).toMatch(/ 6 /);
});
