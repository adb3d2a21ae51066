import process from 'node:process';
import {
	describe,
	expect,
	onTestFinished,
	test,
	vi,
} from 'vitest';
import type {GpuSample, ResourceEvent} from '../../source/domain/sample.ts';
import {runNvidiaSmi, type NvidiaSmiOptions} from '../../source/sample/nvidia-smi-process.ts';
import {runSampling} from '../../source/sample/run-sampling.ts';
import {createFakeNvidiaSmi, isAlive} from './fixtures/fake-nvidia-smi.ts';

const watch = (options: Omit<NvidiaSmiOptions, 'emit' | 'signal' | 'now'>) => {
	const controller = new AbortController();
	const events: ResourceEvent[] = [];
	const running = runNvidiaSmi({
		intervalMs: 20, silenceMs: 1500, firstSilenceMs: 10_000, minPauseMs: 20, ...options, signal: controller.signal, now: () => 7, emit(event) {
			events.push(event);
		},
	});
	onTestFinished(async () => {
		controller.abort();
		await running;
	});
	const gpus = (): readonly GpuSample[] => events.flatMap(event => event.type === 'sampled' && event.sample.kind === 'gpu' ? event.sample.gpus : []);
	const failures = (): readonly string[] => events.flatMap(event => event.type === 'sampler-failed' ? event.failure.code : []);
	return {
		controller, running, events, gpus, failures,
	};
};

const within = {timeout: 15_000, interval: 10};

describe('runNvidiaSmi', () => {
	test('one program reports all boards again and again and goes with the abort', async () => {
		const fake = createFakeNvidiaSmi('boards');
		const {gpus, events, controller, running} = watch({programs: [fake.program]});
		await vi.waitFor(() => {
			expect(gpus().length).toBeGreaterThan(8);
		}, within);
		expect(new Set(gpus().map(gpu => `${gpu.index} ${gpu.utilisationPercent}`))).toEqual(new Set(['0 90', '1 undefined']));
		expect(events[0]!.at).toBe(7);
		await vi.waitFor(() => {
			expect(gpus().at(-1)).toMatchObject({cudaVersion: '12.4', encoderPercent: 7});
		}, within);
		expect(fake.tables()).toBe(1);
		expect(fake.starts()).toHaveLength(1);
		expect(fake.starts()[0]!.commandLine).toMatch(/^--query-gpu=index,uuid,\S+ --format=csv,noheader,nounits -lms 20$/);
		controller.abort();
		await running;
		await vi.waitFor(() => {
			expect(isAlive(fake.starts()[0]!.pid)).toBe(false);
		}, within);
	});

	test('fields that the driver does not know are left out one by one', async () => {
		const fake = createFakeNvidiaSmi('refuse');
		const {gpus, failures} = watch({programs: [fake.program]});
		await vi.waitFor(() => {
			expect(gpus().length).toBeGreaterThan(2);
		}, within);
		expect(gpus()[0]!.throttleReasons).toBeUndefined();
		expect(fake.starts()).toHaveLength(3);
		expect(failures()).toEqual([]);
	});

	test('a hanging one is killed before the next starts, each time later', async () => {
		const fake = createFakeNvidiaSmi('hang');
		const {failures, gpus} = watch({programs: [fake.program], minPauseMs: 300});
		await vi.waitFor(() => {
			expect(fake.starts().length).toBe(2);
		}, within);
		expect(isAlive(fake.starts()[0]!.pid)).toBe(false);
		expect(failures()).toEqual(['no-answer']);
		fake.play('boards');
		await vi.waitFor(() => {
			expect(gpus().length).toBeGreaterThan(10);
		}, within);
		expect(fake.starts()).toHaveLength(3);
		expect(fake.starts().filter(({pid}) => isAlive(pid))).toHaveLength(1);
	});

	test('one that never answers has longer, then counts as hanging', async () => {
		const fake = createFakeNvidiaSmi('silent');
		const {failures} = watch({programs: [fake.program], firstSilenceMs: 300});
		await vi.waitFor(() => {
			expect(failures()[0]).toBe('no-answer');
		}, within);
	});

	test.each([['lost', 'gpu-lost'], ['mismatch', 'driver-library-mismatch']])('%s is reported and tried again', async (scenario, code) => {
		const fake = createFakeNvidiaSmi(scenario);
		const {failures} = watch({programs: [fake.program]});
		await vi.waitFor(() => {
			expect(failures().filter(failure => failure === code).length).toBeGreaterThan(2);
		}, within);
		expect(fake.starts().length).toBeLessThanOrEqual(failures().length + 1);
	});

	test('the place of WSL is tried when PATH has none', async () => {
		const fake = createFakeNvidiaSmi('boards');
		const found: string[] = [];
		const {gpus} = watch({
			programs: ['/nowhere/nvidia-smi', fake.program], onProgramFound(program) {
				found.push(program);
			},
		});
		await vi.waitFor(() => {
			expect(gpus().length).toBeGreaterThan(0);
		}, within);
		expect(found).toEqual([fake.program]);
	});

	test('without any program it says so and rests', async () => {
		const {events} = watch({programs: ['/nowhere/nvidia-smi', '/nowhere/else']});
		await vi.waitFor(() => {
			expect(events).toEqual([{
				type: 'sampler-failed', sampler: 'gpu', failure: {code: 'tool-missing'}, at: 7,
			}]);
		}, within);
	});

	test('a board whose loop breaks after the first answer is asked anew each time', async () => {
		const fake = createFakeNvidiaSmi('loop-broken');
		const {gpus} = watch({programs: [fake.program]});
		await vi.waitFor(() => {
			expect(fake.starts().length).toBe(2);
			expect(gpus().at(-1)?.utilisationPercent).toBe(42);
		}, within);
		expect(fake.starts()[1]!.commandLine).not.toContain('-lms');
	});

	test('a driver without the loop is asked anew each time', async () => {
		const fake = createFakeNvidiaSmi('no-loop');
		const {gpus, failures} = watch({programs: [fake.program]});
		await vi.waitFor(() => {
			expect(gpus().at(-1)?.utilisationPercent).toBe(90);
		}, within);
		expect(failures()).toEqual([]);
		expect(fake.starts().at(-1)!.commandLine).not.toContain('-lms');
	});

	test('a corrupt infoROM is no failure: the figures are there', async () => {
		const fake = createFakeNvidiaSmi('inforom');
		const {gpus, failures} = watch({programs: [fake.program]});
		await vi.waitFor(() => {
			expect(fake.starts().length).toBeGreaterThan(1);
			expect(gpus().at(-1)?.utilisationPercent).toBe(90);
		}, within);
		expect(failures()).toEqual([]);
	});

	test('one that crashes is named by its signal', async () => {
		const fake = createFakeNvidiaSmi('crash');
		const {events} = watch({programs: [fake.program]});
		await vi.waitFor(() => {
			expect(events[0]).toMatchObject({type: 'sampler-failed', failure: {code: 'other', detail: 'SIGSEGV'}});
		}, within);
	});

	test('the parts of MIG are named', async () => {
		const fake = createFakeNvidiaSmi('mig');
		const {gpus} = watch({programs: [fake.program]});
		await vi.waitFor(() => {
			expect(gpus().at(-2)).toMatchObject({isMigEnabled: true, migDevices: [{profile: '1g.5gb', uuid: 'MIG-1111'}]});
		}, within);
	});
});

describe('runSampling without a container', () => {
	test('reports boards, their processes and this machine', async () => {
		const fake = createFakeNvidiaSmi('boards');
		const controller = new AbortController();
		const events: ResourceEvent[] = [];
		const running = runSampling({
			signal: controller.signal, now: () => 1, nvidiaSmiPrograms: [fake.program], emit(event) {
				events.push(event);
			},
		});
		await vi.waitFor(() => {
			const kinds = new Set(events.flatMap(event => event.type === 'sampled' ? event.sample.kind : (event.type === 'sampler-failed' ? event.sampler : [])));
			// The processes of the machine come when they come.
			expect(kinds).toEqual(expect.toSatisfy((seen: ReadonlySet<string>) => ['gpu', 'gpu-processes', 'host'].every(kind => seen.has(kind))));
		}, within);
		controller.abort();
		await running;
		const processes = events.find(event => event.type === 'sampled' && event.sample.kind === 'gpu-processes');
		expect(processes).toMatchObject({sample: {processes: {'GPU-aaaa': [{pid: process.pid, name: 'python3', memoryUsedBytes: 1024 ** 3}]}}});
	});
});
