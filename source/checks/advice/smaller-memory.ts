import {traitsOf} from '../../domain/framework.ts';
import type {Remedy} from '../../domain/remedy.ts';
import type {RunState} from '../../domain/run.ts';
import {cacheMemory} from '../shared-memory.ts';
import {
	halve,
	optionText,
	optionValue,
	workersOf,
} from './option-value.ts';

/** What to train with when memory of the machine is short: fewer workers first, as each costs a process; then a smaller batch. */
export function smallerMemory(run: RunState): {readonly options: string; readonly remedy: Remedy & {readonly kind: 'relaunch'}} {
	const workers = workersOf(run);
	const batchSize = optionValue(run, 'batchSize');
	const fewer = workers === undefined || workers === 0 ? undefined : (workers === 1 ? 0 : halve(workers));
	const smaller = batchSize === undefined || batchSize <= 1 ? undefined : halve(batchSize);
	return {
		options: [
			optionText(run, 'workers', fewer ?? 0),
			...(batchSize === undefined ? [] : [optionText(run, 'batchSize', smaller ?? batchSize)]),
			// Cached images take more than all workers together; from the disk they are as good as decoded.
			...(cacheMemory(run).bytes > 0 ? [`${traitsOf(run.framework?.name).options.cache}disk`] : []),
		].join(' '),
		remedy: {
			kind: 'relaunch',
			...(fewer !== undefined && {workers: fewer}),
			...(smaller !== undefined && {batchSize: smaller}),
		},
	};
}

/** What is left to the system and to others of a machine's memory. */
const shareOfMachine = 0.8;

/** Less more than this is not worth a new container. */
const minGain = 1.25;

const step = 2 ** 28;

/** A higher memory limit for a container, twice what it had where the machine has that; undefined where it has not, or nobody knows. */
export function higherLimit(limitBytes: number | undefined, machineBytes: number | undefined): number | undefined {
	if (limitBytes === undefined || machineBytes === undefined) {
		return undefined;
	}

	const max = Math.floor(machineBytes * shareOfMachine / step) * step;
	const higher = Math.min(2 * limitBytes, max);
	return higher >= minGain * limitBytes ? higher : undefined;
}
