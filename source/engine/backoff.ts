import {setTimeout as delay} from 'node:timers/promises';

export type Backoff = {
	/** Failures since the last reset. */
	attempt(): number;
	/** Waits longer after each failure; rejects with the reason of the signal. */
	wait(): Promise<void>;
	/** After a success. */
	reset(): void;
};

/** The first retry is at once for a person, the later ones cost the machine nothing. */
const firstDelayMs = 100;
const maxDelayMs = 5000;

export function createBackoff(signal: AbortSignal, firstMs = firstDelayMs): Backoff {
	let attempt = 0;
	return {
		attempt: () => attempt,
		async wait() {
			const delayMs = Math.min(maxDelayMs, firstMs * (2 ** attempt));
			attempt++;
			try {
				await delay(delayMs, undefined, {signal});
			} catch (error) {
				signal.throwIfAborted();
				throw error;
			}
		},
		reset() {
			attempt = 0;
		},
	};
}
