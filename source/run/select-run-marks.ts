import type {RunState} from '../domain/run.ts';
import {selectBestEpoch} from './select-best-epoch.ts';
import {selectEarlyStop} from './select-early-stop.ts';
import {selectEpoch} from './select-progress.ts';

/** What happened, or would happen, at an epoch, 1-based. */
export type RunMark = {readonly kind: 'resume' | 'best' | 'patience' | 'failure'; readonly epoch: number};

/** What a time line of the run marks: where it was resumed, its best epoch, where its patience would end it, and where it failed. */
export function selectRunMarks(state: RunState): readonly RunMark[] {
	const best = selectBestEpoch(state)?.epoch;
	const isOver = state.phase.kind === 'finished' || state.phase.kind === 'failed';
	const stopEpoch = isOver ? undefined : selectEarlyStop(state)?.stopEpoch;
	const failed = state.phase.kind === 'failed' ? selectEpoch(state) : undefined;
	return [
		...state.resumedAt.map((epoch): RunMark => ({kind: 'resume', epoch})),
		...(stopEpoch === undefined ? [] : [{kind: 'patience', epoch: stopEpoch} as const]),
		...(best === undefined ? [] : [{kind: 'best', epoch: best} as const]),
		...(failed === undefined ? [] : [{kind: 'failure', epoch: failed} as const]),
	];
}
