import type {RunEvent} from '../domain/event.ts';
import type {FeedBatch} from '../domain/feed.ts';
import type {Target} from '../domain/target.ts';
import {UserError} from '../domain/user-error.ts';
import type {FilePiece} from './follow-file.ts';
import {gunzipWhereNeeded} from './gunzip.ts';
import {createLogDecoder} from './log-decoder.ts';
import {createPipeline} from './pipeline.ts';

/**
A training prints at least every few seconds, except while it scans, validates or waits for a slow disk. A log that did
not grow for this long belongs to a training that is over or stands still.
*/
const quietMs = 120_000;

/** The pieces of something that can only be read once, from its beginning: a pipe, a compressed file. */
export async function * streamPieces(stream: AsyncIterable<Uint8Array>): AsyncGenerator<FilePiece> {
	for await (const bytes of gunzipWhereNeeded(stream)) {
		yield {kind: 'bytes', bytes};
	}
}

type Source = {
	readonly target: Target;
	/** For messages. */
	readonly name: string;
	readonly signal: AbortSignal;
	readonly mayBeEmpty?: boolean;
	/** What is known when all was read. */
	closingEvents?(): readonly RunEvent[];
};

/**
Sends the pieces of a log through decoder and pipeline. Says `connection-changed` ended when no more will come or the
file stands still, and open when it grows again.

@throws UserError `file-empty` when it ends without a byte, `file-binary` when it is no text.
*/
export async function deliverPieces(pieces: AsyncIterable<FilePiece>, listener: (batch: FeedBatch) => void, {target, name, signal, mayBeEmpty = false, closingEvents}: Source): Promise<void> {
	const pipeline = createPipeline(listener);
	const createDecoder = () => createLogDecoder((channel, bytes, at) => {
		pipeline.output(channel, bytes, at);
	});
	let decoder = createDecoder();
	let hasBytes = false;
	let isQuiet = false;
	let canGrow = false;
	pipeline.event({type: 'target-described', target});
	pipeline.flush();

	const setQuiet = (value: boolean) => {
		if (value === isQuiet) {
			return;
		}

		isQuiet = value;
		pipeline.event({type: 'connection-changed', connection: {kind: value ? 'ended' : 'open'}});
	};

	const refuseBinary = () => {
		if (decoder.format() === 'binary') {
			throw new UserError('file-binary', {path: name});
		}
	};

	try {
		for await (const piece of pieces) {
			switch (piece.kind) {
				case 'bytes': {
					hasBytes = true;
					setQuiet(false);
					decoder.push(piece.bytes);
					refuseBinary();
					break;
				}

				case 'restarted': {
					decoder.end();
					// What was left open in the old file is not continued by the new one.
					pipeline.output('tty', new Uint8Array([0x0A]));
					decoder = createDecoder();
					break;
				}

				case 'caught-up': {
					canGrow = true;
					setQuiet(Date.now() - piece.modifiedAt > quietMs);
					break;
				}
			}

			pipeline.flush();
		}
	} catch (error) {
		if (!signal.aborted) {
			throw error;
		}
	}

	decoder.end();
	refuseBinary();
	if (!hasBytes && !mayBeEmpty && !signal.aborted) {
		throw new UserError('file-empty', {path: name});
	}

	if (!signal.aborted && !canGrow) {
		setQuiet(true);
	}

	pipeline.end();
	const events = closingEvents?.() ?? [];
	if (events.length > 0) {
		listener({events, lines: []});
	}
}
