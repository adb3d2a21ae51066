import {limitEndsAt} from '../domain/job.ts';
import type {RunState} from '../domain/run.ts';
import {selectEta} from './select-eta.ts';
import {selectEpoch} from './select-progress.ts';
import {selectSecondsPerEpoch} from './select-seconds-per-epoch.ts';

/** A job that is ended by its scheduler before its training is done. */
export type LimitView = {
	/** When the scheduler ends it, in milliseconds since 1970. */
	readonly endsAt: number;
	/** The last epoch that is whole by then, with its checkpoint, 1-based; 0 for none, undefined while the pace is not known. */
	readonly lastEpoch?: number;
	/** Whether it comes to its last epoch before; undefined while the pace is not known. */
	readonly isEnough?: boolean;
};

/** Epochs differ, and a checkpoint takes a moment: so much time is left at the end, as a part of an epoch and at most. */
const marginShare = 0.25;
const maxMarginMs = 60_000;
const leastMarginMs = 2000;

/** What is left before a time limit for a whole epoch to be saved, by how long an epoch takes. */
export const limitMarginMs = (epochMs: number): number => Math.min(maxMarginMs, (epochMs * marginShare) + leastMarginMs);

/** How far a job comes before its time limit, by the pace so far; undefined for a run without a limit, and before it runs. */
export function selectLimit(state: RunState, now: number): LimitView | undefined {
	const endsAt = state.job && limitEndsAt(state.job);
	if (endsAt === undefined) {
		return undefined;
	}

	const eta = selectEta(state, now);
	const epoch = selectEpoch(state);
	const secondsPerEpoch = selectSecondsPerEpoch(state);
	const {epochs} = state;
	if (eta === undefined || epoch === undefined || epochs === undefined || secondsPerEpoch === undefined) {
		return {endsAt};
	}

	const epochMs = secondsPerEpoch * 1000;
	const margin = limitMarginMs(epochMs);
	const restMs = eta.leftMs - ((epochs - epoch) * epochMs);
	const more = Math.floor((endsAt - now - margin - restMs) / epochMs);
	// The epoch in progress counts where its rest fits.
	return {endsAt, isEnough: eta.endsAt + margin <= endsAt, lastEpoch: Math.max(0, Math.min(epochs, epoch + Math.max(-1, more)))};
}
