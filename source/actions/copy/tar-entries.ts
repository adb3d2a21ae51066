import {Buffer} from 'node:buffer';

export type TarEntry = {
	/** As the archive says; never to be used as a path before it was checked. */
	readonly path: string;
	readonly kind: 'file' | 'directory' | 'link' | 'other';
	readonly sizeBytes: number;
	/** Milliseconds since 1970. */
	readonly modifiedAt: number;
};

export type TarReader = {
	/** A new entry; its content follows in pieces. */
	onEntry(entry: TarEntry): Promise<void> | void;
	/** A piece of the present entry's content; only for files. */
	onContent(piece: Uint8Array): Promise<void> | void;
};

const blockBytes = 512;

/** A path and some attributes; more is no archive of files. */
const longestAttributeBytes = 1024 * 1024;

/** Source: POSIX.1-2001 pax and ustar; GNU tar for L and K. */
const kinds: Readonly<Record<string, TarEntry['kind']>> = {
	0: 'file', '\0': 'file', 7: 'file', 5: 'directory', 1: 'link', 2: 'link',
};

type Block = ReturnType<typeof Buffer.concat>;

function text(block: Block, start: number, end: number): string {
	const bytes = block.subarray(start, end);
	const zero = bytes.indexOf(0);
	return bytes.toString('utf8', 0, zero === -1 ? bytes.length : zero);
}

/** An octal number, or GNU's base 256 for large ones. */
function numberOf(block: Block, start: number, end: number): number {
	return block[start] === 0x80 ? Number(block.readBigUInt64BE(end - 8)) : Number.parseInt(`0${text(block, start, end).trim()}`, 8);
}

/** The attributes of a pax entry: lines of `LENGTH NAME=VALUE`. */
export function parsePaxAttributes(content: Uint8Array): Readonly<Record<string, string>> {
	const bytes = Buffer.from(content);
	const attributes: Record<string, string> = {};
	for (let at = 0; at < bytes.length;) {
		const blank = bytes.indexOf(' ', at);
		const length = Number(bytes.toString('latin1', at, blank));
		if (blank === -1 || !(length > 0)) {
			break;
		}

		const line = bytes.toString('utf8', blank + 1, at + length - 1);
		const sign = line.indexOf('=');
		attributes[line.slice(0, sign)] = line.slice(sign + 1);
		at += length;
	}

	return attributes;
}

/**
Reads a tar stream in order, holding no more than a block and the names of one entry.

@returns whether the archive came to its end or was cut off.
*/
export async function readTarEntries(stream: AsyncIterable<Uint8Array>, reader: TarReader): Promise<{readonly isWhole: boolean}> {
	let pending: Block = Buffer.alloc(0);
	/** Content of the present entry still to come, and the padding behind it. */
	let left = 0;
	let padding = 0;
	let take: ((piece: Uint8Array) => Promise<void> | void) | undefined;
	let attributes: Readonly<Record<string, string>> = {};
	let longPath: string | undefined;
	let whenComplete: (() => void) | undefined;
	let hasEnded = false;

	const begin = async (block: Block): Promise<void> => {
		const letter = String.fromCodePoint(block[156]!);
		const ownBytes = numberOf(block, 124, 136);
		if (['x', 'g', 'L', 'K'].includes(letter)) {
			if (ownBytes > longestAttributeBytes) {
				throw new RangeError('tar: attributes are too long');
			}

			const parts: Uint8Array[] = [];
			left = ownBytes;
			take = piece => {
				parts.push(Uint8Array.from(piece));
			};

			whenComplete = () => {
				const content = Buffer.concat(parts);
				if (letter === 'x') {
					attributes = parsePaxAttributes(content);
				} else if (letter === 'L') {
					longPath = text(content, 0, content.length);
				}
			};
		} else {
			const kind = kinds[letter] ?? 'other';
			const prefix = text(block, 257, 262) === 'ustar' ? text(block, 345, 500) : '';
			const name = text(block, 0, 100);
			const sizeBytes = attributes.size === undefined ? ownBytes : Number(attributes.size);
			const seconds = attributes.mtime === undefined ? numberOf(block, 136, 148) : Number(attributes.mtime);
			if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) {
				throw new RangeError('tar: a size is no number');
			}

			left = kind === 'link' || kind === 'directory' ? 0 : sizeBytes;
			take = kind === 'file' ? async piece => reader.onContent(piece) : undefined;
			whenComplete = undefined;
			await reader.onEntry({
				path: attributes.path ?? longPath ?? (prefix === '' ? name : `${prefix}/${name}`), kind, sizeBytes: left, modifiedAt: seconds * 1000,
			});
			attributes = {};
			longPath = undefined;
		}

		padding = (blockBytes - (left % blockBytes)) % blockBytes;
	};

	/** Takes from what is pending until more is needed. */
	const drain = async (): Promise<void> => {
		for (;;) {
			if (left > 0) {
				const piece = pending.subarray(0, left);
				if (piece.length > 0) {
					await take?.(piece);
				}

				left -= piece.length;
				pending = pending.subarray(piece.length);
				if (left > 0) {
					return;
				}
			}

			whenComplete?.();
			whenComplete = undefined;
			if (pending.length < padding + blockBytes) {
				return;
			}

			const block = pending.subarray(padding, padding + blockBytes);
			pending = pending.subarray(padding + blockBytes);
			padding = 0;
			// The end is two blocks of zeros; what follows is filling.
			if (block.every(byte => byte === 0)) {
				hasEnded = true;
			}

			if (!hasEnded) {
				await begin(block);
			}
		}
	};

	for await (const chunk of stream) {
		pending = Buffer.concat([pending, chunk]);
		await drain();
	}

	return {isWhole: hasEnded};
}
