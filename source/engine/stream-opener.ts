import type {Readable} from 'node:stream';
import type {DirectEndpoint} from './endpoint.ts';
import type {EngineCall, Operation} from './engine-call.ts';
import {openStream, type StreamRequest} from './open-stream.ts';

export type StreamOpener = {
	/** The stream is destroyed by the caller's signal for as long as it lives, and by `close`. */
	open(operation: Operation, request: Omit<StreamRequest, 'signal'>): Promise<Readable>;
	/** Ends all streams. */
	close(): void;
};

/** Opens the long streams of one engine and ends them together. */
export function createStreamOpener(endpoint: DirectEndpoint, call: EngineCall): StreamOpener {
	const streams = new Set<Readable>();
	return {
		async open(operation, request) {
			const {signal} = operation;
			const stream = await call(operation, async beginning => openStream(endpoint, {...request, signal: beginning}));
			const destroy = () => {
				stream.destroy();
			};

			streams.add(stream);
			signal?.addEventListener('abort', destroy, {once: true});
			stream.once('close', () => {
				streams.delete(stream);
				signal?.removeEventListener('abort', destroy);
			});
			// A stream that fails while nobody reads it must not end the process; a reader adds its own listener.
			stream.on('error', () => undefined);
			if (signal?.aborted) {
				stream.destroy();
			}

			return stream;
		},
		close() {
			for (const stream of streams) {
				stream.destroy();
			}
		},
	};
}
