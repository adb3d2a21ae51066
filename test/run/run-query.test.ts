import {expect, test} from 'vitest';
import fc from 'fast-check';
import type {RunSummary} from '../../source/domain/run-summary.ts';
import {isMatch, parseRunQuery, sortRuns} from '../../source/run/run-query.ts';

const hour = 3_600_000;
const now = 1000 * hour;

const run = (more: Partial<RunSummary>): RunSummary => ({
	key: '/r/runs/train/exp', id: {place: 'host:/r/runs/train/exp'}, directory: '/r/runs/train/exp', condition: 'finished', task: 'detect', completedEpochs: 100, epochs: 100, settings: {batchSize: '4', imageSize: '640', data: 'coco128.yaml'}, modifiedAt: now - (3 * hour), best: {epoch: 90, metrics: {map50: 0.62, map50To95: 0.31}}, ...more,
});

test.each<[string, Partial<RunSummary>, boolean]>([
	['', {}, true],
	['map50>0.5 batch:4 -finished', {}, false],
	['map50>0.5 batch:4 -finished', {condition: 'interrupted'}, true],
	['map50>50%', {}, true],
	['map50>0.5', {best: undefined}, false],
	['-map50>0.5', {best: undefined}, true],
	['map50-95>=0.31', {}, true],
	['state:finished task:detect', {}, true],
	['data:COCO', {}, true],
	['exp', {}, true],
	['seg', {}, false],
	['age<1d', {}, true],
	['age<2', {}, false],
	['size>1g', {sizeBytes: 2e9}, true],
	['"train/exp"', {}, true],
	['imgsz=320', {}, false],
	['epoch<100', {completedEpochs: 3}, true],
])('%j on %j gives %s', (text, more, expected) => {
	const parsed = parseRunQuery(text);
	expect('query' in parsed && isMatch(run(more), parsed.query, now)).toBe(expected);
});

test.each([
	['mapp>0.5', {code: 'unknown-field', word: 'mapp'}],
	['map50>high', {code: 'not-a-number', word: 'high', field: 'map50'}],
	['batch>4h', {code: 'not-a-number', word: '4h'}],
	['state>finished', {code: 'text-compared', field: 'state'}],
	['map50>', {code: 'value-missing'}],
	['-', {code: 'value-missing'}],
	['name:"a', {code: 'quote-open'}],
])('%j is refused', (text, error) => {
	expect(parseRunQuery(text)).toMatchObject({error});
});

test('never throws, and the contrary of a term fits exactly the runs that the term does not', () => {
	fc.assert(fc.property(fc.string(), text => {
		const parsed = parseRunQuery(text);
		expect('query' in parsed || parsed.error.code.length > 0).toBe(true);
	}));
	fc.assert(fc.property(fc.constantFrom('map50>0.5', 'batch:4', 'finished', 'data:x', 'age<2'), fc.double({min: 0, max: 1, noNaN: true}), (term, map50) => {
		const one = run({best: {epoch: 1, metrics: {map50}}});
		const fits = [term, `-${term}`].map(text => {
			const parsed = parseRunQuery(text);
			return 'query' in parsed && isMatch(one, parsed.query, now);
		});
		expect(fits[0]).toBe(!fits[1]);
	}));
});

test('sorted by what is asked, the unknown last', () => {
	const runs = [run({key: 'exp10', best: undefined}), run({key: 'exp2'}), run({key: 'exp1', best: {epoch: 1, metrics: {map50To95: 0.5}}, modifiedAt: now})];
	const order = (by: Parameters<typeof sortRuns>[1]) => sortRuns(runs, by).map(({key}) => key);
	expect(order('name')).toEqual(['exp1', 'exp2', 'exp10']);
	expect(order('map')).toEqual(['exp1', 'exp2', 'exp10']);
	expect(order('age')[0]).toBe('exp1');
});
