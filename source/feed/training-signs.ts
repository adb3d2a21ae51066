import type {RunEvent} from '../domain/event.ts';

/** What the output has said of a training so far. */
export type TrainingSigns = {
	note(event: RunEvent): void;
	/** Whether it tells of a training that has not come to its end. */
	isTraining(): boolean;
	/** Whether it has told of any. */
	isAny(): boolean;
};

const begins: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>(['process-started', 'training-started', 'epoch-progressed', 'epoch-completed', 'validation-progressed']);

const ends: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>(['results-saved', 'process-interrupted', 'traceback-printed', 'process-killed', 'exit-code-reported']);

export function createTrainingSigns(): TrainingSigns {
	let isTraining = false;
	let isAny = false;
	return {
		note({type}) {
			if (begins.has(type)) {
				isTraining = true;
				isAny = true;
			} else if (ends.has(type)) {
				isTraining = false;
			}
		},
		isTraining: () => isTraining,
		isAny: () => isAny,
	};
}
