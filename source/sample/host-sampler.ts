import {readFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import type {HostSample} from '../domain/sample.ts';
import type {Engine} from '../engine/engine.ts';
import {hasGpuHere} from './gpu-presence.ts';
import {hostSample, type CpuTimes, type HostTexts} from './host-files.ts';
import type {PolledSampler} from './polled-sampler.ts';
import {SamplerError} from './sampler-error.ts';

const files = ['/proc/stat', '/proc/meminfo', '/proc/sys/kernel/osrelease'] as const;

/** The machine on which yolotop runs. Needs Linux. */
export function createHostSampler(): PolledSampler {
	let gpuPresence: Promise<boolean | undefined> | undefined;
	return createSampler(2000, async () => {
		// A board does not come and go while one looks.
		gpuPresence ??= hasGpuHere();
		const [stat, memory, release, load] = await Promise.all([...files, '/proc/loadavg'].map(async file => readFile(file, 'utf8')));
		return {
			stat: stat!, memory: memory!, release: release!, load: load!, name: hostname(), hasGpu: await gpuPresence,
		};
	});
}

/** The machine on which the container runs: /proc shows it inside too. One program in the container each time. */
export function createRemoteHostSampler(engine: Engine, container: string): PolledSampler {
	return createSampler(30_000, async signal => {
		const {stdout, exitCode} = await engine.exec(container, ['cat', ...files], {signal, timeLimitMs: 10_000, maxBytes: 512 * 1024});
		if (exitCode === 126 || exitCode === 127) {
			throw new SamplerError({code: 'program-missing', detail: 'cat'});
		}

		return {stat: stdout, memory: stdout, release: stdout.trimEnd().split('\n').at(-1)!};
	});
}

function createSampler(intervalMs: number, readTexts: (signal: AbortSignal) => Promise<HostTexts & Pick<HostSample, 'name'> & {readonly hasGpu?: boolean | undefined}>): PolledSampler {
	let earlier: CpuTimes | undefined;
	return {
		name: 'host',
		intervalMs,
		timeLimitMs: 15_000,
		async read(signal) {
			const {hasGpu, name, ...texts} = await readTexts(signal);
			const {sample, cpu} = hostSample(texts, earlier);
			earlier = cpu;
			return {kind: 'host', host: {...sample, ...(name !== undefined && {name}), ...(hasGpu !== undefined && {hasGpu})}};
		},
	};
}
