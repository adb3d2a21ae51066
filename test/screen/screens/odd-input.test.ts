import {expect, test} from 'vitest';
import type {RunSummary} from '../../../source/domain/run-summary.ts';
import type {ValidationRow} from '../../../source/domain/validation.ts';
import type {EpochRecord} from '../../../source/domain/run.ts';
import {toCurves} from '../../../source/discover/run-curves.ts';
import {displayWidth} from '../../../source/format/display-width.ts';
import {initialResources} from '../../../source/run/resources.ts';
import {initialRunsUi} from '../../../source/screen/screens/runs/runs-ui.ts';
import {eightGpus, machineWithLoader} from '../fixtures/sample-machine.ts';
import {classesState, manyClasses} from '../fixtures/sample-charts.ts';
import {drawSampleScreen, type SampleScreen} from '../fixtures/sample-screen.ts';
import {plain} from '../sizes.ts';

const sizes = [[200, 60], [160, 45], [120, 36], [100, 30], [80, 24], [66, 20], [40, 10]] as const;
const longName = '一个非常长的类别名称用来检查边框是否完整而且没有任何东西被挤出去多余的文字';

function history(count: number, value: (epoch: number) => number): readonly EpochRecord[] {
	return Array.from({length: count}, (_, index) => ({
		epoch: index + 1, losses: {box: value(index + 1)}, metrics: {
			map50To95: value(index + 1), map50: value(index + 1), precision: value(index + 1), recall: value(index + 1),
		},
	}));
}

function run(index: number, part: Partial<RunSummary> = {}): RunSummary {
	const curves = toCurves(history(10 + index, epoch => epoch / 600));
	return {
		key: `/r/exp${index}`, id: {place: `/r/exp${index}`}, directory: `/r/exp${index}`, condition: (['finished', 'failed', 'interrupted', 'unknown', 'stopped-early'] as const)[index % 5]!, completedEpochs: 10 + index, epochs: 600, settings: {}, modifiedAt: index, best: {epoch: 3, metrics: {map50To95: index / 500}}, ...(curves !== undefined && {curves}), ...part,
	};
}

const withRuns = (runs: readonly RunSummary[], marked: readonly string[] = []): Partial<SampleScreen> => ({runList: {isKnown: true, details: {}, parts: {directory: {training: [], runs}}}, ui: {screen: 'runs', runs: {...initialRunsUi, marked}}});
const withClasses = (rows: readonly ValidationRow[], classes: SampleScreen['classes'] = {}): Partial<SampleScreen> => ({state: classesState(rows), ui: {screen: 'classes'}, classes});
const figures = (value: number) => ({
	precision: value, recall: value, map50: value, map50To95: value,
});
const row = (name: string, value: number): ValidationRow => ({
	name, images: 5, instances: 7, metrics: figures(value),
});

const odd: ReadonlyArray<readonly [name: string, sample: Partial<SampleScreen>]> = [
	['no run', withRuns([])],
	['one run without anything', withRuns([run(0, {completedEpochs: 0, best: undefined, settings: {}})])],
	['five hundred runs, eight marked', withRuns(Array.from({length: 500}, (_, index) => run(index)), Array.from({length: 8}, (_, index) => `/r/exp${index * 7}`))],
	['runs of nan and of 0', withRuns([run(1, {best: {epoch: 1, metrics: figures(NaN)}, curves: toCurves(history(12, () => NaN))!}), run(2, {best: {epoch: 1, metrics: figures(0)}, curves: toCurves(history(12, () => 0))!})], ['/r/exp1', '/r/exp2'])],
	['a run with a long name', withRuns([run(3, {directory: `/r/${longName}/${longName}`, key: longName})])],
	['one class', withClasses([row('only', 0.5)])],
	['a thousand classes', withClasses(manyClasses(), {chosen: 700})],
	['long names', withClasses([row(longName, 0.5), row(`${longName}二`, 0.2)])],
	['all metrics 0', withClasses([row('a', 0), row('b', 0)])],
	['all metrics nan', withClasses([row('a', NaN), row('b', NaN)])],
	['names of the prototype', withClasses([row('constructor', 0.3), row('__proto__', 0.4)])],
	['a chosen class alone', withClasses([row(longName, NaN)], {isOpen: true})],
	['eight GPUs', {resources: eightGpus, ui: {screen: 'resources'}}],
	['a machine with a loader', {resources: machineWithLoader, ui: {screen: 'resources'}}],
	['nothing measured', {resources: initialResources, ui: {screen: 'resources'}}],
];

test.each(odd)('%s: every line at every size is as wide as the terminal, and each frame closes', (_, sample) => {
	for (const [columns, rows] of sizes) {
		for (const others of [{}, {language: 'zh', isAscii: true}] as const) {
			const lines = drawSampleScreen({
				state: 'training', columns, rows, ...sample, ...others,
			}).map(line => plain(line));
			expect(lines).toHaveLength(rows);
			for (const line of lines) {
				expect(line === '' ? columns : displayWidth(line), `${columns}x${rows}: ${line}`).toBe(columns);
			}

			const count = (corner: string) => lines.join('').split(corner).length - 1;
			expect(count('╭')).toBe(count('╯'));
			expect(count('╮')).toBe(count('╰'));
			expect(lines.join('\n')).not.toMatch(/undefined|\[object|Infinity/);
		}
	}
});
