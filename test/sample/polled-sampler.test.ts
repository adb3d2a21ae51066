import {getEventListeners} from 'node:events';
import {
	describe,
	expect,
	test,
	vi,
} from 'vitest';
import type {ResourceEvent, Sample} from '../../source/domain/sample.ts';
import {UserError} from '../../source/domain/user-error.ts';
import {pauseAfter, runPolledSampler, type PolledSampler} from '../../source/sample/polled-sampler.ts';
import {SamplerError, toSamplerFailure} from '../../source/sample/sampler-error.ts';

const sample: Sample = {kind: 'host', host: {cpuCount: 2}};
const settings = {name: 'host', intervalMs: 10, timeLimitMs: 40} as const;

const run = (read: (signal: AbortSignal) => Promise<Sample>, more: Partial<PolledSampler> = {}) => {
	const controller = new AbortController();
	const events: ResourceEvent[] = [];
	const running = runPolledSampler({...settings, ...more, read}, {
		signal: controller.signal, now: () => 5, emit(event) {
			events.push(event);
		},
	});
	return {
		controller, events, running,
	};
};

const within = {timeout: 10_000, interval: 5};

describe('runPolledSampler', () => {
	test('reports readings until the abort and then resolves', async () => {
		const {controller, events, running} = run(async () => sample);
		await vi.waitFor(() => {
			expect(events.length).toBeGreaterThan(2);
		}, within);
		controller.abort();
		await running;
		expect(events[0]).toEqual({type: 'sampled', sample, at: 5});
	});

	test('leaves nothing behind at the signal, however often it fails', async () => {
		const {controller, events, running} = run(async () => {
			throw new SamplerError({code: 'program-missing'});
		}, {intervalMs: 0});
		await vi.waitFor(() => {
			expect(events.length).toBeGreaterThan(4);
		}, within);
		expect(getEventListeners(controller.signal, 'abort').length).toBeLessThan(3);
		controller.abort();
		await running;
	});

	test('a failure is an event, and the next reading clears it', async () => {
		let calls = 0;
		const {controller, events, running} = run(async () => {
			calls++;
			if (calls === 1) {
				throw new SamplerError({code: 'program-missing', detail: 'df'});
			}

			return sample;
		});
		await vi.waitFor(() => {
			expect(events.length).toBeGreaterThan(1);
		}, within);
		controller.abort();
		await running;
		expect(events.slice(0, 2)).toEqual([
			{
				type: 'sampler-failed', sampler: 'host', failure: {code: 'program-missing', detail: 'df'}, at: 5,
			},
			{type: 'sampled', sample, at: 5},
		]);
	});

	test('readings never overlap, not even after the time limit', async () => {
		let open = 0;
		let mostOpen = 0;
		let isTold = false;
		const {promise: released, resolve: release} = Promise.withResolvers<void>();
		const {controller, events, running} = run(async signal => {
			open++;
			mostOpen = Math.max(mostOpen, open);
			signal.addEventListener('abort', () => {
				isTold = true;
			});
			await released;
			open--;
			return sample;
		});
		await vi.waitFor(() => {
			expect(events).toHaveLength(1);
		}, within);
		expect(events[0]).toMatchObject({type: 'sampler-failed', failure: {code: 'no-answer'}});
		expect(isTold).toBe(true);
		release();
		await vi.waitFor(() => {
			expect(events).toHaveLength(2);
		}, within);
		expect(mostOpen).toBe(1);
		controller.abort();
		await running;
	});

	test('an abort does not wait for a reading that hangs', async () => {
		const {controller, running, events} = run(async () => Promise.withResolvers<Sample>().promise);
		await vi.waitFor(() => {
			expect(events).toHaveLength(1);
		}, within);
		controller.abort();
		await running;
		expect(events).toHaveLength(1);
	});
});

test.each([
	[2000, 0, 2000],
	[2000, 1, 4000],
	[2000, 5, 64_000],
	[2000, 20, 300_000],
	[2000, 5000, 300_000],
	[600_000, 3, 600_000],
])('pauseAfter %d ms and %d failures', (intervalMs, failures, expected) => {
	expect(pauseAfter(intervalMs, failures)).toBe(expected);
});

describe('toSamplerFailure', () => {
	test.each([
		[new SamplerError({code: 'gpu-lost'}), {code: 'gpu-lost'}],
		[new UserError('engine-timeout', {operation: 'stats'}), {code: 'no-answer', detail: 'stats'}],
		[new UserError('container-not-found', {name: 'vest'}), {code: 'container-not-running'}],
		[new UserError('container-not-running', {name: 'vest'}), {code: 'container-not-running'}],
		[new UserError('container-is-paused', {name: 'vest'}), {code: 'container-not-running'}],
		[new UserError('engine-failed', {reason: 'x'}), {code: 'other', detail: 'x'}],
		[new Error('first\nsecond'), {code: 'other', detail: 'first'}],
		['text', {code: 'other', detail: 'text'}],
	])('%s', (error, expected) => {
		expect(toSamplerFailure(error)).toEqual(expected);
	});
});
