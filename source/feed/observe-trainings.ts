import type {Connection} from '../domain/run.ts';
import type {ContainerLive} from './container-live.ts';
import type {ContainerObserver} from './container-observer.ts';
import type {ContainerWatch} from './container-watch.ts';
import {waitAtMost, type Signal} from './waiting.ts';

export type ObserveOptions = {
	readonly observer: ContainerObserver;
	/** What is printed from now on, where no record is kept of it. */
	readonly present?: ContainerLive | undefined;
	readonly watch: ContainerWatch;
	readonly isRunning: () => boolean;
	readonly onConnection: (connection: Connection) => void;
	readonly waitsForRestart: boolean;
	readonly started: Signal;
	readonly execChanged: Signal;
	readonly signal: AbortSignal;
};

const lookEveryMs = 3000;

/** A training has just begun or ended: its files change within moments. */
const soonMs = 500;

/** Looks again and again, at once when the engine tells of a change, until the container ends or prints a training itself. */
export async function observeTrainings(options: ObserveOptions): Promise<'ended' | 'printing'> {
	const {observer, present, watch, isRunning, onConnection, waitsForRestart, started, execChanged, signal} = options;
	let waitMs = 0;
	for (;;) {
		await waitAtMost(waitMs, execChanged, signal);
		waitMs = execChanged.isRaised() ? soonMs : lookEveryMs;
		execChanged.clear();
		const isUp = isRunning();
		if (isUp) {
			present?.start();
		} else {
			present?.stop();
		}

		const found = await observeOnce(observer, isUp, signal);
		if (found === 'printing') {
			return 'printing';
		}

		if (isUp || isRunning()) {
			continue;
		}

		onConnection({kind: 'ended'});
		if (!waitsForRestart || watch.state().status === 'removed') {
			return 'ended';
		}

		started.clear();
		await waitAtMost(Infinity, started, signal);
		waitMs = 0;
		if (watch.state().status === 'removed') {
			return 'ended';
		}

		onConnection({kind: 'open'});
	}
}

async function observeOnce(observer: ContainerObserver, isUp: boolean, signal: AbortSignal): Promise<'observing' | 'printing'> {
	try {
		return await observer.look(isUp, signal);
	} catch {
		signal.throwIfAborted();
		// The engine is away: the connection of the events says so, and the next look may succeed.
		return 'observing';
	}
}
