import {describe, expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {reduce} from '../../source/run/reduce.ts';
import {
	bar,
	completed,
	ending,
	epochNumbers,
	epochs,
	record,
	replay,
	start,
} from './events.ts';

const interrupted: RunEvent = {type: 'process-interrupted'};
const resume = (epoch: number, directory?: string): readonly RunEvent[] => [
	{type: 'process-started', tool: 'train', settings: {resume: 'True', epochs: '300', workers: '99'}},
	{type: 'framework-detected', framework: {name: 'yolov5'}, devices: []},
	{
		type: 'training-resumed', epoch, epochs: 10, ...(directory !== undefined && {checkpoint: `${directory}/weights/last.pt`}),
	},
	...(directory === undefined ? [] : [{type: 'run-directory-announced', path: directory} as const]),
	{type: 'training-started', epochs: 10},
];

describe('phases', () => {
	test('a good run from start to end', () => {
		const kinds: string[] = [];
		let state = initialRunState;
		for (const event of [...start('runs/train/exp'), bar(1, 1), {type: 'validation-progressed', progress: {batchIndex: 1}} as const, completed(1, 0.1), ...ending]) {
			state = reduce(state, event);
			if (kinds.at(-1) !== state.phase.kind) {
				kinds.push(state.phase.kind);
			}
		}

		expect(kinds).toEqual(['starting', 'training', 'validating', 'training', 'validating', 'finished']);
		expect(state.phase).toEqual({kind: 'finished', isEarlyStop: false});
		expect(state.isFinalValidation).toBe(true);
		expect(state.classes.map(({name}) => name)).toEqual(['helmet', 'vest']);
	});

	test('an early stop is told from a full run', () => {
		const state = replay([...start('exp'), ...epochs(1, 4), {type: 'early-stop-announced', bestEpoch: 2, patience: 2}, ...ending]);
		expect(state.phase).toEqual({kind: 'finished', isEarlyStop: true});
		expect(state.earlyStop).toEqual({bestEpoch: 2, patience: 2});
	});

	test('the first word about the end counts', () => {
		const traceback = {exception: 'RuntimeError', message: 'worker exited', frames: []};
		const state = replay([...start('exp'), bar(3, 4), interrupted, {type: 'traceback-printed', traceback}, {type: 'process-killed', signal: 'SIGKILL'}]);
		expect(state.phase).toEqual({kind: 'interrupted'});
		expect(state.traceback).toBeUndefined();
	});

	test('the last traceback is kept, as it names the cause', () => {
		const state = replay([
			...start('exp'),
			{type: 'traceback-printed', traceback: {exception: 'RuntimeError', message: 'one', frames: []}},
			{type: 'traceback-printed', traceback: {exception: 'RuntimeError', message: 'two', frames: []}},
		]);
		expect(state.phase.kind).toBe('failed');
		expect(state.traceback?.message).toBe('two');
	});

	test('a training that goes on after the traceback of a thread lives', () => {
		const failed = replay([...start('exp'), bar(1, 3), {type: 'traceback-printed', traceback: {exception: 'ValueError', message: '', frames: []}}]);
		expect(reduce(failed, bar(1, 3)).phase.kind).toBe('failed');
		expect(reduce(failed, bar(1, 6)).phase.kind).toBe('training');
		expect(reduce(failed, bar(2, 0)).phase.kind).toBe('training');
	});
});

describe('late live lines', () => {
	test('a bar of a completed epoch changes nothing', () => {
		const state = replay([...start('exp'), ...epochs(1, 2)]);
		expect(reduce(state, bar(2, 9))).toBe(state);
		expect(reduce(state, {type: 'validation-progressed', progress: {batchIndex: 1}})).toBe(state);
		expect(reduce(state, bar(3, 0)).progress?.epoch).toBe(3);
	});

	test('a bar after the end changes nothing', () => {
		for (const end of [interrupted, ...ending.slice(-1)]) {
			const state = replay([...start('exp'), bar(3, 4), end]);
			expect(reduce(state, bar(3, 4))).toBe(state);
		}
	});

	test('the same epoch again after a resume is accepted', () => {
		const state = replay([...start('runs/train/exp'), ...epochs(1, 3), bar(4, 2), interrupted, ...resume(3, 'runs/train/exp'), bar(3, 1)]);
		expect(state.progress).toMatchObject({epoch: 3, batchIndex: 1});
	});

	test('a completed epoch shows its last batch even when the bar was not seen to the end', () => {
		expect(replay([...start('exp'), bar(1, 8), completed(1, 0.2)]).progress).toMatchObject({batchIndex: 10, losses: {box: 0.8}});
		expect(replay([...start('exp'), completed(1, 0.2)]).progress).toMatchObject({epoch: 1, epochLabel: '0/9'});
	});
});

describe('history', () => {
	test('each epoch once and in order; a later run of it counts', () => {
		const state = replay([...start('runs/train/exp'), ...epochs(1, 4), bar(5, 2), interrupted, ...resume(4, 'runs/train/exp'), ...epochs(4, 6, 0.5)]);
		expect(epochNumbers(state)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(state.history[3]!.metrics?.map50To95).toBeCloseTo(0.54);
		expect(state.history[2]!.metrics?.map50To95).toBeCloseTo(0.13);
		expect(state.resumedAt).toEqual([4]);
	});

	test('another run directory is another run', () => {
		const state = replay([...start('runs/train/exp'), ...epochs(1, 4), interrupted, ...start('runs/train/exp2'), bar(1, 1)]);
		expect(state.history).toEqual([]);
		expect(state.runDirectory).toBe('runs/train/exp2');
		expect(state.resumedAt).toEqual([]);
	});

	test('while a new process starts the history is aside, and a start that fails brings it back', () => {
		const before = [...start('runs/train/exp'), ...epochs(1, 4), ...ending];
		const starting = replay([...before, {type: 'process-started', tool: 'train', settings: {}}]);
		expect([starting.phase.kind, starting.history.length, starting.classes.length]).toEqual(['starting', 0, 0]);
		const failed = replay([{type: 'traceback-printed', traceback: {exception: 'AssertionError', message: 'nothing to resume', frames: []}}], starting);
		expect(failed).toMatchObject({phase: {kind: 'finished'}, failedStart: 'AssertionError: nothing to resume'});
		expect(epochNumbers(failed)).toEqual([1, 2, 3, 4]);
		expect(failed.classes).toHaveLength(2);
		// A message on a line of its own comes with a second report of the same traceback.
		const report = (message: string): RunEvent => ({type: 'traceback-printed', traceback: {exception: 'AssertionError', message, frames: []}});
		expect(replay([report(''), report('nothing to resume')], starting).failedStart).toBe('AssertionError: nothing to resume');
		// What goes on has not failed.
		const goingOn = replay([{type: 'training-started', epochs: 5}], failed);
		expect([goingOn.failedStart, goingOn.notices.at(-1)?.text]).toEqual([undefined, 'AssertionError: nothing to resume']);
		// A launcher's word of a process that failed does not spoil the run either.
		const launcher = replay([{type: 'rank-failed', failure: {rank: 1, exitCode: 1}}], starting);
		expect([launcher.phase.kind, launcher.ranks]).toEqual(['finished', undefined]);
		// Nothing of the start that failed is left by the next one.
		expect(replay([{type: 'process-started', tool: 'train', settings: {}}], failed).failedStart).toBeUndefined();
	});

	test('an interrupted run whose resume fails has failed', () => {
		const before = [...start('runs/train/exp'), ...epochs(1, 4), interrupted];
		const failed = replay([...before, {type: 'process-started', tool: 'train', settings: {}}, {type: 'traceback-printed', traceback: {exception: 'FileNotFoundError', message: 'data.yaml', frames: []}}]);
		expect(failed).toMatchObject({phase: {kind: 'failed'}, traceback: {exception: 'FileNotFoundError'}});
		expect(failed.failedStart).toBeUndefined();
		expect(epochNumbers(failed)).toEqual([1, 2, 3, 4]);
	});

	test('the same directory again (--exist-ok) keeps the history of YOLOv5, which appends to results.csv', () => {
		const state = replay([...start('runs/train/exp'), ...epochs(1, 4), ...ending, ...start('/work/runs/train/exp/'), ...epochs(1, 2, 0.6)]);
		expect(epochNumbers(state)).toEqual([1, 2, 3, 4]);
		expect(state.history[1]!.metrics?.map50To95).toBeCloseTo(0.62);
		expect(state.history[2]!.metrics?.map50To95).toBeCloseTo(0.13);
	});

	test('the same directory again starts anew with Ultralytics, which writes results.csv anew', () => {
		const banner: RunEvent = {type: 'framework-detected', framework: {name: 'ultralytics'}, devices: []};
		const run = (last: number): readonly RunEvent[] => [banner, ...start('runs/detect/train').filter(({type}) => type !== 'framework-detected'), ...epochs(1, last)];
		expect(epochNumbers(replay([...run(4), ...ending, ...run(2)]))).toEqual([1, 2]);
	});

	test('--evolve: generations of one process in one directory', () => {
		const generation = (quality: number): readonly RunEvent[] => [{type: 'training-started', epochs: 10}, ...epochs(1, 2, quality), ...ending];
		const state = replay([...start('runs/evolve/exp'), ...epochs(1, 2), ...ending, ...generation(0.4), ...generation(0.7)]);
		expect(epochNumbers(state)).toEqual([1, 2]);
		expect(state.history[0]!.metrics?.map50To95).toBeCloseTo(0.71);
		expect(state.phase.kind).toBe('finished');
		expect(replay([{type: 'training-started', epochs: 10}, bar(1, 3)], state).progress).toMatchObject({epoch: 1, batchIndex: 3});
	});

	test('at most eight other runs are remembered', () => {
		const state = replay(Array.from({length: 12}, (_, index) => [...start(`runs/train/exp${index}`), ...epochs(1, 1)]).flat());
		expect(state.earlierRuns?.map(({runDirectory}) => runDirectory?.slice(-2))).toEqual(['p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9', '10']);
	});

	test('a resume of an older run than the last one takes that one up', () => {
		const state = replay([
			...start('runs/train/exp'),
			...epochs(1, 3),
			interrupted,
			...start('runs/train/exp2'),
			...epochs(1, 1, 0.5),
			interrupted,
			...resume(4, 'runs/train/exp'),
			...epochs(4, 4),
		]);
		expect(epochNumbers(state)).toEqual([1, 2, 3, 4]);
		expect(state.runDirectory).toBe('runs/train/exp');
		expect(state.history[0]!.metrics?.map50To95).toBeCloseTo(0.11);
	});

	test('a resume of a run that this output never held starts with no history', () => {
		const state = replay([...start('runs/train/exp2'), ...epochs(1, 3), interrupted, ...resume(6, 'runs/train/exp'), ...epochs(6, 7)]);
		expect(epochNumbers(state)).toEqual([6, 7]);
		expect(state.runDirectory).toBe('runs/train/exp');
	});

	test('two runs without a named directory are told apart by their epochs', () => {
		const silent: RunEvent = {type: 'process-started', tool: 'train', settings: {}};
		expect(epochNumbers(replay([silent, ...epochs(1, 3), interrupted, silent, ...epochs(1, 1)]))).toEqual([1]);
		expect(epochNumbers(replay([silent, ...epochs(1, 3), interrupted, silent, ...epochs(4, 5)]))).toEqual([1, 2, 3, 4, 5]);
	});

	test('two trainings in one process, each with its directory', () => {
		const state = replay([...start('runs/detect/train'), ...epochs(1, 3), {type: 'run-directory-announced', path: 'runs/detect/train2'}, ...epochs(1, 1)]);
		expect(epochNumbers(state)).toEqual([1]);
		expect(state.phase.kind).toBe('training');
	});

	test('values that are no numbers are kept', () => {
		const state = replay([...start('exp'), completed(1, NaN), completed(2, 0.1, {losses: {box: Infinity}})]);
		expect(state.history[0]!.losses.box).toBeNaN();
		expect(state.history[1]!.losses.box).toBe(Infinity);
	});

	test('a stream that begins in the middle counts from there', () => {
		expect(epochNumbers(replay([bar(7, 3), completed(7, 0.2), completed(8, 0.2)]))).toEqual([7, 8]);
	});
});

describe('settings', () => {
	test('of a resumed YOLOv5 run are those of the run, not of the command line', () => {
		const run = [...start('runs/train/exp', {workers: '8'}), ...epochs(1, 3), interrupted, ...resume(4, 'runs/train/exp')];
		expect(replay(run).settings).toEqual({workers: '8'});
		expect(replay(resume(4, 'runs/train/exp')).settings).toEqual({});
		expect(replay(resume(4, 'runs/train/exp')).epochs).toBe(10);
	});

	test('the epochs of the command line hold until a bar says otherwise', () => {
		expect(replay([{type: 'process-started', tool: 'train', settings: {epochs: '30', resume: 'False'}}]).epochs).toBe(30);
		expect(replay([{type: 'process-started', tool: 'train', settings: {epochs: '30', resume: 'True'}}]).epochs).toBeUndefined();
	});

	test('a file of another run directory is not taken', () => {
		const state = replay(start('runs/train/exp2'));
		expect(reduce(state, {type: 'settings-read', settings: {patience: '5'}, runDirectory: '/w/runs/train/exp'})).toBe(state);
		expect(reduce(state, {type: 'settings-read', settings: {patience: '5'}, runDirectory: '/w/runs/train/exp2'}).settings).toEqual({patience: '5'});
	});
});

describe('results.csv', () => {
	const precise = (epoch: number, quality: number) => record(epoch, quality, {
		losses: {box: (1 - quality) * 1.0003}, validationLosses: {box: 0.9}, learningRates: [0.01], seconds: undefined,
	});

	test('completes the epochs of the stream and adds missing ones; newer ones of the stream stay', () => {
		const state = replay([bar(3, 1), completed(3, 0.3), completed(4, 0.4), {type: 'history-read', records: [precise(1, 0.1), precise(2, 0.2), precise(3, 0.3)]}]);
		expect(epochNumbers(state)).toEqual([1, 2, 3, 4]);
		expect(state.history[2]).toMatchObject({validationLosses: {box: 0.9}, learningRates: [0.01], seconds: 12});
		expect(state.history[2]!.losses.box).toBeCloseTo(0.70021, 6);
		expect(state.history[3]!.validationLosses).toBeUndefined();
	});

	test('the order of file and stream makes no difference', () => {
		const file: RunEvent = {type: 'history-read', records: [precise(1, 0.1), precise(2, 0.2)]};
		const stream = [...start('exp'), completed(1, 0.1), completed(2, 0.2)];
		expect(replay([...stream, file]).history).toEqual(replay([...stream.slice(0, 4), file, ...stream.slice(4)]).history);
	});

	test('reading it again changes nothing', () => {
		const file: RunEvent = {type: 'history-read', records: [precise(1, 0.1)]};
		const state = replay([...start('exp'), completed(1, 0.1), file]);
		expect(reduce(state, structuredClone(file))).toBe(state);
	});

	test('of more epochs than anybody trains the last ones are kept, however they come', () => {
		const rows = (from: number) => Array.from({length: 10_000}, (_, index) => ({epoch: from + index, losses: {}}));
		const table = (from: number, runDirectory?: string): RunEvent => ({type: 'history-read', records: rows(from), ...(runDirectory !== undefined && {runDirectory})});
		const states = [
			replay([table(1), table(6001)]),
			replay([table(6000), completed(16_000, 0.1)]),
			replay([table(6001), completed(5000, 0.1)]),
			replay([...start('exp'), table(1), ...resume(1, 'exp'), table(6001, 'exp')]),
		];
		expect(states.map(({history}) => [history.length, history[0]?.epoch, history.at(-1)?.epoch])).toEqual(Array.from(states, () => [10_000, 6001, 16_000]));
	});

	test('what this process printed wins over an older run of the epoch', () => {
		const state = replay([...start('exp'), completed(2, 0.5), {type: 'history-read', records: [precise(2, 0.1)]}]);
		expect(state.history[0]!.metrics?.map50To95).toBe(0.5);
	});

	test('rows beyond an interrupted epoch tell that the run went on elsewhere', () => {
		const stopped = replay([...start('exp'), completed(1, 0.1), bar(2, 1), interrupted]);
		const records = [precise(1, 0.1), precise(2, 0.2)];
		expect(reduce(stopped, {type: 'history-read', records}).phase.kind).toBe('interrupted');
		expect(reduce(stopped, {type: 'history-read', records: [...records, precise(3, 0.3)]})).toMatchObject({phase: {kind: 'idle'}, progress: undefined});
	});

	test('rows of another run directory are not taken', () => {
		const state = replay([...start('runs/train/exp2'), completed(1, 0.5)]);
		expect(reduce(state, {type: 'history-read', records: [precise(2, 0.1)], runDirectory: 'runs/train/exp'})).toBe(state);
	});

	test('rows that are read while a process starts count once it says that it writes there', () => {
		const rows: RunEvent = {type: 'history-read', records: [precise(1, 0.1), precise(2, 0.2)], runDirectory: '/w/runs/train/exp'};
		const [options, ...rest] = resume(3, 'runs/train/exp');
		const starting = replay([options!, rows]);
		expect(starting.history).toEqual([]);
		expect(epochNumbers(replay(rest, starting))).toEqual([1, 2]);
		expect(epochNumbers(replay(start('runs/train/exp9').slice(1), starting))).toEqual([]);
	});

	test('zeros for epochs that were never validated (--noval) stay unknown', () => {
		const zeros = {
			precision: 0, recall: 0, map50: 0, map50To95: 0,
		};
		const state = replay([...start('exp'), completed(1, 0.1, {metrics: undefined}), {type: 'history-read', records: [precise(1, 0.1)].map(row => ({...row, metrics: zeros}))}]);
		expect(state.history[0]!.metrics).toBeUndefined();
		expect(state.history[0]!.validationLosses).toEqual({box: 0.9});
	});
});

describe('val and detect programs', () => {
	const value: readonly RunEvent[] = [
		{
			type: 'process-started', tool: 'val', settings: {task: 'val'}, framework: {name: 'yolov5'},
		},
		{type: 'validation-progressed', progress: {batchIndex: 1}},
		{type: 'validation-reported', scope: 'tool', row: {name: 'all', metrics: {map50: 0.9}}},
		{type: 'class-reported', scope: 'tool', row: {name: 'vest', metrics: {map50: 0.9}}},
		{type: 'results-saved', path: 'runs/val/exp'},
		{type: 'traceback-printed', traceback: {exception: 'ValueError', message: '', frames: []}},
	];

	test('never touch a training', () => {
		const before = replay([...start('runs/train/exp'), ...epochs(1, 3), ...ending]);
		const after = replay(value, before);
		// The tables by class and what a program said of itself are kept beside the run.
		expect({
			...after, program: undefined, classTables: undefined, toolRun: undefined,
		}).toEqual({...before, program: undefined, classTables: undefined});
	});

	test('show their own result when there is no training', () => {
		const state = replay(value.slice(0, -1));
		expect(state.phase.kind).toBe('idle');
		expect(state.classes.map(({name}) => name)).toEqual(['vest']);
		expect(state.runDirectory).toBeUndefined();
	});

	test('a training after them is read as ever', () => {
		expect(epochNumbers(replay([...value, ...start('runs/train/exp'), ...epochs(1, 2)]))).toEqual([1, 2]);
	});
});

describe('container', () => {
	test('that runs anew starts its command anew', () => {
		const run: RunEvent = {type: 'container-changed', container: {status: 'running'}};
		const exit: RunEvent = {type: 'container-changed', container: {status: 'exited', exitCode: 137}};
		expect(replay([run, ...start('exp'), bar(1, 1), exit, run]).phase.kind).toBe('starting');
		expect(replay([run, ...start('exp'), bar(1, 1), exit]).phase.kind).toBe('training');
	});
});

describe('the per-class table', () => {
	test('belongs to the validation that printed it', () => {
		const state = replay([...start('exp'), ...epochs(1, 2), ...ending]);
		const next = reduce(state, {type: 'validation-reported', scope: 'final', row: {name: 'all', metrics: {map50: 0}}});
		expect(next.classes).toEqual([]);
		expect(next.lastValidation?.metrics).toEqual({map50: 0});
	});
});

describe('notices', () => {
	test('are folded by text and bounded', () => {
		const notice = (text: string): RunEvent => ({type: 'notice-printed', text});
		expect(replay([notice('a'), notice('b'), notice('a')]).notices).toEqual([{text: 'a', count: 2}, {text: 'b', count: 1}]);
		const many = replay(Array.from({length: 150}, (_, index) => notice(`n${index}`))).notices;
		expect(many).toHaveLength(100);
		expect(many.at(-1)).toEqual({text: 'n149', count: 1});
	});
});

test('the time of the latest event is kept', () => {
	expect(replay([{...bar(1, 1), at: 1000}, {...bar(1, 2), at: 2000}]).lastEventAt).toBe(2000);
});

test('an event that says nothing new gives the same object', () => {
	const events: readonly RunEvent[] = [
		...start('exp'),
		bar(1, 1),
		...ending,
		{type: 'container-changed', container: {status: 'running', exitCode: 0}},
		{type: 'connection-changed', connection: {kind: 'open'}},
		{type: 'settings-read', settings: {a: 'b'}},
		{type: 'checkpoints-observed', checkpoints: [{name: 'last.pt', path: 'last.pt'}]},
		{type: 'target-described', target: {kind: 'demo', name: 'demo'}},
	];
	const repeatable = new Set([
		'framework-detected', 'run-directory-announced', 'results-saved', 'container-changed', 'connection-changed', 'settings-read', 'checkpoints-observed', 'target-described',
	]);
	let state = initialRunState;
	for (const event of events) {
		state = reduce(state, event);
		if (repeatable.has(event.type)) {
			expect(reduce(state, structuredClone(event))).toBe(state);
		}
	}
});
