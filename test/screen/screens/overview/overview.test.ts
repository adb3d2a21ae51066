import {expect, test} from 'vitest';
import type {RunState} from '../../../../source/domain/run.ts';
import {initialResources, type Resources} from '../../../../source/run/resources.ts';
import {drawEpochs} from '../../../../source/screen/screens/overview/epochs.ts';
import {drawLastMinute} from '../../../../source/screen/screens/overview/last-minute.ts';
import {lossesTrend} from '../../../../source/screen/screens/overview/losses.ts';
import {drawMachine} from '../../../../source/screen/screens/overview/machine.ts';
import {drawLastWords} from '../../../../source/screen/screens/overview/output.ts';
import {drawProgress} from '../../../../source/screen/screens/overview/progress.ts';
import {drawSigns} from '../../../../source/screen/screens/overview/signs.ts';
import {
	afterSamples,
	fullResources,
	lastMinuteOfBusError,
	sampled,
	sampleGpu,
} from '../../fixtures/sample-machine.ts';
import {drawSampleScreen, sampleModel, type SampleScreen} from '../../fixtures/sample-screen.ts';
import {sampleNow, sampleRecord, sampleStates} from '../../fixtures/sample-run.ts';
import {plain} from '../../sizes.ts';

const model = (sample: Partial<SampleScreen> = {}) => sampleModel({
	state: 'training', columns: 120, rows: 36, ...sample,
});
const training = sampleStates.training();

test('the epochs: the live one on top, then the newest, each with what happened in its row', () => {
	const history = training.history.map(record => record.epoch === 42 ? {...record, seconds: 60} : (record.epoch === 41 ? {...record, losses: {box: NaN, obj: 1, cls: 1}} : record));
	const lines = drawEpochs(model({state: {...training, history, resumedAt: [40]}}), {columns: 160, rows: 8}).map(line => plain(line));
	expect(lines[1]).toMatch(/^▶ +44 .* batch 29\/55/);
	expect(lines[2]).toMatch(/^ +43 .* \+0\.005 /);
	expect(lines[3]).toMatch(/! 26 s slower/);
	expect(lines[4]).toMatch(/ nan .*✗ nan/);
	expect(lines[5]).toMatch(/↻ resumed here/);
});

test('the epochs: a warning of the framework is in the row of its epoch, a long one or several are counted', () => {
	const notices = [{text: 'WARNING: slow', count: 1, epochs: [43]}, {text: 'WARNING: the gradients of this layer are not finite', count: 2, epochs: [41, 42]}, {text: 'x', count: 1, epochs: [41]}, {text: 'before', count: 1}];
	const drawn = (language: 'en' | 'zh') => drawEpochs(model({language, state: {...training, notices}}), {columns: 160, rows: 6}).map(line => plain(line));
	expect(drawn('en').slice(2, 5).map(line => line.trimEnd().split(/ s {2,}/).at(-1))).toEqual(['! WARNING: slow', '! 1 warning, see 4', '! 2 warnings, see 4']);
	expect(drawn('zh')[4]).toMatch(/! 2 条警告，见 4/);
});

test('the epochs: a new best stands out for a second', () => {
	const record = {...sampleRecord(44), metrics: {...sampleRecord(44).metrics, map50: 0.99, map50To95: 0.99}, completedAt: sampleNow};
	const state: RunState = {...training, history: [...training.history, record]};
	const row = (now: number) => drawEpochs({...model({state, depth: 'none'}), now}, {columns: 120, rows: 6}).find(line => plain(line).startsWith('◆'))!;
	expect(row(sampleNow + 400)).toMatch(/^\u{1B}\[7m◆/u);
	expect(row(sampleNow + 1000)).not.toContain('\u{1B}[7m');
	expect(plain(row(sampleNow + 400))).toBe(plain(row(sampleNow + 1000)));
});

test.each([['training', 'best so far'], ['finished', 'best']] as const)('the epochs: of a run that is %s the best one is the %s', (state, note) => {
	const record = {...sampleRecord(44), metrics: {...sampleRecord(44).metrics, map50: 0.99, map50To95: 0.99}};
	const run = {...sampleStates[state](), progress: undefined} as unknown as RunState;
	const lines = drawEpochs(model({state: {...run, history: [...training.history, record]}}), {columns: 120, rows: 6}).map(line => plain(line));
	expect(lines.find(line => line.startsWith('◆'))).toMatch(new RegExp(`  ${note} *$`));
});

test('the last minute: every figure has the same moment in the same column, over the whole width', () => {
	const lines = drawLastMinute(model({resources: lastMinuteOfBusError}), {columns: 100, rows: 7}).map(line => plain(line));
	const curves = lines.slice(0, 5).map(line => line.slice(4, 80));
	expect(curves[0]!.trimEnd().length, curves[0]).toBeGreaterThan(70);
	// The GPU and its memory come to rest at the same moment.
	const rest = (text: string) => text.search(/▁+\s/);
	expect(Math.abs(rest(curves[1]!) - rest(curves[2]!))).toBeLessThanOrEqual(1);
	expect(lines.at(-1) ?? lines[5]).toMatch(/\d\d:\d\d:\d\d/);
});

test('the epochs: without room the val losses go first, never the epoch and the leading metric', () => {
	for (const columns of [36, 50, 80, 120]) {
		const [head = ''] = drawEpochs(model(), {columns, rows: 5}).map(line => plain(line));
		expect(head).toMatch(/epoch.*mAP50-95/);
		expect(head.includes('v.box')).toBe(columns >= 120);
	}
});

test.each<readonly [name: string, resources: Resources, expected: RegExp]>([
	['one GPU', fullResources, /GPU 0 RTX 3080 +71 °C · 214 W[\s\S]*busy[\s\S]*97 %[\s\S]*mem[\s\S]*2\.20 \/ 10\.0 GiB[\s\S]*shm[\s\S]*60 \/ 64 MiB/],
	['eight GPUs', afterSamples(sampled({kind: 'gpu', gpus: Array.from({length: 8}, (_, index) => ({...sampleGpu, index, uuid: `GPU-${index}`}))})), /8 × RTX 3080[\s\S]*GPU 0[\s\S]*GPU 7/],
	['a GPU without a name', afterSamples(sampled({kind: 'gpu', gpus: [{utilisationPercent: 50}]})), /GPU 0[\s\S]*50 %/],
	['no GPU tools', afterSamples({type: 'sampler-failed', sampler: 'gpu', failure: {code: 'tool-missing'}}), /not measurable: There is no\s+nvidia-smi/],
	['nothing yet', initialResources, /being measured/],
])('the machine with %s', (_, resources, expected) => {
	expect(drawMachine(model({resources}), {columns: 32, rows: 12}).map(line => plain(line)).join('\n')).toMatch(expected);
});

test('a sentence of a sign is never cut: it takes more rows, or says where it is read', () => {
	for (const columns of [30, 40, 60, 110]) {
		const text = drawSigns(model({state: 'failed'}), {columns, rows: 9}).map(line => plain(line).replace(/ !\s*$/, '')).join(' ').replaceAll(/\s+/g, ' ');
		expect(text).toMatch(/container has only 16 GiB\.|see ! for what is wrong/);
		expect(text).not.toContain('…');
	}
});

test.each([
	['a directory whose table has epochs', {kind: 'directory', name: 'a', path: '/a'}, training.history, /Results come once per epoch/],
	['a directory before its first epoch', {kind: 'directory', name: 'a', path: '/a'}, [], /Waiting for the first batch/],
	['a container that was resumed', {kind: 'container', name: 'a', id: 'a'}, training.history, /Waiting for the first batch/],
] as const)('what is waited for without a bar, in %s', (_, target, history, expected) => {
	const {progress: _progress, validationProgress: _validation, ...rest} = training;
	const state: RunState = {
		...rest, target, history, phase: {kind: 'training'},
	};
	expect(drawProgress(model({state}), {columns: 80, rows: 3}).map(line => plain(line)).join('\n')).toMatch(expected);
});

test('the last words fold a traceback, however long, and name the place in the scripts', () => {
	const line = (text: string) => ({
		text, isTransient: false, channel: 'tty' as const, at: 1_000_000,
	});
	const lines = [line('before'), line('Traceback (most recent call last):'), ...Array.from({length: 60}, (_, index) => line(`  File "/a.py", line ${index}`)), line('RuntimeError: bus error')];
	const shown = drawLastWords(model({state: 'failed', lines}), {columns: 120, rows: 3}).map(one => plain(one).trimEnd());
	expect(shown).toEqual([expect.stringMatching(/before$/), expect.stringMatching(/Traceback \(most recent call last\): ▸ 60 lines, at train\.py:307 in train$/), expect.stringMatching(/RuntimeError: bus error$/)]);
});

test.each([
	['a thousand classes', {
		...training, classes: Array.from({length: 1000}, (_, index) => ({
			name: `class ${index} ${'宽'.repeat(30)}`, instances: 3, metrics: {
				map50To95: index / 1000, map50: 0.5, precision: 0.5, recall: 0.5,
			},
		})),
	}],
	['one epoch', {...training, history: [sampleRecord(1)]}],
	['ten thousand epochs', {...training, epochs: 10_000, history: Array.from({length: 10_000}, (_, index) => sampleRecord(index + 1))}],
	['losses that are no numbers', {...training, history: training.history.map(record => ({...record, losses: {box: NaN, obj: NaN, cls: NaN}}))}],
	['metrics that are all 0', {
		...training, lastValidation: undefined, history: training.history.map(record => ({
			...record, metrics: {
				map50To95: 0, map50: 0, precision: 0, recall: 0,
			},
		})),
	}],
] as ReadonlyArray<readonly [string, RunState]>)('%s fit every size', (_, state) => {
	for (const [columns, rows] of [[300, 90], [180, 50], [100, 30], [66, 20], [50, 16], [40, 10]] as const) {
		const lines = drawSampleScreen({
			state, columns, rows, resources: fullResources,
		}).map(line => plain(line));
		expect(lines).toHaveLength(rows);
		expect(lines.join('\n')).not.toMatch(/undefined|Infinity|e-\d/);
	}
});

test.each([
	['that falls although one of its losses rises', (epoch: number) => ({box: 0.12 - (0.002 * epoch), obj: 0.01 + (0.0005 * epoch), cls: 0.04}), /falling/],
	['that rises although one of its losses falls', (epoch: number) => ({box: 0.12 + (0.002 * epoch), obj: 0.03 - (0.0005 * epoch), cls: 0.04}), /rising/],
	['without a loss', () => ({}), /^$/],
])('the trend of a run %s is that of their sum', (_, lossesOf, expected) => {
	const history = Array.from({length: 20}, (_unused, index) => ({...sampleRecord(index + 1), losses: lossesOf(index + 1)}));
	expect(lossesTrend(model({state: {...training, history}})).map(([, text]) => text).join('')).toMatch(expected);
});
