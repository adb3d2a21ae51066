import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import type {FeedOutput} from './feed-output.ts';
import {takeOutput} from './output-pieces.ts';
import type {Pipeline} from './pipeline.ts';
import {createSignal, type Signal} from './waiting.ts';

export type ContainerLive = {
	/** Raised when the current line may have changed. */
	readonly changed: Signal;
	/**
	Attaches while the container runs, again when the connection is lost: for the line that has not ended, or as the record itself, where no
	other is kept. Call `stop` before another purpose.
	*/
	start(purpose: 'line' | 'record'): void;
	/** Lets go: the container has stopped, or the feed ends. */
	stop(): void;
	/** Lets go at once, also of a connection that is being made, until `resume`. */
	suspend(): void;
	resume(): void;
};

/** How often the event loop is checked. */
const watchMs = 500;

/** A stall of our own that is longer may have filled the engine's buffer of 1 MB and stopped the training. */
const maxStallMs = 2000;

/** The line of a connection that is gone is still newer than the record, but not for long. */
const staleMs = 1000;

const firstRetryMs = 200;
const maxRetryMs = 5000;

/** At most one connection, made again when it is lost, until `letGo`; `onGone` is called each time a connection is gone. */
function createConnection(attempt: (signal: AbortSignal, onUse: () => void) => Promise<void>, onGone: () => void) {
	let retryMs = firstRetryMs;
	let retry: NodeJS.Timeout | undefined;
	/** Of the connection that is open or being made; aborted to let go of it. */
	let current: AbortController | undefined;

	function letGo(nextRetryMs = firstRetryMs): void {
		clearTimeout(retry);
		const controller = current;
		current = undefined;
		controller?.abort();
		retryMs = nextRetryMs;
		onGone();
	}

	async function connect(): Promise<void> {
		clearTimeout(retry);
		if (current !== undefined) {
			return;
		}

		const controller = new AbortController();
		current = controller;
		// The container may have stopped, the engine may be away: the log follower reports it.
		await attempt(controller.signal, () => {
			retryMs = firstRetryMs;
		}).catch(() => undefined);
		if (current !== controller) {
			return;
		}

		const waitMs = retryMs;
		letGo(Math.min(maxRetryMs, waitMs * 2));
		retry = setTimeout(() => {
			void connect();
		}, waitMs);
	}

	return {connect, letGo};
}

function watchStalls(onStall: () => void): NodeJS.Timeout {
	let lastAt = performance.now();
	return setInterval(() => {
		const now = performance.now();
		if (now - lastAt > watchMs + maxStallMs) {
			onStall();
		}

		lastAt = now;
	}, watchMs);
}

/**
The current line of a container's output, from an attach stream. An attach stream that is not read stops the training, so every
chunk is taken by a listener at once and nothing but the current line is kept; while yolotop is suspended, and after it has stood
still itself, there is no attach stream at all.
*/
export function createContainerLive(engine: Engine, {id, hasTerminal}: Pick<ContainerDetails, 'id' | 'hasTerminal'>, {pipeline, soon}: Pick<FeedOutput, 'pipeline' | 'soon'>): ContainerLive {
	const changed = createSignal();
	/** What takes the bytes; undefined while none are wanted. */
	let sink: Pick<Pipeline, 'live' | 'liveLost'> | undefined;
	let isSuspended = false;
	let watch: NodeJS.Timeout | undefined;
	let stale: NodeJS.Timeout | undefined;

	const forget = () => {
		clearTimeout(stale);
		sink?.liveLost();
	};

	const note = () => {
		soon();
		changed.raise();
	};

	const {connect, letGo} = createConnection(async (signal, onUse) => {
		const own = sink!;
		let isNew = true;
		const stream = await engine.openAttach(id, {signal});
		await takeOutput(stream, hasTerminal, ({channel, bytes, at}) => {
			if (isNew) {
				// What the connections before have shown no longer counts.
				isNew = false;
				onUse();
				forget();
			}

			own.live(channel, bytes, at);
			note();
		});
		stream.destroy();
	}, () => {
		clearTimeout(stale);
		stale = setTimeout(() => {
			forget();
			note();
		}, staleMs);
	});

	const attach = () => {
		if (sink !== undefined && !isSuspended) {
			void connect();
		}
	};

	return {
		changed,
		start(purpose) {
			if (sink !== undefined) {
				return;
			}

			sink = purpose === 'record' ? {live: pipeline.output, liveLost: pipeline.flush} : pipeline;
			watch = watchStalls(() => {
				letGo();
				attach();
			});
			attach();
		},
		stop() {
			clearInterval(watch);
			letGo();
			forget();
			sink = undefined;
		},
		suspend() {
			isSuspended = true;
			letGo();
		},
		resume() {
			isSuspended = false;
			attach();
		},
	};
}
