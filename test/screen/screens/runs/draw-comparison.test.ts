import {expect, test} from 'vitest';
import type {RunDetails} from '../../../../source/domain/run-list.ts';
import type {EpochRecord} from '../../../../source/domain/run.ts';
import {initialRunState} from '../../../../source/run/initial-state.ts';
import {drawComparison} from '../../../../source/screen/screens/runs/draw-comparison.ts';
import {initialRunsUi, type RunsUi} from '../../../../source/screen/screens/runs/runs-ui.ts';
import type {RunSummary} from '../../../../source/domain/run-summary.ts';
import {sampleModel} from '../../fixtures/sample-screen.ts';
import {plain, widthsOf} from '../../sizes.ts';

type Read = {readonly maps: readonly number[]; readonly seconds?: number; readonly settings?: Readonly<Record<string, string>>; readonly gap?: number};

function details(name: string, {maps, seconds, settings = {}, gap}: Read): RunDetails {
	const history = maps.map((map50To95, index): EpochRecord => ({
		epoch: index + 1, losses: {box: 0.1}, metrics: {map50To95, map50: 2 * map50To95}, ...(seconds !== undefined && {seconds}), ...(gap !== undefined && {validationLosses: {box: 0.1 * (1 + gap)}}),
	}));
	return {
		state: initialRunState, run: {
			name, settings, history, classes: [{name: 'helmet', metrics: {map50To95: maps.at(-1)!}}],
		},
	};
}

const summary = (key: string): RunSummary => ({
	key, id: {place: key}, directory: key, condition: 'finished', completedEpochs: 3, settings: {}, modifiedAt: 1,
});

function model(read: Readonly<Record<string, RunDetails>>, ui: Partial<RunsUi> = {}, marked = Object.keys(read)) {
	return sampleModel({
		state: 'training', columns: 120, rows: 36, ui: {screen: 'runs', runs: {...initialRunsUi, marked, ...ui}}, runList: {isKnown: true, details: read, parts: {directory: {training: [], runs: marked.map(key => summary(key))}}},
	});
}

const two = {
	'/r/exp': details('exp', {
		maps: [0.1, 0.2, 0.35], seconds: 10, settings: {batch_size: '8', lr0: '0.01', name: 'x'}, gap: 0.08,
	}),
	'/r/exp2': details('exp2', {
		maps: [0.1, 0.3, 0.3], seconds: 12, settings: {batch_size: '16', lr0: '0.010', name: 'y'}, gap: 0.19,
	}),
};
const draw = (columns: number, rows: number, ui: Partial<RunsUi> = {}) => drawComparison(model(two, ui), {columns, rows}).map(line => plain(line).trimEnd());

test('results and settings that differ, how the first differs from the second, and nothing that is equal', () => {
	expect(draw(100, 20)).toEqual([
		expect.stringMatching(/^ +a \/r\/exp finished +b \/r\/exp2 finished +a against b$/),
		expect.stringMatching(/^best mAP50-95 +0\.350 at 3 +0\.300 at 2 +\+0\.050$/),
		expect.stringMatching(/^best mAP50 +0\.700 +0\.600 +\+0\.100$/),
		expect.stringMatching(/^time to 0\.30 +30 s +24 s +\+6\.0 s$/),
		expect.stringMatching(/^time an epoch +10 s +12 s +−2\.0 s$/),
		expect.stringMatching(/^helmet mAP50-95 +0\.350 +0\.300 +\+0\.050$/),
		expect.stringMatching(/^val − train box +\+8 % +\+19 % +−11 points$/),
		expect.stringMatching(/^settings ─+$/),
		expect.stringMatching(/^batch_size +8 +16 +changed$/),
	]);
});

test('what is equal can be shown, too', () => {
	const text = draw(100, 30, {showsEqual: true}).join('\n');
	expect(text).toMatch(/^epochs done +3 +3$/m);
	expect(text).toMatch(/^lr0 +0\.01 +0\.010$/m);
	expect(text).not.toMatch(/^name/m);
});

test('while a run is read that is said; one that cannot be read is named with the reason', () => {
	const text = (read: Readonly<Record<string, RunDetails>>) => drawComparison(model(read, {}, ['/r/exp', '/r/exp2']), {columns: 80, rows: 6}).map(line => plain(line)).join(' ');
	expect(text({})).toContain('Reading the marked runs');
	expect(text({'/r/exp2': {failure: 'It is gone.'}})).toContain('/r/exp2 could not be read: It is gone.');
});

test('eight runs: those without a column are counted', () => {
	const many = Object.fromEntries(Array.from({length: 8}, (_, index) => [`/r/exp${index}`, details(`exp${index}`, {maps: [0.1 + (index / 100)]})]));
	const [header = ''] = drawComparison(model(many), {columns: 40, rows: 10}).map(line => plain(line));
	expect(header).toMatch(/^\d more +a \S*exp0 +b \S*exp1/);
});

test.each([[120, 20], [80, 20], [40, 30], [30, 8]])('every line is exactly as wide as the panel of %i columns and %i rows', (columns, rows) => {
	const lines = drawComparison(model(two), {columns, rows});
	expect(lines.length).toBeLessThanOrEqual(rows);
	expect(widthsOf(lines)).toEqual([columns]);
});
