import {Buffer} from 'node:buffer';
import {readTar} from './tar-reader.ts';

/**
The content of the first regular file of a tar stream, in memory; no path of the archive is used. Undefined when the archive does not
begin with one, is cut off, or the file is larger than `maxBytes`; no more than that is read.
*/
export async function readTarFile(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | undefined> {
	const pieces: Uint8Array[] = [];
	let left: number | undefined;
	for await (const event of readTar(stream)) {
		if (event.type === 'content') {
			pieces.push(event.piece);
			left! -= event.piece.length;
		} else if (event.type === 'entry') {
			if (left !== undefined || event.entry.kind !== 'file' || event.entry.sizeBytes > maxBytes) {
				break;
			}

			left = event.entry.sizeBytes;
		}
	}

	return left === 0 ? Buffer.concat(pieces) : undefined;
}

/**
The same as it comes by, of any size; nothing is kept. The stream is destroyed when the reader has enough.

@yields pieces of the file; none for an archive that does not begin with a regular file.
*/
export async function * readTarFileStream(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
	let left: number | undefined;
	for await (const event of readTar(stream)) {
		if (event.type === 'content') {
			yield event.piece;
			left! -= event.piece.length;
		} else if (event.type === 'entry' && event.entry.kind === 'file') {
			left = event.entry.sizeBytes;
		} else {
			return;
		}

		if (left === 0) {
			return;
		}
	}
}
