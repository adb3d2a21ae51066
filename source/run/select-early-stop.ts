import {traitsOf, type FrameworkName} from '../domain/framework.ts';
import type {EpochRecord, ProgramState, RunState} from '../domain/run.ts';
import {bestRecord, fitness} from '../domain/fitness.ts';
import {readCount} from '../domain/possible-number.ts';
import {memoise} from './memoise.ts';

/** How far the framework's patience is used up. */
export type EarlyStopCountdown = {
	/** Epochs without improvement after which the training stops. */
	readonly patience: number;
	/** Epochs since the best one. */
	readonly used: number;
	/** Epochs until the stop when nothing improves. */
	readonly left: number;
	/** 1-based, by the framework's fitness; the best of this process only. */
	readonly bestEpoch: number;
	/** The epoch after which the training would stop; undefined when it ends before by itself. */
	readonly stopEpoch?: number;
};

/** The epochs that the current process completed; all of them where it is not known which. */
const ofProcess = memoise((history: readonly EpochRecord[], completed: ProgramState['completed']) => completed === undefined
	? history
	: history.filter(({epoch}) => epoch >= completed.first && epoch <= completed.last));

/** The best and the last epoch that were validated; undefined before the first one. */
const endsOf = memoise((history: readonly EpochRecord[], framework: FrameworkName | undefined) => {
	const validated = history.filter(record => fitness(record, framework) !== undefined);
	const best = bestRecord(validated, framework);
	return best && {bestEpoch: best.epoch, last: validated.at(-1)!.epoch};
});

/**
The countdown to the early stop. Undefined when the patience is not known or switched off, before the first validation,
and for YOLOv5 classification, which has no early stop. After a resume it starts afresh.
Source: EarlyStopping in utils/torch_utils.py of YOLOv5 v6.1 to master and ultralytics/utils/torch_utils.py.
*/
export function selectEarlyStop(state: RunState): EarlyStopCountdown | undefined {
	const patience = readCount(state.settings.patience) ?? 0;
	const hasEarlyStop = traitsOf(state.framework?.name).stopsClassificationEarly || state.task !== 'classify';
	if (!hasEarlyStop || patience === 0) {
		return undefined;
	}

	const ends = endsOf(ofProcess(state.history, state.program?.completed), state.framework?.name);
	if (ends === undefined) {
		return undefined;
	}

	const {bestEpoch, last} = ends;
	const used = last - bestEpoch;
	const stopEpoch = bestEpoch + patience;
	const isBeforeEnd = state.epochs === undefined || stopEpoch < state.epochs;
	return {
		patience, used, left: Math.max(0, patience - used), bestEpoch, ...(isBeforeEnd && {stopEpoch}),
	};
}
