import {expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import type {Feed, FeedBatch} from '../../source/domain/feed.ts';
import {besides, precededBy} from '../../source/feed/combined-feeds.ts';
import {createStore} from '../../source/run/store.ts';
import {readFrames, readRecordings} from '../recordings.ts';
import {createPipeline} from '../../source/feed/pipeline.ts';

const ended: RunEvent = {type: 'connection-changed', connection: {kind: 'ended'}};
const epoch = (number: number): RunEvent => ({type: 'epoch-completed', epochs: 4, record: {epoch: number, losses: {box: number}}});

const rows = (number: number): RunEvent => ({type: 'history-read', records: [{epoch: number, losses: {box: number}}]});

type Controlled = Feed & {say(...events: RunEvent[]): void; end(): void; readonly isRead: () => boolean; readonly suspended: () => number};

/** A feed that a test speaks for. */
function controlled(name: string): Controlled {
	let listener: ((batch: FeedBatch) => void) | undefined;
	let finish: (() => void) | undefined;
	let suspended = 0;
	return {
		target: {kind: 'demo', name},
		async run(given, {signal}) {
			listener = given;
			await new Promise<void>(resolve => {
				finish = resolve;
				signal.addEventListener('abort', () => {
					resolve();
				}, {once: true});
			});
			given({events: [ended], lines: []});
			listener = undefined;
		},
		suspend() {
			suspended++;
		},
		say(...events) {
			listener!({events, lines: []});
		},
		end() {
			finish!();
		},
		isRead: () => listener !== undefined,
		suspended: () => suspended,
	};
}

/** Lets everything that is ready happen. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) {
		await Promise.resolve();
	}
}

function start(feed: Feed) {
	const store = createStore();
	const stop = new AbortController();
	let isOver = false;
	const run = feed.run(({events}) => {
		store.dispatch(events);
	}, {signal: stop.signal, isFollowing: true}).then(() => {
		isOver = true;
	});
	return {
		state: store.getState, run, stop, isOver: () => isOver,
	};
}

test('shows the past first, and goes on without a past that cannot be read', async () => {
	const now = controlled('now');
	const past: Feed = {
		target: {kind: 'demo', name: 'past'},
		async run(listener, {isFollowing}) {
			expect(isFollowing).toBe(false);
			listener({events: [epoch(1), ended], lines: []});
			throw new Error('the rest is gone');
		},
	};
	const {state, run} = start(precededBy(now, past));
	await settle();
	expect([now.isRead(), state().history.length, state().connection.kind]).toEqual([true, 1, 'open']);
	now.end();
	await run;
});

test('lets the other feed go when the leading one has ended', async () => {
	const [leading, other] = [controlled('leading'), controlled('other')];
	const {state, run} = start(besides(leading, other));
	await settle();
	leading.say(epoch(1));
	other.say(rows(2));
	leading.end();
	await run;
	expect([other.isRead(), state().history.length]).toEqual([false, 2]);
});

test('takes of the other feed what it knows, and nothing of the course of earlier processes', async () => {
	const [leading, other] = [controlled('leading'), controlled('other')];
	const {state, run} = start(besides(leading, other));
	await settle();
	const reading: RunEvent = {type: 'connection-changed', connection: {kind: 'reading'}};
	other.say(reading, {type: 'container-changed', container: {status: 'running'}}, {type: 'training-started', epochs: 13}, epoch(13), {type: 'process-interrupted'}, {type: 'training-observed', observation: {output: {kind: 'started-elsewhere'}, isRunning: true}}, {type: 'run-directory-announced', path: '/yolov5/runs/train/exp2'});
	expect(state()).toMatchObject({
		phase: {kind: 'idle'}, connection: {kind: 'open'}, container: {status: 'running'}, history: [], locatedRunDirectory: '/yolov5/runs/train/exp2',
	});
	expect(state().observation).toBeUndefined();
	leading.end();
	await run;
});

test('goes on with the other feed on a screen: what becomes of the container, and the next training as a whole', async () => {
	const [leading, other] = [controlled('leading'), controlled('other')];
	const {state, run, isOver} = start(besides(leading, other, {isReadOn: true}));
	await settle();
	leading.say({type: 'training-started', epochs: 1}, epoch(1), {type: 'results-saved', path: 'runs/train/exp'});
	leading.end();
	await settle();
	// Until its past is over the other feed tells of processes before.
	other.say({type: 'process-started', tool: 'train', settings: {}}, {type: 'training-started', epochs: 9});
	expect([isOver(), state().phase.kind, state().epochs]).toEqual([false, 'finished', 4]);
	other.say({type: 'connection-changed', connection: {kind: 'open'}}, {type: 'training-started', epochs: 9});
	expect(state().phase.kind).toBe('finished');
	other.say({type: 'process-started', tool: 'train', settings: {epochs: '9'}});
	expect([state().phase.kind, state().epochs]).toEqual(['starting', 9]);
	other.say({type: 'container-changed', container: {status: 'removed'}});
	expect(state().container?.status).toBe('removed');
	other.end();
	await run;
	expect(isOver()).toBe(true);
});

test('is not started again by what the other feed sees of the same process', async () => {
	const [leading, other] = [controlled('leading'), controlled('other')];
	const {state, run} = start(besides(leading, other));
	await settle();
	leading.say({type: 'training-started', epochs: 4}, epoch(1));
	other.say({type: 'process-started', tool: 'train', settings: {}});
	expect(state().phase.kind).toBe('training');
	leading.end();
	await run;
});

test('makes one run of an interrupted training and its resume in another container', async () => {
	const recordings = readRecordings();
	const framesOf = (name: string) => recordings.find(recording => recording.name === name)!.frames;
	const feedOf = (name: string): Feed => ({
		target: {kind: 'container', name, id: name},
		async run(listener) {
			const pipeline = createPipeline(listener);
			for (const [channel, bytes] of framesOf(name)) {
				pipeline.output(channel, bytes);
			}

			pipeline.end();
		},
	});
	const chain = precededBy(feedOf('resume/02-resume-path-other-flags'), feedOf('resume/01-interrupted'));
	const {state, run} = start(chain);
	await run;
	const epochs = state().history.map(record => record.epoch);
	expect(epochs).toEqual(Array.from({length: epochs.length}, (_, index) => index + 1));
	expect(epochs.length).toBeGreaterThan(readFrames(framesOf('resume/01-interrupted')).events.filter(({type}) => type === 'epoch-completed').length);
	expect(state()).toMatchObject({phase: {kind: 'finished'}, resumedAt: [expect.any(Number) as number]});
});
