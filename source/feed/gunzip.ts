import {Readable} from 'node:stream';
import {createGunzip} from 'node:zlib';
import {isGzip} from './log-format.ts';

const pieceBytes = 262_144;

async function * prepend(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
	yield first;
	for (let next = await rest.next(); !next.done; next = await rest.next()) {
		yield next.value;
	}
}

/**
The same bytes, unpacked where they are gzip. A compressed stream that was cut ends where it was cut.

@yields chunks.
@throws the error of the input, or of zlib where the compressed bytes are damaged.
*/
export async function * gunzipWhereNeeded(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const chunks = input[Symbol.asyncIterator]();
	const first = await chunks.next();
	if (first.done) {
		return;
	}

	const all = prepend(first.value, chunks);
	if (!isGzip(first.value)) {
		yield * all;
		return;
	}

	const source = Readable.from(all, {objectMode: false});
	// A bomb of a megabyte is a gigabyte in the pieces that Node makes by default, each with a turn of its own.
	const gunzip = createGunzip({chunkSize: pieceBytes});
	source.on('error', error => {
		gunzip.destroy(error);
	});
	try {
		yield * source.pipe(gunzip);
	} catch (error) {
		// Without its trailer: it is still being written, or was cut. What came so far is good.
		if ((error as NodeJS.ErrnoException).code !== 'Z_BUF_ERROR') {
			throw error;
		}
	} finally {
		source.destroy();
	}
}
