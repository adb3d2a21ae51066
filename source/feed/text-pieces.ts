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

const lineFeed = new Uint8Array([0x0A]);

/**
The pieces of something that can only be read once, from its beginning: a pipe, a compressed file.

@yields the bytes, unpacked where they are compressed.
*/
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
	readonly canBeEmpty?: boolean;
	/** Whether it is followed after what is there already: that tells of the past until it was read. */
	readonly hasPast?: boolean;
	/** What is known before anything was read. */
	readonly openingEvents?: readonly RunEvent[];
	/** What is known when all was read. */
	closingEvents?(): readonly RunEvent[];
};

/** Decoder and pipeline of one log, and what was said of its connection. */
function createDelivery(listener: (batch: FeedBatch) => void, name: string) {
	const pipeline = createPipeline(listener);
	const createDecoder = () => createLogDecoder((channel, bytes, at) => {
		pipeline.output(channel, bytes, at);
	});
	let decoder = createDecoder();
	let isQuiet = false;

	const setQuiet = (isNowQuiet: boolean, at?: number) => {
		if (isNowQuiet === isQuiet) {
			return;
		}

		isQuiet = isNowQuiet;
		if (isQuiet) {
			// Programs that save an output, such as a notebook's, leave out its last line feed; the reason of an end is in that line.
			pipeline.settle();
		}

		pipeline.event({type: 'connection-changed', connection: {kind: isQuiet ? 'ended' : 'open'}, ...(at !== undefined && {at})});
	};

	const refuseBinary = () => {
		if (decoder.format() === 'binary') {
			throw new UserError('file-binary', {path: name});
		}
	};

	return {
		pipeline,
		setQuiet,
		bytes(bytes: Uint8Array) {
			setQuiet(false);
			decoder.push(bytes);
			refuseBinary();
		},
		restart() {
			decoder.end();
			// What was left open in the old file is not continued by the new one.
			pipeline.output('tty', lineFeed);
			decoder = createDecoder();
		},
		end() {
			decoder.end();
			refuseBinary();
		},
	};
}

/**
Sends the pieces of a log through decoder and pipeline. Says `connection-changed` ended when no more will come or the
file stands still, and open when it grows again.

@throws UserError `file-empty` when it ends without a byte, `file-binary` when it is no text.
*/
export async function deliverPieces(pieces: AsyncIterable<FilePiece>, listener: (batch: FeedBatch) => void, {target, name, signal, canBeEmpty = false, hasPast = false, openingEvents = [], closingEvents}: Source): Promise<void> {
	const delivery = createDelivery(listener, name);
	let hasBytes = canBeEmpty;
	let isFile = false;
	delivery.pipeline.event({type: 'target-described', target});
	for (const event of openingEvents) {
		delivery.pipeline.event(event);
	}

	let isReading = hasPast;
	if (isReading) {
		delivery.pipeline.event({type: 'connection-changed', connection: {kind: 'reading'}});
	}

	if (target.kind !== 'file') {
		// A file is read at once, and refused before anything is said of it; the others may keep silent for long.
		delivery.pipeline.flush();
	}

	try {
		for await (const piece of pieces) {
			if (piece.kind === 'bytes') {
				hasBytes = true;
				delivery.bytes(piece.bytes);
			} else if (piece.kind === 'restarted') {
				delivery.restart();
			} else {
				isFile = true;
				// The time tells how long it has been standing still.
				const isQuiet = Date.now() - piece.modifiedAt > quietMs;
				if (isReading && !isQuiet) {
					delivery.pipeline.event({type: 'connection-changed', connection: {kind: 'open'}});
				}

				isReading = false;
				delivery.setQuiet(isQuiet, piece.modifiedAt);
			}

			delivery.pipeline.flush();
		}
	} catch (error) {
		if (!signal.aborted) {
			throw error;
		}
	}

	delivery.end();
	if (!signal.aborted) {
		if (!hasBytes) {
			throw new UserError('file-empty', {path: name});
		}

		if (!isFile) {
			delivery.setQuiet(true);
		}
	}

	delivery.pipeline.end();
	const events = closingEvents?.() ?? [];
	if (events.length > 0) {
		listener({events, lines: []});
	}
}
