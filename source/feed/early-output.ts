import type {Readable} from 'node:stream';
import {takeOutput, type OutputPiece} from './output-pieces.ts';

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
	let kept: OutputPiece[] = [];
	let keptBytes = 0;
	const ended = takeOutput(stream, hasTerminal, piece => {
		if (keptBytes >= capacityBytes) {
			return;
		}

		keptBytes += piece.bytes.byteLength;
		kept.push(piece);
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
