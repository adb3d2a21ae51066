import {describe, expect, it} from 'vitest';
import type {RunFiles} from '../../source/training/run-directory.ts';
import type {RunFacts} from '../../source/training/run-facts.ts';
import {createRunFileEvents, judgeFiles, phaseEvents} from '../../source/feed/run-file-events.ts';

const minute = 60_000;
const start = 1_000_000_000_000;
const file = (modifiedAt: number) => ({text: '', modifiedAt});
const facts = (done: number, epochs = '10'): RunFacts => ({
	settings: {epochs}, records: Array.from({length: done}, (_, index) => ({epoch: index + 1, losses: {}})),
});
/** The second epoch is the best. */
const patient = (done: number): RunFacts => ({
	settings: {epochs: '10', patience: '5'},
	records: Array.from({length: done}, (_, index) => ({epoch: index + 1, losses: {}, metrics: {map50: index === 1 ? 0.5 : 0.4, map50To95: 0.2}})),
});
const checkpoints = (lastBytes: number, bestBytes: number) => [['last.pt', lastBytes], ['best.pt', bestBytes]].map(([name, sizeBytes]) => ({name: String(name), path: `weights/${name}`, sizeBytes: Number(sizeBytes)}));
const last = (writtenAt: number) => [{name: 'last.pt', path: 'weights/last.pt', writtenAt}];

describe('judgeFiles', () => {
	it.each<[string, Partial<RunFiles>, RunFacts, number, string]>([
		['nothing but settings', {settings: file(start)}, facts(0), start + minute, 'starting'],
		['nothing but old settings', {settings: file(start)}, facts(0), start + (10 * minute), 'failed'],
		['rows', {settings: file(start), results: file(start + minute)}, facts(3), start + (1.5 * minute), 'training'],
		['rows, silent for three epochs', {settings: file(start), results: file(start + minute)}, facts(3), start + (2 * minute), 'unknown'],
		['rows, long silent', {settings: file(start), results: file(start + minute)}, facts(3), start + (9 * minute), 'interrupted'],
		['rows of slow epochs', {settings: file(start), results: file(start + (30 * minute))}, facts(3), start + (45 * minute), 'training'],
		['rows of slow epochs, overdue', {settings: file(start), results: file(start + (30 * minute))}, facts(3), start + (55 * minute), 'unknown'],
		['a checkpoint newer than the rows', {settings: file(start), results: file(start), checkpoints: last(start + (5 * minute))}, facts(3), start + (6 * minute), 'training'],
		['all rows', {settings: file(start), results: file(start + minute)}, facts(10), start + minute, 'finished'],
		['all rows, last.pt not yet stripped', {results: file(start), checkpoints: last(start), isStripped: false}, facts(10), start + minute, 'final-validation'],
		['all rows, never stripped', {results: file(start), checkpoints: last(start), isStripped: false}, facts(10), start + (9 * minute), 'finished'],
		['stripped', {results: file(start), isStripped: true}, facts(10), start + minute, 'finished'],
		['stripped too early', {results: file(start), isStripped: true}, facts(7), start + minute, 'stopped-early'],
		['stripped when its hours were over', {results: file(start), isStripped: true}, {...facts(7), settings: {epochs: '10', time: '1.5'}}, start + minute, 'finished'],
		['plots after the last row', {results: file(start), plottedAt: start + 1}, facts(7), start + minute, 'stopped-early'],
		['plots after the last row, of a training that was asked to end', {results: file(start), plottedAt: start + 1, isStripped: false}, facts(7), start + (9 * minute), 'interrupted'],
		['the same, by the sizes of its checkpoints', {results: file(start), plottedAt: start + 1, checkpoints: checkpoints(14e6, 4e6)}, facts(7), start + (9 * minute), 'interrupted'],
		['plots, and checkpoints of one size', {results: file(start), plottedAt: start + 1, checkpoints: checkpoints(4e6, 4e6)}, facts(7), start + minute, 'stopped-early'],
		['plots after the last of all rows, and nothing stripped', {results: file(start), plottedAt: start + 1, isStripped: false}, facts(10), start + minute, 'finished'],
		['plots of an earlier run', {results: file(start), plottedAt: start - 1}, facts(7), start + minute, 'training'],
		['as many rows without improvement as the patience', {settings: file(start), results: file(start + minute)}, patient(7), start + (9 * minute), 'stopped-early'],
		['the same just now, with the last validation to come', {settings: file(start), results: file(start + minute)}, patient(7), start + (2 * minute), 'training'],
		['fewer rows without improvement than the patience', {settings: file(start), results: file(start + minute)}, patient(6), start + (9 * minute), 'interrupted'],
		['unknown number of epochs, long silent', {results: file(start)}, facts(7, 'many'), start + (9 * minute), 'unknown'],
		['unknown number of epochs, stripped', {results: file(start), isStripped: true}, facts(7, 'many'), start + minute, 'finished'],
		['nothing at all', {}, facts(0), start, 'failed'],
	])('%s', (_, files, known, now, expected) => {
		expect(judgeFiles({checkpoints: [], ...files}, known, now)).toBe(expected);
	});
});

it.each([
	['a process that is there', true, 'training'],
	['a process that is gone', false, 'interrupted'],
])('%s says more than the age of the files', (_, isRunning, expected) => {
	expect(judgeFiles({checkpoints: [], settings: file(start), results: file(start + minute)}, facts(3), start + (isRunning ? 60 : 1) * minute, isRunning)).toBe(expected);
});

describe('phaseEvents', () => {
	it('tells an early stop and an end', () => {
		const events = phaseEvents('stopped-early', 'runs/train/exp', {checkpoints: []}, patient(7));
		expect(events.map(({type}) => type)).toEqual(['training-started', 'early-stop-announced', 'training-ended', 'results-saved', 'connection-changed']);
		expect(events).toContainEqual({type: 'early-stop-announced', patience: 5, bestEpoch: 2});
	});

	it('says nothing of a training that was not seen', () => {
		expect(phaseEvents('failed', 'runs/train/exp', {checkpoints: []}, facts(0)).map(({type}) => type)).toEqual(['connection-changed']);
	});
});

describe('createRunFileEvents', () => {
	const lastCheckpoint = last(start);
	const settings = {text: 'epochs: 3\n', modifiedAt: start, framework: 'yolov5'} as const;
	const results = {text: 'epoch,train/box_loss\n0,0.1\n', modifiedAt: start + minute};

	it('says each fact once, and of a file that is not there nothing', () => {
		const {diff} = createRunFileEvents('runs/train/exp');
		const types = (files: Partial<RunFiles>) => diff({checkpoints: [], ...files}).map(({type}) => type);
		expect([
			types({}),
			types({settings}),
			types({settings, results}),
			types({settings, results: {...results, modifiedAt: start + (2 * minute)}}),
			types({settings, results: {...results, text: `${results.text}1,0.1\n`}, checkpoints: lastCheckpoint}),
			types({settings, results: {...results, text: `${results.text}1,0.1\n`}, checkpoints: last(start + minute)}),
		]).toEqual([[], ['settings-read'], ['history-read'], [], ['history-read', 'checkpoints-observed'], ['checkpoints-observed']]);
	});

	it('names the run and gives the time of the files where nothing else tells of it', () => {
		const changes = createRunFileEvents('runs/train/exp');
		const files = {settings, results, checkpoints: lastCheckpoint};
		const at = start + minute;
		expect(changes.diffWithPhase(files, 'interrupted')).toMatchObject([
			{type: 'run-directory-announced', path: 'runs/train/exp', at},
			{type: 'settings-read', framework: {name: 'yolov5'}, at},
			{
				type: 'history-read', records: [{epoch: 1}], runDirectory: 'runs/train/exp', at,
			},
			{type: 'checkpoints-observed', at},
			{type: 'training-started', epochs: 3, at},
			{type: 'connection-changed', connection: {kind: 'ended'}, at},
		]);
		expect(changes.diffWithPhase(files, 'interrupted')).toEqual([]);
		expect(changes.diffWithPhase(files, 'training').map(({type}) => type)).toEqual(['training-started', 'connection-changed']);
	});
});
