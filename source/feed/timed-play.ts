import {setTimeout as delay} from 'node:timers/promises';

/** The clock of a play. */
export type PlayClock = {
	/** Milliseconds from any beginning; never goes back. */
	now(): number;
	/** Waits so long; rejects when the signal aborts. */
	wait(ms: number, signal: AbortSignal): Promise<unknown>;
};

export const realClock: PlayClock = {
	now: () => performance.now(),
	wait: async (ms, signal) => delay(ms, undefined, {signal}),
};

/** A clock that jumps (a laptop that slept) is not caught up with beyond this: the play goes on from where it was. */
const maxBehindMs = 1000;
/** Shorter waits cost more than they are worth. */
const minWaitMs = 1;

/**
Hands over each piece when it is due: so long after the one before it. Gives whether it came to its end, and not to the abort of the signal.
*/
export async function isPlayedWhole<Piece extends {readonly afterMs: number}>(pieces: Iterable<Piece>, deliver: (piece: Piece) => void, {signal, clock = realClock}: {readonly signal: AbortSignal; readonly clock?: PlayClock | undefined}): Promise<boolean> {
	let due = clock.now();
	for (const piece of pieces) {
		due += piece.afterMs;
		const waitMs = due - clock.now();
		if (waitMs > minWaitMs) {
			try {
				await clock.wait(waitMs, signal);
			} catch {
				return false;
			}
		}

		due = Math.max(due, clock.now() - maxBehindMs);
		deliver(piece);
	}

	return true;
}
