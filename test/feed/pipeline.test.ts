import {describe, expect, test} from 'vitest';
import type {FeedBatch} from '../../source/domain/feed.ts';
import {batchCapacity, createPipeline} from '../../source/feed/pipeline.ts';
import {readFrames, readRecordings} from '../recordings.ts';

const encoder = new TextEncoder();
const header = '      Epoch    GPU_mem   box_loss   obj_loss   cls_loss  Instances       Size\n';
const bar = (done: number) => `       3/29         0G     0.1239    0.01535     0.0449         29        128: ${done}0%|xxxx| ${done}/10 00:0${done}`;

/** Gathers the batches of a pipeline. */
function collect() {
	const batches: FeedBatch[] = [];
	const pipeline = createPipeline(batch => {
		batches.push(batch);
	});
	return {
		batches,
		pipeline,
		output(text: string, at?: number) {
			pipeline.output('tty', encoder.encode(text), at);
		},
		live(text: string) {
			pipeline.live('tty', encoder.encode(text));
		},
		/** The batch counters that were delivered, in order. */
		batchIndexes: () => batches.flatMap(({events}) => events.flatMap(event => event.type === 'epoch-progressed' ? [event.progress.batchIndex] : [])),
		texts: () => batches.map(({lines}) => lines.map(({text, isTransient}) => isTransient ? `~${text.slice(-12)}` : text.slice(-12))),
	};
}

describe('flush', () => {
	test('delivers ended lines once and the present line last', () => {
		const {pipeline, output, texts} = collect();
		output('one\ntwo\nthr');
		pipeline.flush();
		pipeline.flush();
		output('ee\n');
		pipeline.flush();
		expect(texts()).toEqual([['one', 'two', '~thr'], ['three']]);
	});

	test('an open line is ended when nothing more is printed, but for a bar', () => {
		const {pipeline, output, texts} = collect();
		output('abc');
		pipeline.settle();
		pipeline.settle();
		output(`\n${bar(3)}`);
		pipeline.settle();
		pipeline.flush();
		expect(texts()).toEqual([['abc', '', `~${bar(3).slice(-12)}`]]);
	});

	test('tells that the present line is gone', () => {
		const {pipeline, output, batches} = collect();
		output('abc');
		pipeline.flush();
		output('\n');
		pipeline.flush();
		expect(batches.at(-1)).toEqual({events: [], lines: [{text: 'abc', isTransient: false, channel: 'tty'}]});
	});

	test('keeps events of another origin in order', () => {
		const {pipeline, output, batches} = collect();
		output('Using 2 dataloader workers\n');
		pipeline.event({type: 'process-exited', exitCode: 1});
		output('Using 4 dataloader workers\n');
		pipeline.flush();
		expect(batches.map(({events}) => events)).toEqual([[
			{type: 'workers-announced', workers: 2},
			{type: 'process-exited', exitCode: 1},
			{type: 'workers-announced', workers: 4},
		]]);
	});

	test('stamps events with the time of their line', () => {
		const {pipeline, output, batches} = collect();
		output('Using 2 dataloader workers\n', 1234);
		pipeline.flush();
		expect(batches[0]?.events).toEqual([{type: 'workers-announced', workers: 2, at: 1234}]);
	});

	test('holds no more than its capacity', () => {
		const {pipeline, output, batches} = collect();
		output('x\n'.repeat(batchCapacity * 3));
		expect(batches).toHaveLength(3);
		pipeline.flush();
		expect(batches).toHaveLength(3);
		expect(batches.every(({lines}) => lines.length <= batchCapacity)).toBe(true);
	});
});

describe('a second, newer stream', () => {
	test('moves the counter while the record stands still', () => {
		const {pipeline, output, live, batchIndexes, batches} = collect();
		output(header);
		live(`28: 20%|xxxx| 2/10 00:02\r${bar(3)}`);
		pipeline.flush();
		live(`\r${bar(4)}`);
		pipeline.flush();
		expect(batchIndexes()).toEqual([3, 4]);
		expect(batches.flatMap(({lines}) => lines).filter(({isTransient}) => !isTransient)).toHaveLength(1);
	});

	test('leaves out what it did not see from the beginning', () => {
		const {pipeline, output, live, batchIndexes} = collect();
		output(header);
		live(bar(7));
		pipeline.flush();
		expect(batchIndexes()).toEqual([]);
	});

	test('counts instead of the older present line of the record', () => {
		const {pipeline, output, live, batchIndexes} = collect();
		output(`${header}\r${bar(1)}`);
		live(`\r${bar(5)}`);
		pipeline.flush();
		output(`\r${bar(2)}`);
		pipeline.flush();
		expect(batchIndexes()).toEqual([5]);
	});

	test('comes last, behind older lines of the record', () => {
		const {pipeline, output, live, batches} = collect();
		output(header);
		live(`\r${bar(5)}`);
		pipeline.flush();
		output('WARNING something\n');
		pipeline.flush();
		expect(batches.at(-1)?.events.map(({type}) => type)).toEqual(['notice-printed', 'epoch-progressed']);
	});

	test('hands back to the record when it is lost', () => {
		const {pipeline, output, live, batchIndexes} = collect();
		output(`${header}\r${bar(1)}`);
		live(`\r${bar(5)}`);
		pipeline.flush();
		pipeline.liveLost();
		output(`\r${bar(6)}`);
		pipeline.flush();
		expect(batchIndexes()).toEqual([5, 6]);
	});

	test('adds nothing to the history, even where it repeats the whole record', () => {
		for (const {frames} of readRecordings()) {
			const {pipeline, batches} = collect();
			for (const [channel, bytes] of frames) {
				pipeline.live(channel, bytes);
				pipeline.flush();
				pipeline.output(channel, bytes);
				pipeline.flush();
			}

			pipeline.end();
			const durable = batches.flatMap(({events}) => events).filter(({type}) => type !== 'epoch-progressed' && type !== 'validation-progressed');
			expect(durable).toEqual(readFrames(frames).events.filter(({type}) => type !== 'epoch-progressed' && type !== 'validation-progressed'));
		}
	});
});

test('the end counts an unfinished line as ended', () => {
	const {pipeline, output, texts} = collect();
	output('Terminated');
	pipeline.end();
	expect(texts()).toEqual([['Terminated']]);
});
