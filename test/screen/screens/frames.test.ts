import {expect, test} from 'vitest';
import {displayWidth} from '../../../source/format/display-width.ts';
import {
	chartsState,
	classesState,
	manyClasses,
	sampleResources,
	segmentState,
} from '../fixtures/sample-charts.ts';
import {frameToText, renderFrame} from '../fixtures/render-frame.ts';
import {drawSampleScreen, type SampleScreen} from '../fixtures/sample-screen.ts';

const run = chartsState();
const tables = classesState();
const resources = sampleResources();
const sizes = [[200, 60], [160, 45], [120, 36], [80, 24], [40, 10]] as const;

const frames: ReadonlyArray<readonly [name: string, sample: SampleScreen]> = [
	...(['en', 'zh'] as const).flatMap(language => sizes.flatMap(([columns, rows]): ReadonlyArray<readonly [string, SampleScreen]> => [
		[`charts-${columns}x${rows}-${language}`, {
			state: run, resources, columns, rows, language, depth: '256', ui: {screen: 'charts'},
		}],
		[`classes-${columns}x${rows}-${language}`, {
			state: tables, columns, rows, language, depth: '256', ui: {screen: 'classes'},
		}],
	])),
	['charts-large-120x36-en', {
		state: run, columns: 120, rows: 36, depth: '256', ui: {screen: 'charts'}, charts: {
			view: 'full', smoothing: 0.9, cursor: 37, isLog: true,
		},
	}],
	['charts-large-time-80x24-zh', {
		state: run, resources, columns: 80, rows: 24, language: 'zh', depth: '256', ui: {screen: 'charts'}, charts: {view: 'full', xKind: 'time', focus: 8},
	}],
	['charts-large-40x10-en', {
		state: run, columns: 40, rows: 10, depth: '256', ui: {screen: 'charts'}, charts: {
			view: 'full', zoom: 3, middle: 0.4, cursor: 37,
		},
	}],
	['charts-lines-80x24-en', {
		state: run, columns: 80, rows: 24, depth: '16', chartStyle: 'lines', ui: {screen: 'charts'},
	}],
	['charts-ascii-80x24-en', {
		state: run, columns: 80, rows: 24, isAscii: true, ui: {screen: 'charts'},
	}],
	['charts-none-80x24-en', {
		state: 'starting', columns: 80, rows: 24, ui: {screen: 'charts'},
	}],
	['charts-filtered-80x24-zh', {
		state: run, columns: 80, rows: 24, language: 'zh', ui: {screen: 'charts'}, charts: {filter: 'nothing'},
	}],
	['classes-open-120x36-zh', {
		state: tables, columns: 120, rows: 36, language: 'zh', depth: '256', ui: {screen: 'classes'}, classes: {isOpen: true},
	}],
	['classes-beside-160x36-en', {
		state: tables, columns: 160, rows: 36, depth: '256', ui: {screen: 'classes'}, classes: {isOpen: true, chosen: 1, compare: 'best'},
	}],
	['classes-open-40x10-en', {
		state: tables, columns: 40, rows: 10, depth: '256', ui: {screen: 'classes'}, classes: {isOpen: true, chosen: 2},
	}],
	['classes-masks-160x24-en', {
		state: segmentState(), columns: 160, rows: 24, depth: '256', ui: {screen: 'classes'}, classes: {sort: 'mask-map50To95', isReversed: true},
	}],
	['classes-many-80x24-en', {
		state: classesState(manyClasses()), columns: 80, rows: 24, isAscii: true, ui: {screen: 'classes'}, classes: {chosen: 500, filter: '5'},
	}],
	['classes-none-80x24-zh', {
		state: run, columns: 80, rows: 24, language: 'zh', ui: {screen: 'classes'},
	}],
];

test.each(frames)('%s', async (name, sample) => {
	await expect(frameToText(await renderFrame(sample))).toMatchFileSnapshot(`../frames/${name}.txt`);
});

test.each(['charts', 'classes'] as const)('every line of the screen %s is exactly as wide as the terminal', screen => {
	const samples: ReadonlyArray<Partial<SampleScreen>> = [
		{}, {charts: {view: 'full', cursor: 12, smoothing: 0.6}, classes: {isOpen: true}}, {charts: {filter: 'x'}, classes: {filter: 'x'}}, {state: 'empty'}, {charts: {xKind: 'time', isLog: true, zoom: 4}, classes: {sort: 'change'}},
	];
	for (const [index, sample] of samples.entries()) {
		for (const columns of [40, 41, 79, 99, 131, 200]) {
			for (const rows of [10, 17, 24, 40]) {
				const lines = drawSampleScreen({
					state: screen === 'charts' ? run : tables, resources, columns, rows, language: index % 2 === 0 ? 'zh' : 'en', isAscii: columns % 2 === 1, ui: {screen}, ...sample,
				});
				expect(lines).toHaveLength(rows);
				for (const line of lines) {
					expect(line === '' ? columns : displayWidth(line), `${columns}x${rows}: ${line}`).toBe(columns);
				}
			}
		}
	}
});
