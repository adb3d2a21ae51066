import {lstat, statfs} from 'node:fs/promises';
import path from 'node:path';
import type {Engine} from '../engine/engine.ts';
import {askDiskFree} from './ask-disk-free.ts';
import type {PolledSampler} from './polled-sampler.ts';
import {isProcessHere} from './same-host.ts';
import {SamplerError} from './sampler-error.ts';

/** A program in the container costs the engine 44 ms of CPU time, and a disk fills slowly. */
const intervalMs = 60_000;

/**
The free space of the file system that a run is written to: with `df` inside the container, or `isDirect` through /proc, where yolotop is
root on the engine's machine. `runDirectory` is absolute there, and undefined until it is known: then the working directory is asked for.
*/
export function createOutputDiskSampler(engine: Engine, container: string, runDirectory: () => string | undefined, {isDirect}: {readonly isDirect: boolean}): PolledSampler {
	return {
		name: 'output-disk',
		intervalMs,
		timeLimitMs: 15_000,
		async read(signal) {
			const directory = runDirectory();
			if (isDirect) {
				return {kind: 'output-disk', ...await readDirectly(engine, container, directory, signal)};
			}

			const {availableBytes, sizeBytes} = await askDiskFree(engine, container, directory ?? '.', signal);
			return {kind: 'output-disk', freeBytes: availableBytes, sizeBytes};
		},
	};
}

async function readDirectly(engine: Engine, container: string, directory: string | undefined, signal: AbortSignal): Promise<{readonly freeBytes: number; readonly sizeBytes: number}> {
	const {id, pid, workingDirectory} = await engine.inspectContainer(container, {signal});
	if (pid === undefined || !await isProcessHere(pid, id)) {
		throw new SamplerError(pid === undefined ? {code: 'container-not-running'} : {code: 'other', detail: `process ${pid} is on another machine`});
	}

	const {bsize, bavail, blocks} = await statfs(await withoutLinks(`/proc/${pid}/root`, directory ?? workingDirectory));
	return {freeBytes: bavail * bsize, sizeBytes: blocks * bsize};
}

/** From outside a link with an absolute target leads to another place than inside. */
async function withoutLinks(root: string, directory: string): Promise<string> {
	let place = root;
	const parts = directory.split('/').filter(name => name !== '');
	for (const part of parts) {
		place = path.join(place, part);
		const entry = await lstat(place);
		if (entry.isSymbolicLink()) {
			throw new SamplerError({code: 'other', detail: `${directory} is a link`});
		}
	}

	return place;
}
