import {expect, test} from 'vitest';
import {runOfHost} from '../../../../source/discover/of-host.ts';
import type {RunList} from '../../../../source/domain/run-list.ts';
import {screens} from '../../../../source/screen/screens/index.ts';
import {drawCurves} from '../../../../source/screen/screens/runs/draw-curves.ts';
import {drawFacts} from '../../../../source/screen/screens/runs/draw-facts.ts';
import {drawRuns} from '../../../../source/screen/screens/runs/draw-runs.ts';
import {planRuns} from '../../../../source/screen/screens/runs/plan-runs.ts';
import {chosenRun, wantedRuns} from '../../../../source/screen/screens/runs/runs.ts';
import {initialRunsUi, type RunsUi} from '../../../../source/screen/screens/runs/runs-ui.ts';
import {reduceUi} from '../../../../source/screen/reduce-ui.ts';
import {recordedKey, recordedRunList} from '../../fixtures/recorded-run-list.ts';
import {sampleModel} from '../../fixtures/sample-screen.ts';
import {plain} from '../../sizes.ts';

const model = (ui: Partial<RunsUi> = {}, read: readonly string[] = []) => sampleModel({
	state: 'training', columns: 120, rows: 36, runList: recordedRunList(read), ui: {screen: 'runs', runs: {...initialRunsUi, ...ui}},
});
const text = (lines: readonly string[]) => lines.map(line => plain(line).trimEnd()).join('\n');
const marked = ['exp12', 'exp9'].map(name => recordedKey(name));

test('a column that no row has something for is absent', () => {
	const [header = ''] = drawRuns(model(), {columns: 200, rows: 20}).map(line => plain(line));
	expect(header).toMatch(/run +state +epochs +mAP50-95 +curve +Batch +Images +age/);
	expect(header).not.toMatch(/Left|GPU/);
});

test('the marked runs have the letters of their curves', () => {
	const shown = text(drawRuns(model({marked}), {columns: 100, rows: 20}));
	expect(shown).toMatch(/^▌ a +\S*exp12/m);
	expect(shown).toMatch(/^ {2}b +\S*exp9/m);
});

test('why a run ended: from the list alone, then from the run itself', () => {
	const note = (ui: Partial<RunsUi>, read: readonly string[]) => text(drawRuns(model(ui, read), {columns: 100, rows: 20})).split('\n').slice(-2).join('\n');
	expect(note({chosen: recordedKey('exp10')}, [])).toMatch(/✗ \S*exp10: It ended after epoch 1 of 3\.$/);
	expect(note({chosen: recordedKey('exp10')}, ['exp10'])).toMatch(/✗ \S*exp10: The disk is full: a file could not be written\.$/);
	expect(note({chosen: recordedKey('exp11')}, [])).not.toContain('exp11:');
});

test('read whole are the marked runs, and the chosen one that came to no good end', () => {
	expect(wantedRuns(model())).toEqual([]);
	expect(wantedRuns(model({chosen: recordedKey('exp10')}))).toEqual([recordedKey('exp10')]);
	expect(wantedRuns(model({marked, chosen: recordedKey('exp9')}))).toEqual(marked);
});

test('who is ahead at the same epoch is said only where every epoch is known', () => {
	const both = ['exp12', 'exp8'].map(name => recordedKey(name));
	expect(text(drawCurves(model({marked: both}), {columns: 60, rows: 16}))).not.toMatch(/at epoch/);
	expect(text(drawCurves(model({marked: both}, ['exp12', 'exp8']), {columns: 60, rows: 16}))).toMatch(/at epoch 30: {2}a 0\.\d{3} {2}b 0\.\d{3}\n▲ [ab] is ahead of [ab] by \+0\.\d{3} there$/);
});

test('what is not known of the chosen run has no line', () => {
	const shown = text(drawFacts(model({chosen: recordedKey('exp11')}), {columns: 46, rows: 20}));
	expect(shown).toMatch(/^best +0\.\d{3} at \d+$/m);
	expect(shown).not.toMatch(/undefined|^device|^size on disk|^command/m);
});

test('a key goes through the figures of the runs and comes back', () => {
	let current = model({marked});
	const seen: unknown[] = [];
	for (let press = 0; press < 5; press++) {
		const {ui} = reduceUi(current.ui, 'next-figure', {model: current, range: {top: 0, last: 0, page: 1}});
		seen.push(ui.runs.figure);
		current = {...current, ui};
	}

	expect(seen).toEqual(['map50', 'precision', 'recall', 'loss', 'map50To95']);
});

test('Escape takes back what lies nearest: the comparison, the filter, the marks', () => {
	const press = (ui: Partial<RunsUi>) => {
		const current = model(ui);
		return reduceUi(current.ui, 'leave-comparison', {model: current, range: {top: 0, last: 0, page: 1}}).ui.runs;
	};

	expect(press({marked, query: 'exp', isComparing: true})).toMatchObject({marked, query: 'exp', isComparing: false});
	expect(press({marked, query: 'exp'})).toMatchObject({marked, query: ''});
	expect(press({marked})).toMatchObject({marked: []});
});

test.each([[200, 60], [120, 33], [100, 27], [80, 21], [40, 8]])('the panels cover a room of %i columns and %i rows without overlap', (columns, rows) => {
	for (const isComparing of [false, true]) {
		for (const comparisonRows of [0, 8, 60]) {
			const placed = planRuns({
				isComparing, comparisonRows, listRows: 14, hasRuns: true,
			}, {
				y: 2, columns, rows, frame: 'box', terminalRows: rows + 3,
			});
			expect(placed.reduce((sum, {width, height}) => sum + (width * height), 0)).toBe(columns * rows);
			expect(placed.every(({id}) => Object.hasOwn(screens.runs.panels, id))).toBe(true);
		}
	}
});

test('of a long name of a container the run at its end stays', () => {
	const list = recordedRunList();
	const [first, ...others] = list.parts.directory!.runs;
	const run = {...first!, container: {id: 'a1', name: 'a-very-long-name-of-a-container'}};
	const shown = (columns: number) => text(drawRuns({...model(), runList: {...list, parts: {directory: {training: [], runs: [run, ...others]}}}}, {columns, rows: 20}));
	expect(shown(68)).toMatch(/a-v\S*…:exp12 /);
	expect(shown(68)).toMatch(/curve/);
	expect(shown(110)).toMatch(/a-very-long-name[^ ]*:exp12/);
});

test('the curves are there also while the chosen run has none', () => {
	const list = recordedRunList();
	const {curves: _, ...bare} = list.parts.directory!.runs[0]!;
	const runList = {...list, parts: {directory: {training: [], runs: [bare, ...list.parts.directory!.runs.slice(1)]}}};
	expect(text(drawRuns({...model(), runList}, {columns: 80, rows: 20})).split('\n', 1)[0]).toMatch(/curve/);
});

/** The recorded runs as two hosts have them: one of them has stopped answering after it had said something, a third never answered. */
function severalHosts(ui: Partial<RunsUi>) {
	const {parts, ...list} = recordedRunList([]);
	const all = Object.values(parts).flatMap(({runs}) => runs);
	const onHost = (host: string, index: number) => runOfHost(all[index]!, {host, machine: host});
	const failure = {message: 'refused', hint: 'Start it.'};
	const runList: RunList = {
		...list, parts: {
			lab: {
				training: [], runs: [onHost('lab', 0), onHost('lab', 1)], host: 'lab', at: 0,
			},
			box: {
				training: [], runs: [onHost('box', 0)], host: 'box', at: 0, failure,
			},
			dead: {
				training: [], runs: [], host: 'dead', failure,
			},
		},
	};
	return {...model(ui), runList};
}

test('one run on two hosts is two rows, and what an old one says is marked as old', () => {
	const shown = text(drawRuns(severalHosts({}), {columns: 120, rows: 20}));
	expect(shown.match(/^.{0,8}(?:lab|box)\//gm)).toHaveLength(3);
	expect(shown).toMatch(/^.*box\/.* old, \S/m);
	expect(shown).not.toMatch(/^.*lab\/.* old, /m);
	expect(shown).toMatch(/^dead: refused Start it\./m);
});

test('by host each has a head, also one that does not answer; its rows fold', () => {
	const grouped = severalHosts({group: 'host'});
	const shown = text(drawRuns(grouped, {columns: 120, rows: 20}));
	expect(shown).toMatch(/─ box {2}1 run · 1 training {2}no answer since .*: refused Start it\./);
	expect(shown).toMatch(/─ dead {2}no answer: refused Start it\./);
	expect(shown).toMatch(/─ lab {2}2 runs/);
	const folded = reduceUi({...grouped.ui, runs: {...grouped.ui.runs, chosen: grouped.runList.parts.lab!.runs[0]!.key}}, 'fold-group', {model: grouped, range: {top: 0, last: 0, page: 2}});
	const after = text(drawRuns({...grouped, ui: {...grouped.ui, runs: {...grouped.ui.runs, chosen: 'group lab', folded: ['group lab']}}}, {columns: 120, rows: 20}));
	expect(folded.ui.runs).toMatchObject({chosen: 'group lab', folded: ['group lab']});
	expect(after).toMatch(/▌ ▸ lab {2}2 runs/);
	expect(after).not.toMatch(/^ {5}lab\//m);
	// A head is no run: nothing is opened, marked or read of it.
	expect(chosenRun({...grouped, ui: {...grouped.ui, runs: {...grouped.ui.runs, chosen: 'group lab'}}})).toBeUndefined();
});

test('a training that is kept going says how often it may still be started again', () => {
	const list = model();
	const [run, other] = Object.values(list.runList.parts).flatMap(({runs}) => runs);
	const guarded = {...run!, writer: {id: 'c1', name: 'yolo'}};
	const shown = (guards: RunList['guards']) => text(drawRuns({...list, runList: {...list.runList, parts: {directory: {training: [], runs: [guarded, other!]}}, ...(guards !== undefined && {guards})}}, {columns: 120, rows: 20}));
	expect(shown({c1: {left: 2, max: 3}})).toContain('retries');
	expect(shown({c1: {left: 2, max: 3}})).toMatch(/^▌.* 2\/3 /m);
	expect(shown({c2: {left: 2, max: 3}})).not.toContain('retries');
	expect(shown(undefined)).not.toContain('retries');
});

test('a frame looks only into the runs that it shows, and once a second into the others', () => {
	const first = recordedRunList().parts.directory!.runs[0]!;
	const seen = new Set<number>();
	// More values in all than a call takes arguments.
	const curves = {...first.curves!, epochs: Array.from({length: 60}, (_, epoch) => epoch + 1), values: {map50To95: Array.from({length: 60}, () => 0.5)}};
	const runs = Array.from({length: 5000}, (_, index) => ({
		...first,
		key: `runs/train/exp${index}`,
		directory: `/lab/runs/train/exp${index}`,
		id: {...first.id, place: `host:/lab/runs/train/exp${index}`},
		get curves() {
			seen.add(index);
			return curves;
		},
	}));
	const shown = {...model(), runList: {...recordedRunList(), parts: {directory: {training: [], runs}}}};
	const looks = (now: number) => {
		seen.clear();
		drawRuns({...shown, now}, {columns: 110, rows: 20});
		return seen.size;
	};

	const start = Math.floor(shown.now / 1000) * 1000;
	expect(looks(start)).toBe(5000);
	expect(looks(start + 100)).toBeLessThanOrEqual(20);
	expect(looks(start + 1000)).toBe(5000);
});
