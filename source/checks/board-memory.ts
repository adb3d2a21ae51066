import type {GpuSample} from '../domain/sample.ts';

const gibibyte = 2 ** 30;

/**
The memory that a training can have on each GPU; undefined where it is not known. Of a board that MIG has cut into parts a process
gets one part: the smallest counts. Source: names of the profiles, such as `1g.5gb`, `1c.3g.40gb`, `1g.10gb+me`.
*/
export function boardMemories(gpus: readonly GpuSample[]): ReadonlyArray<number | undefined> {
	return gpus.map(({memoryTotalBytes, isMigEnabled, migDevices = []}) => {
		if (isMigEnabled !== true) {
			return memoryTotalBytes;
		}

		const parts = migDevices.map(({profile}) => /\b(\d+)gb\b/.exec(profile)?.[1]);
		return parts.length === 0 || parts.includes(undefined) ? undefined : gibibyte * Math.min(...parts.map(Number));
	});
}
