import type {Readable} from 'node:stream';
import type {Engine} from '../engine/engine.ts';
import {createDemultiplexer} from '../stream/demultiplex.ts';
import type {Pipeline} from './pipeline.ts';

export type ContainerLive = {
	/** Attaches while the container runs; again when the connection is lost. */
	start(): void;
	/** Lets go: the container has stopped, or the feed ends. */
	stop(): void;
	/** Lets go at once, also of a connection that is being made, until `resume`. */
	suspend(): void;
	resume(): void;
};

export type ContainerLiveOptions = {
	readonly engine: Engine;
	readonly container: string;
	readonly hasTerminal: boolean;
	readonly pipeline: Pick<Pipeline, 'live' | 'liveLost'>;
	/** Called when the present line may have changed. */
	readonly onChange: () => void;
};

/** How often the event loop is looked after. */
const watchMs = 500;

/** So long a stall of our own may have filled the engine's buffer of 1 MB and stopped the training. */
const longestStallMs = 2000;

/** The line of a connection that is gone is still newer than the record, but not for long. */
const staleMs = 1000;

const firstRetryMs = 200;
const longestRetryMs = 5000;

/**
The present line of a container's output, from an attach stream. An attach stream that is not read stops the training, so every
chunk is taken by a listener at once and nothing but the present line is kept; while yolotop is suspended, and after it has stood
still itself, there is no attach stream at all.
*/
export function createContainerLive({engine, container, hasTerminal, pipeline, onChange}: ContainerLiveOptions): ContainerLive {
	let isWanted = false;
	let isSuspended = false;
	let retryMs = firstRetryMs;
	let retry: NodeJS.Timeout | undefined;
	let watch: NodeJS.Timeout | undefined;
	let stale: NodeJS.Timeout | undefined;
	/** Of the connection that is open or being made; aborted to let go of it. */
	let connection: AbortController | undefined;

	function connect(): void {
		clearTimeout(retry);
		if (!isWanted || isSuspended || connection) {
			return;
		}

		const controller = new AbortController();
		connection = controller;
		void (async () => {
			try {
				const stream = await engine.openAttach(container, {signal: controller.signal});
				await drain(stream);
			} catch {
				// The container may have stopped, the engine may be away: the log follower reports it.
			} finally {
				if (connection === controller) {
					letGo();
					retry = setTimeout(connect, retryMs);
					retryMs = Math.min(longestRetryMs, retryMs * 2);
				}
			}
		})();
	}

	async function drain(stream: Readable): Promise<void> {
		const demultiplexer = hasTerminal ? undefined : createDemultiplexer();
		let isNew = true;
		await new Promise<void>(resolve => {
			stream.on('data', (chunk: Uint8Array) => {
				if (isNew) {
					isNew = false;
					retryMs = firstRetryMs;
					forget();
				}

				const at = Date.now();
				if (demultiplexer) {
					for (const {channel, bytes} of demultiplexer.push(chunk)) {
						pipeline.live(channel, bytes, at);
					}
				} else {
					pipeline.live('tty', chunk, at);
				}

				onChange();
			});
			stream.once('close', resolve);
			stream.once('end', resolve);
			if (stream.destroyed) {
				resolve();
			}
		});
		stream.destroy();
	}

	/** What the connections before have shown no longer counts. */
	function forget(): void {
		clearTimeout(stale);
		pipeline.liveLost();
	}

	function letGo(): void {
		clearTimeout(retry);
		const controller = connection;
		connection = undefined;
		controller?.abort();
		clearTimeout(stale);
		stale = setTimeout(() => {
			forget();
			onChange();
		}, staleMs);
	}

	function watchStalls(): void {
		let lastAt = performance.now();
		watch = setInterval(() => {
			const now = performance.now();
			if (now - lastAt > watchMs + longestStallMs) {
				letGo();
				connect();
			}

			lastAt = now;
		}, watchMs);
	}

	return {
		start() {
			if (isWanted) {
				return;
			}

			isWanted = true;
			retryMs = firstRetryMs;
			watchStalls();
			connect();
		},
		stop() {
			isWanted = false;
			clearInterval(watch);
			letGo();
			forget();
		},
		suspend() {
			isSuspended = true;
			letGo();
		},
		resume() {
			isSuspended = false;
			connect();
		},
	};
}
