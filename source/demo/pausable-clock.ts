import {once} from 'node:events';
import type {PlayClock} from '../feed/timed-play.ts';

/** A clock that can be stopped: what waits by it goes on where it was. */
export type PausableClock = PlayClock & {
	pause(): void;
	resume(): void;
};

/** Makes a clock that runs as another one does, except while it is stopped. */
export function createPausableClock(clock: PlayClock): PausableClock {
	const changes = new EventTarget();
	/** Of the other clock: since when it is stopped, and how long it was before. */
	let pausedAt: number | undefined;
	let lostMs = 0;
	const now = () => (pausedAt ?? clock.now()) - lostMs;
	return {
		now,
		async wait(ms, signal) {
			const end = now() + ms;
			signal.throwIfAborted();
			while (now() < end) {
				await (pausedAt === undefined ? clock.wait(Math.max(0, end - now()), signal) : once(changes, 'resumed', {signal}));
				signal.throwIfAborted();
			}
		},
		pause() {
			pausedAt ??= clock.now();
		},
		resume() {
			if (pausedAt === undefined) {
				return;
			}

			lostMs += clock.now() - pausedAt;
			pausedAt = undefined;
			changes.dispatchEvent(new Event('resumed'));
		},
	};
}
