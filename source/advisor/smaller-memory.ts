import type {Remedy} from '../domain/diagnosis.ts';
import type {RunState} from '../domain/run.ts';
import {
	halve,
	optionText,
	optionValue,
	workersOf,
} from './options.ts';

/** What to train with when memory of the machine is short: fewer workers first, as each costs a process; then a smaller batch. */
export function smallerMemory(run: RunState, limitBytes?: number): {readonly options: string; readonly remedy: Remedy} {
	const workers = workersOf(run);
	const batchSize = optionValue(run, 'batchSize');
	const fewer = workers === undefined || workers === 0 ? undefined : (workers === 1 ? 0 : halve(workers));
	const smaller = batchSize === undefined || batchSize <= 1 ? undefined : halve(batchSize);
	return {
		options: [
			optionText(run, 'workers', fewer ?? 0),
			optionText(run, 'batchSize', smaller ?? batchSize ?? 4),
		].join(' '),
		remedy: {
			kind: 'relaunch',
			...(fewer !== undefined && {workers: fewer}),
			...(smaller !== undefined && {batchSize: smaller}),
			...(limitBytes !== undefined && {memoryBytes: 2 * limitBytes}),
		},
	};
}
