import type {Readable} from 'node:stream';
import {finished} from 'node:stream/promises';
import type {Channel} from '../domain/line.ts';
import {createDemultiplexer} from '../stream/demultiplex.ts';

export type OutputPiece = {readonly channel: Channel; readonly bytes: Uint8Array; /** Milliseconds since 1970. */ readonly at: number};

/** Takes each chunk that a program in a container prints to a stream of attach or exec at once. Resolves when the stream has ended or broken. */
export async function takeOutput(stream: Readable, hasTerminal: boolean, take: (piece: OutputPiece) => void): Promise<void> {
	const demultiplexer = hasTerminal ? undefined : createDemultiplexer();
	stream.on('data', (chunk: Uint8Array) => {
		const at = Date.now();
		for (const {channel, bytes} of demultiplexer?.push(chunk) ?? [{channel: 'tty', bytes: chunk} as const]) {
			take({channel, bytes, at});
		}
	});
	await finished(stream, {writable: false}).catch(() => undefined);
}
