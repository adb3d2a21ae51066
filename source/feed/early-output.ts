import type {Readable} from 'node:stream';
import {createDemultiplexer} from '../stream/demultiplex.ts';
import type {Channel} from '../domain/line.ts';

export type OutputPiece = {readonly channel: Channel; readonly bytes: Uint8Array; /** Milliseconds since 1970. */ readonly at: number};

/** What a container printed from its first byte on, as far as it was kept. */
export type EarlyOutput = {
	/** In order; the first 4 MiB. */
	pieces(): readonly OutputPiece[];
	/** Resolves when no more will come. */
	readonly ended: Promise<void>;
	/** Lets go of the stream and forgets what was kept. */
	stop(): void;
};

/** A program that ends before the record is opened prints a traceback, no training. */
const capacityBytes = 4 * (2 ** 20);

/**
Takes in the stream of an attach that was made before the start, always and without pause: for a container whose record may
vanish with it (--rm) or that has none. Later output is read, but not kept.
*/
export function collectEarlyOutput(stream: Readable, hasTerminal: boolean): EarlyOutput {
	const demultiplexer = hasTerminal ? undefined : createDemultiplexer();
	let kept: OutputPiece[] = [];
	let keptBytes = 0;
	stream.on('data', (chunk: Uint8Array) => {
		if (keptBytes >= capacityBytes) {
			return;
		}

		const at = Date.now();
		keptBytes += chunk.byteLength;
		if (demultiplexer === undefined) {
			kept.push({channel: 'tty', bytes: chunk, at});
		} else {
			kept.push(...demultiplexer.push(chunk).map(({channel, bytes}) => ({channel, bytes, at})));
		}
	});
	const ended = new Promise<void>(resolve => {
		stream.once('end', resolve);
		stream.once('close', resolve);
	});
	return {
		pieces: () => kept,
		ended,
		stop() {
			stream.destroy();
			kept = [];
		},
	};
}
