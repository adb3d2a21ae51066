import type {RunState} from '../domain/run.ts';

/** Bytes that PyTorch has reserved on the GPU, or had in the last completed epoch. Without a GPU the frameworks print 0G, which says nothing: undefined. */
export function selectReservedMemory({progress, history}: Pick<RunState, 'progress' | 'history'>): number | undefined {
	const bytes = progress?.reservedGpuMemoryBytes ?? history.at(-1)?.reservedGpuMemoryBytes;
	return bytes === 0 ? undefined : bytes;
}
