import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Probe} from '../../../../source/domain/probe.ts';
import {namesOf} from '../../../../source/domain/record.ts';
import type {RunState} from '../../../../source/domain/run.ts';
import type {ValidationRow} from '../../../../source/domain/validation.ts';
import {columnsOf} from '../../../../source/screen/screens/classes/class-columns.ts';
import {orderClasses} from '../../../../source/screen/screens/classes/class-order.ts';
import {initialClassesUi, type ClassesUi} from '../../../../source/screen/screens/classes/classes-ui.ts';
import {classes as screen} from '../../../../source/screen/screens/classes/classes.ts';
import {firstRow, viewClasses} from '../../../../source/screen/screens/classes/classes-view.ts';
import {changeText, drawClasses} from '../../../../source/screen/screens/classes/draw-classes.ts';
import {classesReducers, type ClassesCommand} from '../../../../source/screen/screens/classes/reduce-classes.ts';
import {reduceUi} from '../../../../source/screen/reduce-ui.ts';
import {createScreenDrawer} from '../../../../source/screen/screen-view.ts';
import {createLook} from '../../../../source/screen/theme/look.ts';
import {createUiState} from '../../../../source/screen/ui-state.ts';
import {classesState, manyClasses, segmentState} from '../../fixtures/sample-charts.ts';
import {drawSampleScreen, sampleModel} from '../../fixtures/sample-screen.ts';
import {wordsIn} from '../../../../source/words/words.ts';

const row = (name: string, instances: number, recall: number | undefined, map50: number | undefined): ValidationRow => ({name, instances, metrics: {...(recall !== undefined && {recall}), ...(map50 !== undefined && {map50})}});
const rows = [row('b', 50, 0.8, 0.9), row('never', 3, 0, 0.01), row('a', 20, 0.4, 0.4), row('neverMany', 90, 0, 0.02), row('unknown', 5, undefined, undefined), row('nan', 5, NaN, NaN)];
const columns = columnsOf(rows, wordsIn('en').classes);
const order = (ui: Partial<ClassesUi>) => orderClasses(rows, columns, {...initialClassesUi, ...ui}).map(({name}) => name);

describe('the order', () => {
	test('worst first: what is never found, the most objects before, then by quality, what is not known last', () => {
		expect(order({})).toEqual(['neverMany', 'never', 'a', 'b', 'unknown', 'nan']);
	});

	test.each([
		[{sort: 'printed'}, ['b', 'never', 'a', 'neverMany', 'unknown', 'nan']],
		[{sort: 'name'}, ['a', 'b', 'nan', 'never', 'neverMany', 'unknown']],
		[{sort: 'instances', isReversed: true}, ['neverMany', 'b', 'a', 'unknown', 'nan', 'never']],
		[{sort: 'box-map50'}, ['never', 'neverMany', 'a', 'b', 'unknown', 'nan']],
		[{sort: 'box-map50', isReversed: true}, ['b', 'a', 'neverMany', 'never', 'unknown', 'nan']],
		[{filter: 'NEVER'}, ['neverMany', 'never']],
	] as const)('%j', (ui, names) => {
		expect(order(ui)).toEqual(names);
	});
});

describe('keys', () => {
	const context = {
		count: 20, keys: columns.map(({key}) => key), hasEarlier: true, hasMatrix: true,
	};
	const press = (...commands: readonly ClassesCommand[]) => commands.reduce((ui, command) => classesReducers[command](ui, context), initialClassesUi);

	test('go through all orders and come back', () => {
		const seen = new Set<string>();
		let ui = initialClassesUi;
		do {
			ui = classesReducers['sort-next'](ui, context);
			seen.add(ui.sort);
		} while (ui.sort !== 'worst');

		expect(seen.size).toBe(columns.length + 2);
		expect(press('sort-previous').sort).toBe('printed');
	});

	test('choose, open, compare and take back', () => {
		expect(press('show-class', 'leave-class')).toEqual(initialClassesUi);
		expect(press('compare-classes').compare).toBe('best');
		expect(classesReducers['leave-class']({...initialClassesUi, filter: 'x', chosen: 3}, context)).toEqual(initialClassesUi);
	});
});

test('whatever is pressed, the screen stands and a class of the table is chosen', () => {
	const state = classesState();
	const keys = namesOf(screen.commands);
	fc.assert(fc.property(fc.array(fc.constantFrom(...keys), {maxLength: 30}), commands => {
		let model = sampleModel({
			state, columns: 80, rows: 24, ui: {screen: 'classes'},
		});
		const drawer = createScreenDrawer();
		for (const command of commands) {
			drawer.draw(model, {columns: 80, rows: 24});
			const {ui} = reduceUi(model.ui, command, {model, range: drawer.scrollRange(model)});
			model = {...model, ui: {...ui, overlays: []}};
		}

		expect(viewClasses(model).rows[model.ui.classes.chosen]).toBeDefined();
	}), {numRuns: 30});
});

test('the chosen class is always in sight', () => {
	fc.assert(fc.property(fc.integer({min: 1, max: 2000}), fc.nat({max: 1999}), fc.integer({min: 1, max: 60}), (count, wanted, shown) => {
		const chosen = Math.min(wanted, count - 1);
		const first = firstRow(chosen, count, shown);
		expect(first).toBeGreaterThanOrEqual(0);
		expect(chosen - first).toBeGreaterThanOrEqual(0);
		expect(chosen - first).toBeLessThan(shown);
	}));
});

test('the change is counted from the table before or from the best one', () => {
	const state = classesState();
	const valueOf = (compare: 'previous' | 'best') => {
		const {columns: own, rows: classes} = viewClasses({state, ui: {...createUiState('en', 'dark'), classes: {...initialClassesUi, compare}}});
		return own.at(-1)!.value(classes.find(({name}) => name === 'Vest')!);
	};

	expect(valueOf('previous')).toBeCloseTo(0.06);
	expect(valueOf('best')).toBeCloseTo(0.02);
});

test('a change says its direction without a colour', () => {
	const look = createLook({theme: 'dark', depth: 'none', isAscii: true});
	expect([0.0174, -0.02, 0.0001, undefined, NaN].map(change => changeText(change, {look}))).toEqual(['^0.017', 'v0.020', '0.000', '-', '-']);
});

test.each([
	['never found', 0, '> x', 'x never found'],
	['found below the confidence', 0.172, '> ?', '? found with little confidence'],
])('a class that is %s is marked by a sign and named in words', (_, map50, sign, words) => {
	const state = classesState();
	const table = state.classTables!.current!;
	const classes = table.classes.map(line => line.name === 'noHelmet' ? {...line, metrics: {...line.metrics, map50}} : line);
	const lines = drawSampleScreen({
		state: {...state, classes, classTables: {...state.classTables, current: {...table, classes}}}, columns: 80, rows: 24, isAscii: true, ui: {screen: 'classes'},
	});
	expect(lines.find(line => line.includes('noHelmet'))).toContain(sign);
	expect(lines.join('\n').replaceAll(/\u{1B}\[[\d;]*m/gu, '')).toContain(words);
});

test('masks have columns of their own', () => {
	const text = drawSampleScreen({
		state: segmentState(), columns: 200, rows: 30, ui: {screen: 'classes'},
	}).join('\n');
	expect(text).toContain('Mask mAP50-95');
	expect(drawSampleScreen({
		state: classesState(), columns: 200, rows: 30, ui: {screen: 'classes'},
	}).join('\n')).not.toContain('Mask');
});

test('a thousand classes are drawn in a moment', () => {
	const state = classesState(manyClasses());
	const start = performance.now();
	for (let chosen = 0; chosen < 5; chosen++) {
		drawSampleScreen({
			state, columns: 120, rows: 36, ui: {screen: 'classes'}, classes: {chosen},
		});
	}

	expect(performance.now() - start).toBeLessThan(5000);
});

test.each(['en', 'zh'] as const)('in a narrow terminal why there is no table is told to the end (%s)', language => {
	const sample = sampleModel({
		state: 'training', language, columns: 40, rows: 10,
	});
	const model = {...sample, disabled: {}};
	const words = model.words.waiting.classes('100') + wordsIn(language).toolScreen.key('V');
	const text = drawClasses({...model, state: {...model.state, classes: []}}, {columns: 38, rows: 6}).join('');
	expect(text.replaceAll(/\s|\u{1B}\[[\d;]*m/gu, '')).toBe(words.replaceAll(/\s/g, ''));
});

test('labels of the training set are beside those of the validation, where they were counted', () => {
	const run = classesState();
	const names = run.classes.map(({name}) => name);
	const draw = (state: typeof run) => drawSampleScreen({
		state, columns: 120, rows: 36, ui: {screen: 'classes'},
	}).join('\n').replaceAll(/\u{1B}\[[\d;]*m/gu, '');
	const text = draw({...run, trainingLabels: {files: 90, counts: names.map((_, index) => 1000 - (index * 150)), names}});
	expect(text).toMatch(/LABELS IN THE TRAINING SET[\s\S]*Vest +━+ +1,000 {2}\(val 113\)[\s\S]*forklift[ ─━╸]+400 {2}\(val 4\) +! under 500/);
	expect(text).not.toContain('LABELS IN THE VALIDATION');
	expect(text).toContain('700 of 3,750 in the training set');
	expect(draw(run)).toContain('LABELS IN THE VALIDATION');
});

describe('before there is a table', () => {
	const probe: Probe = {status: 'on', session: '7-1', epochs: []};
	const draw = (more: Partial<RunState>, language: 'en' | 'zh' = 'en') => {
		const sample = sampleModel({
			state: 'training', language, columns: 120, rows: 36,
		});
		return drawClasses({
			...sample, state: {
				...sample.state, classes: [], classTables: {}, ...more,
			},
		}, {columns: 100, rows: 20}).join('\n').replaceAll(/\u{1B}\[[\d;]*m/gu, '');
	};

	test.each<[string, Partial<RunState>, string]>([
		['with the probe, in the first epoch', {probe, history: [], tableEpoch: undefined}, 'at the end of the first epoch'],
		['with the probe, where nothing was found yet', {probe: {...probe, lastEpoch: 2}, tableEpoch: 2}, 'with the first epoch in which the model finds anything'],
		['with a probe that has failed', {probe: {...probe, status: 'failed'}}, 'after the last epoch (100)'],
		['without the probe', {probe: undefined}, 'after the last epoch (100)'],
		['without the number of epochs', {probe: undefined, epochs: undefined}, 'after the last epoch. '],
		['of a run that is over', {phase: {kind: 'finished', isEarlyStop: false}, probe: undefined}, 'has no table by class'],
		['of a classification', {task: 'classify'}, 'has no table by class'],
	])('%s it is said when it comes', (_, state, expected) => {
		expect(draw(state)).toContain(expected);
	});

	test('the classes and their labels are there, as far as they are known', () => {
		const trainingLabels = {files: 90, counts: [700, 300, 90], names: ['Vest', 'helmet', 'noHelmet']};
		const text = draw({
			probe, history: [], classCount: 3, trainingLabels,
		});
		expect(text).toMatch(/The data set has 3 classes\.[\s\S]*LABELS IN THE TRAINING SET[\s\S]*Vest +━+ +700[\s\S]*noHelmet[ ─━╸]+90 +! under 500/);
		expect(draw({
			probe, history: [], classCount: 3, trainingLabels,
		}, 'zh')).toMatch(/第一轮结束时[\s\S]*数据集有 3 个类别[\s\S]*训练集中的目标[\s\S]*Vest/);
		expect(draw({
			probe, history: [], classCount: undefined, trainingLabels: undefined,
		})).not.toContain('data set has');
	});
});
