import {Buffer} from 'node:buffer';

const blockBytes = 512;

/** Kinds of entries that describe the next one: long names and extended attributes. Source: POSIX.1-2001 pax, GNU tar. */
const describing = new Set(['L', 'K', 'x', 'g']);

type Entry = {readonly kind: string; readonly sizeBytes: number};

/** Source: POSIX.1-1988 ustar; GNU writes large sizes in base 256 with a first byte of 0x80. */
function readHeader(block: ReturnType<typeof Buffer.concat>): Entry | undefined {
	const sizeBytes = block[124] === 0x80
		? Number(block.readBigUInt64BE(128))
		: Number.parseInt(block.toString('latin1', 124, 136).replaceAll(/[\s\0]/g, ''), 8);
	return Number.isSafeInteger(sizeBytes) && sizeBytes >= 0 ? {kind: String.fromCodePoint(block[156]!), sizeBytes} : undefined;
}

/** Takes the first regular file out of an archive that comes in chunks of any size. */
function createFileCutter() {
	let pending: ReturnType<typeof Buffer.concat> = Buffer.alloc(0);
	/** Bytes of the present entry's content that are still to come, and the padding behind them. */
	let left = 0;
	let padding = 0;
	let isFile = false;
	let isDone = false;

	function takeContent(): Uint8Array[] {
		const piece = pending.subarray(0, left);
		left -= piece.length;
		pending = pending.subarray(piece.length);
		isDone = isFile && left === 0;
		return isFile && piece.length > 0 ? [piece] : [];
	}

	function takeHeader(): void {
		const header = readHeader(pending.subarray(padding, padding + blockBytes));
		pending = pending.subarray(padding + blockBytes);
		isFile = header !== undefined && ['0', '\0', '7'].includes(header.kind);
		isDone = header === undefined || (!isFile && !describing.has(header.kind)) || (isFile && header.sizeBytes === 0);
		left = header?.sizeBytes ?? 0;
		padding = (blockBytes - (left % blockBytes)) % blockBytes;
	}

	return {
		isDone: () => isDone,
		push(chunk: Uint8Array): Uint8Array[] {
			pending = Buffer.concat([pending, chunk]);
			const pieces: Uint8Array[] = [];
			while (!isDone && (left > 0 ? pending.length > 0 : pending.length >= padding + blockBytes)) {
				if (left > 0) {
					pieces.push(...takeContent());
				} else {
					takeHeader();
				}
			}

			return pieces;
		},
	};
}

/**
The content of the first regular file of a tar stream as it comes by; no path of the archive is used and nothing is kept.
The stream is destroyed when the reader has enough.

@yields pieces of the file; none for an archive without a regular file.
*/
export async function * readTarFileStream(archive: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
	const cutter = createFileCutter();
	for await (const chunk of archive) {
		yield * cutter.push(chunk);
		if (cutter.isDone()) {
			return;
		}
	}
}
