import {frameworks, type FrameworkName} from '../domain/framework.ts';
import {mapValues} from '../domain/record.ts';
import type {EpochRecord, RunState} from '../domain/run.ts';
import {bestRecord, fitness} from '../domain/fitness.ts';
import {memoiseByHistory} from './memoise.ts';

/** Printed metrics have three digits: so far apart two epochs may be that the framework orders the other way round. */
const printedTolerance = 0.001;

const bestByFramework: Readonly<Record<FrameworkName | 'unknown', (state: RunState) => EpochRecord | undefined>> = {
	...mapValues(frameworks, (_, name) => memoiseByHistory(history => bestRecord(history, name))),
	unknown: memoiseByHistory(history => bestRecord(history, undefined)),
};

/**
The best epoch of a run, see `bestRecord`; undefined before a validation. Where the framework itself named it at an early stop, and the
metrics allow that, it is that one.
*/
export function selectBestEpoch(state: RunState): EpochRecord | undefined {
	const best = bestByFramework[state.framework?.name ?? 'unknown'](state);
	const namedEpoch = state.earlyStop?.bestEpoch;
	if (best === undefined || namedEpoch === undefined || namedEpoch === best.epoch) {
		return best;
	}

	const named = state.history.find(({epoch}) => epoch === namedEpoch);
	return named !== undefined && (fitness(named, state.framework?.name) ?? -Infinity) >= fitness(best, state.framework?.name)! - printedTolerance ? named : best;
}
