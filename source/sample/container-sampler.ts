import type {Engine} from '../engine/engine.ts';
import {countersToSample, statsToCounters, type ContainerCounters} from './container-stats.ts';
import type {PolledSampler} from './polled-sampler.ts';
import {SamplerError} from './sampler-error.ts';

/**
What the container uses, about every three seconds: an engine that waits for its own tick answers after one, and one
reading costs it 9 ms of CPU time (measured with Docker 20.10).
*/
export function createContainerSampler(engine: Engine, container: string, intervalMs = 2000): PolledSampler {
	let earlier: ContainerCounters | undefined;
	let memoryLimitBytes: number | undefined;
	return {
		name: 'container',
		intervalMs,
		timeLimitMs: 10_000,
		async read(signal) {
			const counters = statsToCounters(await engine.readStats(container, {signal, timeLimitMs: 10_000}));
			if (counters === undefined) {
				earlier = undefined;
				throw new SamplerError({code: 'container-not-running'});
			}

			// `docker update --memory` changes it while the container runs.
			if (earlier === undefined || counters.memoryBoundBytes !== earlier.memoryBoundBytes) {
				// The stats give the memory of the host where there is no limit; only the details tell.
				const details = await engine.inspectContainer(container, {signal});
				memoryLimitBytes = details.memoryLimitBytes;
			}

			const sample = countersToSample(counters, earlier);
			earlier = counters;
			return {kind: 'container', container: {...sample, memoryLimitBytes}};
		},
	};
}
