import type {Engine} from '../engine/engine.ts';
import {parseDiskFree} from './host-files.ts';
import type {PolledSampler} from './polled-sampler.ts';
import {SamplerError} from './sampler-error.ts';

/** A program in the container costs the engine 44 ms of CPU time, and a disk fills slowly. */
const intervalMs = 60_000;

/**
The free space of the file system that a run is written to, with `df` inside the container. `runDirectory` is absolute there, and
undefined until it is known: then the working directory is asked for.
*/
export function createOutputDiskSampler(engine: Engine, container: string, runDirectory: () => string | undefined): PolledSampler {
	return {
		name: 'output-disk',
		intervalMs,
		timeLimitMs: 15_000,
		async read(signal) {
			const {exitCode, stdout, stderr} = await engine.exec(container, ['df', '-kP', runDirectory() ?? '.'], {signal, timeLimitMs: 10_000, maxBytes: 4096});
			const disk = parseDiskFree(stdout);
			if (disk === undefined) {
				throw new SamplerError({
					code: exitCode === 126 || exitCode === 127 ? 'program-missing' : 'other',
					detail: `df: ${(stderr === '' ? stdout : stderr).trim().split('\n', 1)[0]!.slice(0, 200)}`,
				});
			}

			return {kind: 'output-disk', freeBytes: disk.availableBytes};
		},
	};
}
