import {execFileSync} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	beforeAll,
	expect,
	test,
	vi,
} from 'vitest';
import type {ContainerSample, ResourceEvent} from '../../source/domain/sample.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {createContainerSampler} from '../../source/sample/container-sampler.ts';
import {createGpuExecSampler} from '../../source/sample/gpu-exec-sampler.ts';
import {createRemoteHostSampler} from '../../source/sample/host-sampler.ts';
import {runSampling} from '../../source/sample/run-sampling.ts';
import {toSamplerFailure} from '../../source/sample/sampler-error.ts';
import {canSeeSharedMemory, createSharedMemorySampler} from '../../source/sample/shared-memory-sampler.ts';
import {describeWithEngine, openEngineBed} from '../docker/engine-fixture.ts';

const {signal} = new AbortController();
const mebibyte = 1024 ** 2;

describeWithEngine('samplers on a real engine', await openEngineBed(), bed => {
	const docker = (...words: readonly string[]): string => execFileSync('docker', ['--host', bed.host, ...words], {encoding: 'utf8'}).trim();
	let engine: Engine;
	let id: string;

	beforeAll(() => {
		({engine} = bed);
		id = docker('run', '-d', '--network', 'none', '--shm-size', '8m', '--memory', '64m', '--cpus', '0.2', 'yolotop-test', '/bin/sh', '-c', 'dd if=/dev/zero of=/dev/shm/batch bs=1M count=3; while :; do :; done');
	});

	afterAll(async () => {
		docker('rm', '-f', id);
		await bed.close();
	});

	test('CPU, memory, shared memory and the machine while it runs; that it ended afterwards', async () => {
		const controller = new AbortController();
		const events: ResourceEvent[] = [];
		const sampled = docker('run', '-d', '--network', 'none', '--shm-size', '8m', '--memory', '64m', '--cpus', '0.2', 'yolotop-test', '/bin/sh', '-c', 'dd if=/dev/zero of=/dev/shm/batch bs=1M count=3; while :; do :; done');
		const running = runSampling({
			container: {engine, id: sampled}, signal: controller.signal, now: Date.now, nvidiaSmiPrograms: ['/nowhere/nvidia-smi'], emit(event) {
				events.push(event);
			},
		});
		const samples = () => events.flatMap(event => event.type === 'sampled' ? event.sample : []);
		const containers = (): readonly ContainerSample[] => samples().flatMap(sample => sample.kind === 'container' ? sample.container : []);
		try {
			await vi.waitFor(() => {
				expect(containers().at(-1)?.cpuPercent).toBeGreaterThan(5);
				expect(samples().some(sample => sample.kind === 'shared-memory')).toBe(true);
				expect(samples().some(sample => sample.kind === 'host')).toBe(true);
			}, {timeout: 25_000, interval: 50});
			expect(containers().at(-1)!.cpuPercent).toBeLessThan(60);
			expect(containers().at(-1)).toMatchObject({memoryLimitBytes: 64 * mebibyte, networkReceivedBytes: undefined});
			expect(containers().at(-1)!.memoryUsedBytes).toBeGreaterThanOrEqual(3 * mebibyte);
			expect(containers().at(-1)!.memoryUsedBytes).toBeLessThan(32 * mebibyte);
			expect(containers().at(-1)!.pids).toBeGreaterThanOrEqual(1);
			expect(samples().find(sample => sample.kind === 'shared-memory')).toEqual({kind: 'shared-memory', sharedMemory: {sizeBytes: 8 * mebibyte, usedBytes: 3 * mebibyte}});
			expect(events.find(event => event.type === 'sampler-failed')).toMatchObject({sampler: 'gpu', failure: {code: 'tool-missing'}});
			docker('kill', sampled);
			await vi.waitFor(() => {
				expect(events.filter(event => event.type === 'sampler-failed' && event.sampler === 'container')).toMatchObject([{failure: {code: 'container-not-running'}}]);
			}, {timeout: 15_000, interval: 50});
		} finally {
			controller.abort();
			await running;
			docker('rm', '-f', sampled);
		}
	}, 60_000);

	test('a memory limit that is changed while it runs', async () => {
		const changed = docker('run', '-d', '--network', 'none', '--memory', '64m', '--memory-swap', '64m', 'yolotop-test', 'sleep', '1000');
		try {
			const sampler = createContainerSampler(engine, changed);
			const limit = async () => {
				const sample = await sampler.read(signal);
				return sample?.kind === 'container' ? sample.container.memoryLimitBytes : undefined;
			};

			expect(await limit()).toBe(64 * mebibyte);
			docker('update', '--memory', '32m', '--memory-swap', '32m', changed);
			expect(await limit()).toBe(32 * mebibyte);
		} finally {
			docker('rm', '-f', changed);
		}
	});

	test('shared memory by df gives the same as the look through /proc', async () => {
		await vi.waitFor(async () => {
			expect(await createSharedMemorySampler(engine, id, {isDirect: false}).read(signal)).toEqual({kind: 'shared-memory', sharedMemory: {sizeBytes: 8 * mebibyte, usedBytes: 3 * mebibyte}});
		}, {timeout: 10_000, interval: 100});
		// Only root may look through /proc of another user's process.
		expect(await canSeeSharedMemory(engine, id, signal)).toBe(process.getuid?.() === 0);
	});

	test('the machine is seen from inside the container', async () => {
		const sample = await createRemoteHostSampler(engine, id).read(signal);
		expect(sample).toMatchObject({kind: 'host', host: {isWsl: false}});
		expect(sample.kind === 'host' && sample.host.memoryTotalBytes).toBeGreaterThan(100 * mebibyte);
	});

	test('nvidia-smi inside the container: missing, then there, then without a driver', async () => {
		const sampler = createGpuExecSampler(engine, id);
		await expect(sampler.read(signal)).rejects.toThrow('tool-missing');
		docker('cp', path.join(import.meta.dirname, 'fixtures/fake-nvidia-smi'), `${id}:/usr/bin/nvidia-smi`);
		const play = (scenario: string): void => {
			docker('exec', id, '/bin/sh', '-c', `echo ${scenario} >/usr/bin/nvidia-smi.scenario`);
		};

		play('refuse');
		expect(await sampler.read(signal)).toMatchObject({kind: 'gpu', gpus: [{uuid: 'GPU-aaaa', utilisationPercent: 90}, {uuid: 'GPU-bbbb'}]});
		play('mismatch');
		await expect(sampler.read(signal)).rejects.toThrow('driver-library-mismatch');
	});

	test('a container that is not there', async () => {
		const sampler = createSharedMemorySampler(engine, 'yolotop-no-such-container', {isDirect: false});
		const failure = await sampler.read(signal).catch((error: unknown) => toSamplerFailure(error));
		expect(failure).toMatchObject({code: 'container-not-running'});
	});
});
