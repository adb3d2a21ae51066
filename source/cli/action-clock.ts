import {setTimeout as delay} from 'node:timers/promises';
import type {ActionClock} from '../actions/stop/training-access.ts';

/** The time of this machine. */
export function createActionClock(now: () => number): ActionClock {
	return {
		now,
		async wait(ms, signal) {
			await delay(ms, undefined, {signal});
		},
	};
}
