import {Buffer} from 'node:buffer';

const blockBytes = 512;

/** Room for the header of the file and for those before it: long names, extended attributes. */
const overheadBytes = 64 * 1024;

/** Where the content of an entry begins, how long it is and what it is; undefined when there is no whole header. */
function readHeader(archive: ReturnType<typeof Buffer.concat>, start: number): {readonly kind: string; readonly sizeBytes: number} | undefined {
	if (archive.length < start + blockBytes) {
		return undefined;
	}

	// Source: POSIX.1-1988 ustar; GNU writes large sizes in base 256 with a first byte of 0x80.
	const sizeBytes = archive[start + 124] === 0x80
		? Number(archive.readBigUInt64BE(start + 128))
		: Number.parseInt(archive.toString('latin1', start + 124, start + 136).replaceAll(/[\s\0]/g, ''), 8);
	return Number.isSafeInteger(sizeBytes) && sizeBytes >= 0
		? {kind: String.fromCodePoint(archive[start + 156]!), sizeBytes}
		: undefined;
}

/**
The content of the first regular file of a tar stream, in memory; no path of the archive is used. Undefined when the archive
holds none, is cut off, or the file is larger than `maxBytes`; no more than that is read.
*/
export async function readTarFile(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | undefined> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of stream) {
		chunks.push(chunk);
		length += chunk.length;
		if (length > maxBytes + overheadBytes) {
			return undefined;
		}
	}

	const archive = Buffer.concat(chunks);
	let start = 0;
	for (;;) {
		const header = readHeader(archive, start);
		if (!header) {
			return undefined;
		}

		const content = start + blockBytes;
		if (['0', '\0', '7'].includes(header.kind)) {
			const end = content + header.sizeBytes;
			return end > archive.length || header.sizeBytes > maxBytes ? undefined : archive.subarray(content, end);
		}

		// Long names and extended attributes come as entries of their own; a link or a directory is not what was asked for.
		if (!['L', 'K', 'x', 'g'].includes(header.kind)) {
			return undefined;
		}

		start = content + (Math.ceil(header.sizeBytes / blockBytes) * blockBytes);
	}
}
