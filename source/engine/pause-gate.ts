import {setTimeout as delay} from 'node:timers/promises';
import type {ControlCalls} from './control-calls.ts';
import type {ExecCalls} from './exec-calls.ts';

/** A program that answers in no time is not waited for: the person has asked for the pause. */
const patienceMs = 3000;

/**
Keeps pauses and the start of programs in a container apart. Docker that freezes a container while a program is being started in it answers nothing
about that container any more, not even the request to let it go on: its training would stand still for good. Seen with Docker 20.10: `runc init`
in a frozen group.

So a pause waits, three seconds at most, for the programs that yolotop has running there, and none is started while it lasts.
*/
export function keepPausesApart<Calls extends ControlCalls & ExecCalls>(calls: Calls): Calls {
	const running = new Map<string, Set<Promise<unknown>>>();
	const pausing = new Map<string, Promise<unknown>>();

	async function start<T>(container: string, work: () => Promise<T>): Promise<T> {
		const pause = pausing.get(container);
		const started = pause === undefined ? work() : pause.then(work);
		const others = running.get(container) ?? new Set();
		running.set(container, others.add(started));
		try {
			return await started;
		} finally {
			others.delete(started);
			if (others.size === 0 && running.get(container) === others) {
				running.delete(container);
			}
		}
	}

	return {
		...calls,
		exec: async (container, ...rest) => start(container, async () => calls.exec(container, ...rest)),
		startExec: async (container, ...rest) => start(container, async () => calls.startExec(container, ...rest)),

		async pauseContainer(container, options) {
			const paused = (async () => {
				const patience = new AbortController();
				await Promise.race([Promise.allSettled(running.get(container) ?? new Set<Promise<unknown>>()), delay(patienceMs, undefined, {signal: patience.signal}).catch(() => undefined)]);
				patience.abort();
				await calls.pauseContainer(container, options);
			})();
			pausing.set(container, paused.catch(() => undefined));
			try {
				await paused;
			} finally {
				pausing.delete(container);
			}
		},
	};
}
