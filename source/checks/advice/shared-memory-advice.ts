
import {shmBusError} from '../rules/shm-bus-error.ts';
import {shmLow} from '../rules/shm-low.ts';
import {
	dockerSharedMemoryBytes,
	enoughSharedMemory,
	loaderSettings,
	minimumSharedMemory,
	recommendedSharedMemory,
	shmRemedy,
	type LoaderSettings,
} from '../shared-memory.ts';
import type {Language} from '../../words/words.ts';
import type {AdviceFacts} from './recommendation.ts';

/** What a container's /dev/shm should have, for the doctor and for the advice alike. */
export type SharedMemoryAdvice = {
	readonly sizeBytes: number;
	/** What the workers hold there at once, with the settings that need more: those of the run or the recommended ones; 0 without workers. */
	readonly needBytes: number;
	/** What they hold at most, with those of the validation: a /dev/shm of this size is large enough. */
	readonly enoughBytes: number;
	/** Whether it was too small already. */
	readonly hasFailed: boolean;
};

/**
Enough for the workers of both splits, at most half of the memory. It carries the run as it is and with the recommended settings, and it
is no smaller than what a diagnosis of the run asks for. A /dev/shm that is large enough is left as it is.
*/
export function adviseSharedMemory(facts: AdviceFacts, memoryBytes: number | undefined, recommended: LoaderSettings, language: Language): SharedMemoryAdvice {
	const {run, sharedMemory} = facts;
	const current = run && loaderSettings(run);
	const loader = current !== undefined && minimumSharedMemory(current) > minimumSharedMemory(recommended) ? current : recommended;
	const needBytes = minimumSharedMemory(loader);
	const enoughBytes = enoughSharedMemory(loader);
	const currentBytes = sharedMemory?.sizeBytes ?? run?.container?.shmSizeBytes;
	const hasFailed = run !== undefined && shmBusError.find({...facts, run}, language) !== undefined;
	const isShort = hasFailed || (run !== undefined && shmLow.find({...facts, run}, language) !== undefined);
	const wanted = Math.max(
		needBytes === 0 ? dockerSharedMemoryBytes : recommendedSharedMemory(loader),
		isShort ? shmRemedy(run, currentBytes).shmSizeBytes : 0,
	);
	if (!isShort && currentBytes !== undefined && currentBytes >= enoughBytes) {
		return {
			sizeBytes: currentBytes, needBytes, enoughBytes, hasFailed,
		};
	}

	const max = memoryBytes === undefined ? wanted : 2 ** Math.floor(Math.log2(memoryBytes / 2));
	return {
		sizeBytes: Math.max(dockerSharedMemoryBytes, Math.min(wanted, max)), needBytes, enoughBytes, hasFailed,
	};
}
