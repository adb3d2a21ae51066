import {describe, expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import type {RunState} from '../../source/domain/run.ts';
import type {RunStatus} from '../../source/domain/run-status.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {reduce} from '../../source/run/reduce.ts';
import {selectContinuation} from '../../source/run/select-continuation.ts';
import {selectRunFraction} from '../../source/run/select-progress.ts';
import {selectStatus} from '../../source/run/select-status.ts';
import {createVisibleState} from '../../source/run/visible-state.ts';
import {readFrames, readRecordings} from '../recordings.ts';
import {
	bar,
	completed,
	ending,
	start,
} from './events.ts';

const at = (event: RunEvent, ms: number): RunEvent => ({...event, at: ms});
const container = (status: 'running' | 'exited' | 'removed' | 'paused', exitCode?: number): RunEvent => ({type: 'container-changed', container: {status, ...(exitCode !== undefined && {exitCode})}});
const connection = (kind: 'reading' | 'open' | 'ended'): RunEvent => ({type: 'connection-changed', connection: {kind}});
const seen = (isRunning: boolean, startedAt?: number): RunEvent => ({type: 'process-seen', process: {isRunning, ...(startedAt !== undefined && {startedAt}), settings: {batch_size: '4', epochs: '7'}}});
const failure: RunEvent = {type: 'traceback-printed', traceback: {exception: 'RuntimeError', message: 'bus', frames: []}};
const options: RunEvent = {type: 'process-started', tool: 'train', settings: {}};
const directory: RunEvent = {type: 'target-described', target: {kind: 'directory', name: 'exp', path: '/exp'}};
const relaunched = (isSameRun: boolean): RunEvent => ({type: 'training-relaunched', beginning: {isSameRun, settings: {epochs: '30', batch_size: '2', workers: '1'}}});
const interrupted: RunEvent = {type: 'process-interrupted'};

type Step = readonly [RunEvent | readonly RunEvent[], RunStatus, Partial<{isEnding: boolean; reason: string}>?];

/** What happens, one thing after the other, and what is said after each. */
const courses: Readonly<Record<string, readonly Step[]>> = {
	'a container that was just started': [
		[container('running'), 'idle'],
		[seen(true, 1000), 'starting'],
		[at(options, 2000), 'starting'],
		[[at(bar(1, 1), 3000)], 'training'],
		[seen(true, 1000), 'training'],
	],
	'an attach to a training in full run': [
		[[container('running'), connection('reading')], 'reading'],
		[[options, bar(1, 1), completed(1, 0.1)], 'reading'],
		[bar(2, 3), 'reading'],
		[connection('open'), 'training'],
	],
	'an attach to a shell with several runs before': [
		[[container('running'), connection('reading')], 'reading'],
		[[...start('exp'), bar(1, 1), interrupted], 'reading'],
		[[...start('exp2'), bar(1, 1), failure], 'reading'],
		[[...start('exp3'), bar(10, 10), ...ending], 'reading'],
		[connection('open'), 'finished'],
	],
	'a training that fails and whose process lives on': [
		[[container('running'), ...start('exp').map(event => at(event, 1000)), at(failure, 2000)], 'failed'],
		[seen(true, 500), 'failed', {isEnding: true}],
		[seen(false), 'failed'],
	],
	'the same, when the container ends': [
		[[container('running'), at(failure, 2000), seen(true, 500)], 'failed', {isEnding: true}],
		[container('exited', 1), 'failed'],
		[container('removed', 1), 'failed'],
	],
	'a second training, typed after one that ended': [
		[[container('running'), ...start('exp').map(event => at(event, 1000)), at(bar(2, 2), 1500), at(interrupted, 2000)], 'interrupted'],
		[seen(true, 3000), 'starting'],
		[at(options, 4000), 'starting'],
		[at(bar(1, 1), 5000), 'training'],
	],
	'one that dies without a word': [
		[[container('running'), seen(true, 3000)], 'starting'],
		[seen(false), 'failed', {reason: 'no-epoch'}],
	],
	'a container that trains by itself and is started again': [
		[[container('running'), ...start('exp').map(event => at(event, 1000)), at(bar(2, 2), 1500), at(interrupted, 2000), container('exited', 130)], 'interrupted'],
		[container('running'), 'interrupted'],
		[seen(true, 4000), 'starting'],
		[at(options, 5000), 'starting'],
	],
	'a finished run whose resume fails': [
		[[...start('exp'), bar(10, 10), completed(10, 0.1), ...ending], 'finished'],
		[options, 'starting'],
		[failure, 'finished', {reason: 'start-failed'}],
	],
	'an interrupted run whose resume fails': [
		[[...start('exp'), bar(2, 2), interrupted], 'interrupted'],
		[options, 'starting'],
		[failure, 'failed', {reason: 'traceback'}],
	],
	'a relaunch into a new container': [
		[[container('exited', 1), ...start('exp'), bar(10, 10), ...ending, {type: 'process-exited', exitCode: 0}], 'finished'],
		[relaunched(false), 'starting'],
		[container('running'), 'starting'],
		[seen(true, 9000), 'starting'],
		[options, 'starting'],
		[bar(1, 1), 'training'],
	],
	'a resume by exec': [
		[[container('running'), ...start('exp'), bar(3, 2), interrupted], 'interrupted'],
		[relaunched(true), 'starting'],
		[{...options, settings: {resume: '/exp/weights/last.pt'}}, 'starting'],
		[{type: 'training-resumed', epoch: 3, epochs: 10}, 'starting'],
		[bar(3, 1), 'training'],
	],
	'a resume that dies before it says anything': [
		[[...start('exp'), bar(3, 2), interrupted], 'interrupted'],
		[[relaunched(true), container('running')], 'starting'],
		[{type: 'process-exited', exitCode: 1}, 'failed', {reason: 'exit-code'}],
	],
	'a removed container, whatever it was doing': [
		[[container('running'), ...start('exp'), bar(1, 1)], 'training'],
		[container('removed'), 'lost', {reason: 'container-removed'}],
	],
	'a run directory that nobody is seen to write': [
		[[directory, {type: 'settings-read', settings: {epochs: '10'}}, completed(1, 0.1), {type: 'training-started', epochs: 10}], 'training'],
		[seen(false), 'unknown', {reason: 'writer-unknown'}],
		[{type: 'training-started', epochs: 10}, 'training'],
		[connection('ended'), 'interrupted', {reason: 'files-at-rest'}],
	],
};

const advance = (state: RunState, events: RunEvent | readonly RunEvent[]): RunState => [events].flat().reduce((now, event) => reduce(now, event), state);

describe('what is said of a run at every step', () => {
	test.each(Object.entries(courses))('%s', (_, steps) => {
		let state = initialRunState;
		for (const [index, [events, status, {isEnding, reason} = {}]] of steps.entries()) {
			state = advance(state, events);
			const told = selectStatus(state);
			expect([index, told.status, told.isEnding, reason === undefined ? undefined : told.reason?.code]).toEqual([index, status, isEnding, reason]);
		}
	});

	test('a process that has only just said its last word is not said to be still ending', () => {
		const state = advance(initialRunState, [container('running'), at(failure, 2000), seen(true, 500)]);
		expect([selectStatus(state, 2100).isEnding, selectStatus(state, 4000).isEnding]).toEqual([undefined, true]);
	});

	test('a relaunch shows its own settings, and of the run before nothing but what goes on', () => {
		const before = advance(initialRunState, [container('running'), ...start('exp', {batch_size: '8', workers: '4', epochs: '10'}), {type: 'workers-announced', workers: 4}, bar(10, 10), completed(10, 0.1), {type: 'training-observed', observation: {output: {kind: 'started-elsewhere'}, isRunning: false}}, failure]);
		for (const isSameRun of [true, false]) {
			const next = advance(before, relaunched(isSameRun));
			expect(next).toMatchObject({
				phase: {kind: 'starting'}, settings: {batch_size: '2', workers: '1'}, epochs: 30, connection: {kind: 'open'},
			});
			expect([next.progress, next.validationProgress, next.dataLoaderWorkers, next.observation, next.traceback, next.errors, next.exitCode, next.container]).toEqual(Array.from({length: 8}));
			expect(next.history.length).toBe(isSameRun ? 1 : 0);
			expect(selectRunFraction(next)).toBe(isSameRun ? 10 / 30 : undefined);
		}
	});

	test('while a resume that a person has asked for loads, its run stays; the defaults of its options line are not in force', () => {
		const asked = advance(initialRunState, [...start('exp', {data: 'my.yaml'}), bar(3, 2), completed(3, 0.1), interrupted, relaunched(true)]);
		const line: RunEvent = {type: 'process-started', tool: 'train', settings: {resume: 'exp/weights/last.pt', data: 'coco128.yaml'}};
		expect(reduce(asked, line)).toMatchObject({settings: {batch_size: '2'}, history: [{epoch: 3}], runDirectory: 'exp'});
		const typed = advance(initialRunState, [...start('exp', {data: 'my.yaml'}), bar(3, 2), completed(3, 0.1), interrupted]);
		expect(reduce(typed, line).settings).toEqual({});
	});

	test('a new process is not in the iteration of an evolution that was called off', () => {
		const evolving = advance(initialRunState, [options, {type: 'iteration-reported', iteration: {index: 3, count: 10, isComplete: false}}, interrupted]);
		expect(reduce(evolving, options).iteration).toMatchObject({index: 3});
		expect(reduce(evolving, relaunched(false)).iteration).toBeUndefined();
	});

	test('what can be done with a run follows from how it ended and what it left', () => {
		const failed = advance(initialRunState, [...start('exp'), failure]);
		expect(selectContinuation(failed)).toBe('restart');
		expect(selectContinuation(advance(failed, {type: 'checkpoints-observed', checkpoints: [{name: 'last.pt', path: 'weights/last.pt'}]}))).toBe('resume');
		expect(selectContinuation(advance(initialRunState, [...start('exp'), completed(1, 0.1), interrupted]))).toBe('resume');
		expect(selectContinuation(advance(initialRunState, [...start('exp'), bar(10, 10), completed(10, 0.1), ...ending]))).toBe('new-run');
	});
});

/** What a status must be able to point to, since the latest training process began. */
const evidence: Readonly<Partial<Record<RunStatus, ReadonlySet<RunEvent['type']>>>> = {
	training: new Set(['training-started', 'epoch-progressed', 'epoch-completed']),
	validating: new Set(['validation-progressed', 'training-ended', 'final-validation-started', 'process-started']),
	finished: new Set(['results-saved', 'speed-reported', 'tool-results-saved', 'iteration-reported']),
	'stopped-early': new Set(['results-saved']),
	interrupted: new Set(['process-interrupted']),
	failed: new Set(['traceback-printed', 'rank-failed']),
	stopped: new Set(['process-killed']),
};

describe('recorded outputs, cut behind every event', () => {
	const recordings = readRecordings();

	test.each(recordings.map(recording => [recording.name, recording] as const))('%s', (_, recording) => {
		const {events} = readFrames(recording.frames);
		const visible = createVisibleState();
		let state = initialRunState;
		let past = reduce(initialRunState, connection('reading'));
		let since = new Set<RunEvent['type']>();
		let hasFinished = false;
		for (const event of events) {
			state = reduce(state, event);
			past = reduce(past, event);
			since = event.type === 'process-started' && event.tool === 'train' ? new Set() : since;
			since.add(event.type);
			hasFinished ||= event.type === 'results-saved';
			const {status, reason} = selectStatus(state);
			const wanted = evidence[status];
			// A finished run stays one when a later start of it fails.
			const isSupported = wanted === undefined || [...wanted].some(type => since.has(type)) || (reason?.code === 'start-failed' && hasFinished);
			expect([event.type, status, isSupported]).toEqual([event.type, status, true]);
			// Whatever was printed before: until it is read nothing is said of it.
			expect(selectStatus(past).status).toBe('reading');
			expect(visible(past).history).toEqual([]);
			for (const isSameRun of [true, false]) {
				const next = reduce(state, relaunched(isSameRun));
				expect([selectStatus(next).status, next.progress, next.validationProgress, next.settings.batch_size]).toEqual(['starting', undefined, undefined, '2']);
			}
		}
	});
});
