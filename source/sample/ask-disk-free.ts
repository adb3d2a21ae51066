import type {Engine} from '../engine/engine.ts';
import {parseDiskFree, type DiskFree} from './host-files.ts';
import {SamplerError} from './sampler-error.ts';

/**
Asks `df` inside a container for the file system of a directory.

@throws SamplerError when it cannot be asked or says nothing.
*/
export async function askDiskFree(engine: Engine, container: string, directory: string, signal: AbortSignal): Promise<DiskFree> {
	const {exitCode, stdout, stderr} = await engine.exec(container, ['df', '-kP', directory], {signal, timeLimitMs: 10_000, maxBytes: 4096});
	const disk = parseDiskFree(stdout);
	if (disk === undefined) {
		throw new SamplerError({
			code: exitCode === 126 || exitCode === 127 ? 'program-missing' : 'other',
			detail: `df: ${(stderr === '' ? stdout : stderr).trim().split('\n', 1)[0]!.slice(0, 200)}`,
		});
	}

	return disk;
}
