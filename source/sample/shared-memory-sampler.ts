import {statfs} from 'node:fs/promises';
import type {SharedMemorySample} from '../domain/sample.ts';
import type {Engine} from '../engine/engine.ts';
import {askDiskFree} from './ask-disk-free.ts';
import type {PolledSampler} from './polled-sampler.ts';
import {isProcessHere} from './same-host.ts';
import {SamplerError} from './sampler-error.ts';

/** A look through /proc costs nothing. */
const directIntervalMs = 2000;

/** A program in the container costs the engine 44 ms of CPU time. */
const execIntervalMs = 30_000;

/**
The use of the container's /dev/shm: through /proc where yolotop is root on the engine's machine, else with `df` inside
the container.
*/
export function createSharedMemorySampler(engine: Engine, container: string, {isDirect}: {readonly isDirect: boolean}): PolledSampler {
	return {
		name: 'shared-memory',
		intervalMs: isDirect ? directIntervalMs : execIntervalMs,
		timeLimitMs: 15_000,
		async read(signal) {
			const sharedMemory = isDirect ? await readDirectly(engine, container, signal) : await readByExec(engine, container, signal);
			return {kind: 'shared-memory', sharedMemory};
		},
	};
}

/** Whether /dev/shm of the container can be seen from here without asking the engine. */
export async function canSeeSharedMemory(engine: Engine, container: string, signal: AbortSignal): Promise<boolean> {
	try {
		await readDirectly(engine, container, signal);
		return true;
	} catch {
		return false;
	}
}

async function readDirectly(engine: Engine, container: string, signal: AbortSignal): Promise<SharedMemorySample> {
	const {id, pid} = await engine.inspectContainer(container, {signal});
	if (pid === undefined) {
		throw new SamplerError({code: 'container-not-running'});
	}

	if (!await isProcessHere(pid, id)) {
		throw new SamplerError({code: 'other', detail: `process ${pid} is on another machine`});
	}

	const {bsize, blocks, bfree} = await statfs(`/proc/${pid}/root/dev/shm`);
	return {sizeBytes: blocks * bsize, usedBytes: (blocks - bfree) * bsize};
}

async function readByExec(engine: Engine, container: string, signal: AbortSignal): Promise<SharedMemorySample> {
	const {sizeBytes, usedBytes} = await askDiskFree(engine, container, '/dev/shm', signal);
	return {sizeBytes, usedBytes};
}
