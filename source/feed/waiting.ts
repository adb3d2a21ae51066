import {once} from 'node:events';
import {setTimeout as delay} from 'node:timers/promises';

/** Something that happens once, until it is cleared. */
export type Signal = {
	raise(): void;
	clear(): void;
	isRaised(): boolean;
	/** Resolves when it is raised. */
	wait(): Promise<void>;
};

export function createSignal(): Signal {
	let isRaised = false;
	const waiting: Array<() => void> = [];
	return {
		raise() {
			isRaised = true;
			for (const resolve of waiting.splice(0)) {
				resolve();
			}
		},
		clear() {
			isRaised = false;
		},
		isRaised: () => isRaised,
		async wait() {
			await new Promise<void>(resolve => {
				if (isRaised) {
					resolve();
				} else {
					waiting.push(resolve);
				}
			});
		},
	};
}

/** Waits until the signal is raised, but no longer than `limitMs`; rejects when aborted. */
export async function waitAtMost(limitMs: number, raised: Signal, signal: AbortSignal): Promise<void> {
	signal.throwIfAborted();
	const timer = new AbortController();
	const stop = AbortSignal.any([signal, timer.signal]);
	try {
		await Promise.race([raised.wait(), limitMs === Infinity ? once(stop, 'abort') : delay(limitMs, undefined, {signal: stop})]);
	} finally {
		timer.abort();
	}

	signal.throwIfAborted();
}

/** Does something again and again, the first time after one period, never twice at once, until aborted. */
export async function repeatEvery(periodMs: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
	for (;;) {
		try {
			await delay(periodMs, undefined, {signal});
		} catch {
			return;
		}

		await work();
	}
}
