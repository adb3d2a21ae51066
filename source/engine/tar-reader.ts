import {Buffer} from 'node:buffer';

export type TarEntry = {
	/** As the archive says; never to be used as a path before it was checked. */
	readonly path: string;
	readonly kind: 'file' | 'directory' | 'link' | 'other';
	/** Of the content that follows; 0 for links and directories. */
	readonly sizeBytes: number;
	/** Milliseconds since 1970. */
	readonly modifiedAt: number;
};

/** What comes by in a tar stream, in its order. */
export type TarEvent =
	| {readonly type: 'entry'; readonly entry: TarEntry}
	/** A piece of the content of the file before it. */
	| {readonly type: 'content'; readonly piece: Uint8Array}
	/** The archive's own mark of its end; without it the archive was cut off or is none. */
	| {readonly type: 'end'};

type Block = ReturnType<typeof Buffer.concat>;

const blockBytes = 512;

/** Paths and attributes of one entry; more is no archive of files. */
const maxAttributeBytes = 1024 * 1024;

/** Source: POSIX.1-1988 ustar. */
const kinds: Readonly<Record<string, TarEntry['kind']>> = {
	0: 'file', '\0': 'file', 7: 'file', 5: 'directory', 1: 'link', 2: 'link',
};

/** Entries that describe the next one: long names and extended attributes. Source: POSIX.1-2001 pax, GNU tar. */
const describing: ReadonlySet<string> = new Set(['x', 'g', 'L', 'K']);

function textAt(block: Block, start: number, end: number): string {
	const bytes = block.subarray(start, end);
	const zero = bytes.indexOf(0);
	return bytes.toString('utf8', 0, zero === -1 ? bytes.length : zero);
}

/** An octal number, or GNU's base 256 for large ones. */
function numberAt(block: Block, start: number, end: number): number {
	return block[start] === 0x80 ? Number(block.readBigUInt64BE(end - 8)) : Number.parseInt(`0${textAt(block, start, end).trim()}`, 8);
}

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Every header holds the sum of its bytes, with blanks in the place of the sum. */
function isHeader(block: Block): boolean {
	const sum = block.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0);
	return sum === numberAt(block, 148, 156);
}

/** The attributes of a pax entry: lines of `LENGTH NAME=VALUE`. */
function parsePaxAttributes(bytes: Block): Readonly<Record<string, string>> {
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

/** A ustar header with what described it. A size above 8 GiB is in the attributes alone. Undefined where a number is none. */
function readEntry(block: Block, attributes: Readonly<Record<string, string>>): TarEntry | undefined {
	const kind = kinds[String.fromCodePoint(block[156]!)] ?? 'other';
	const prefix = textAt(block, 257, 262) === 'ustar' ? textAt(block, 345, 500) : '';
	const name = textAt(block, 0, 100);
	const sizeBytes = attributes.size === undefined ? numberAt(block, 124, 136) : Number(attributes.size);
	const seconds = attributes.mtime === undefined ? numberAt(block, 136, 148) : Number(attributes.mtime);
	return isSize(sizeBytes)
		? {
			path: attributes.path ?? (prefix === '' ? name : `${prefix}/${name}`), kind, sizeBytes: kind === 'link' || kind === 'directory' ? 0 : sizeBytes, modifiedAt: seconds * 1000,
		}
		: undefined;
}

/** What is known of the next entry with a whole description of it. */
function withDescription(attributes: Readonly<Record<string, string>>, kind: string, bytes: Block): Readonly<Record<string, string>> {
	if (kind === 'x') {
		return {...attributes, ...parsePaxAttributes(bytes)};
	}

	return kind === 'L' ? {path: textAt(bytes, 0, bytes.length), ...attributes} : attributes;
}

/** Takes an archive apart that comes in chunks of any size. */
function createTarParser() {
	let pending: Block = Buffer.alloc(0);
	/** Bytes of the current content that are still to come, and the padding behind it. */
	let left = 0;
	let padding = 0;
	/** Whose content is coming: a file's, a description's by its letter, or that of something that is passed over. */
	let content = '';
	let attributes: Readonly<Record<string, string>> = {};
	let parts: Uint8Array[] = [];
	let attributeBytes = 0;
	let state: 'open' | 'ended' | 'broken' = 'open';

	function takeContent(): TarEvent[] {
		const piece = pending.subarray(0, left);
		left -= piece.length;
		pending = pending.subarray(piece.length);
		if (content === 'file') {
			return [{type: 'content', piece}];
		}

		if (content !== '') {
			parts.push(piece);
		}

		return [];
	}

	function takeHeader(): TarEvent[] {
		if (describing.has(content)) {
			attributes = withDescription(attributes, content, Buffer.concat(parts));
			parts = [];
			content = '';
		}

		const block = pending.subarray(padding, padding + blockBytes);
		pending = pending.subarray(padding + blockBytes);
		padding = 0;
		// The end is two blocks of zeros; what follows is filling, which is read so that the connection can be used again.
		if (state === 'ended' || block.every(byte => byte === 0)) {
			const isFirst = state === 'open';
			state = 'ended';
			return isFirst ? [{type: 'end'}] : [];
		}

		const letter = String.fromCodePoint(block[156]!);
		const isDescription = describing.has(letter);
		const entry = isDescription || !isHeader(block) ? undefined : readEntry(block, attributes);
		if (entry !== undefined) {
			left = entry.sizeBytes;
			content = entry.kind === 'file' ? 'file' : '';
			attributes = {};
			attributeBytes = 0;
		} else if (isDescription && isHeader(block)) {
			left = numberAt(block, 124, 136);
			content = letter;
			attributeBytes += left;
		}

		const isSound = entry !== undefined || (content === letter && isSize(left) && attributeBytes <= maxAttributeBytes);
		state = isSound ? 'open' : 'broken';
		padding = (blockBytes - (left % blockBytes)) % blockBytes;
		return entry === undefined ? [] : [{type: 'entry', entry}];
	}

	return {
		isBroken: () => state === 'broken',
		push(chunk: Uint8Array): TarEvent[] {
			// Only what is left of a header is copied: files are large.
			pending = pending.length === 0 ? Buffer.from(chunk.buffer as ArrayBuffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([pending, chunk]);
			const events: TarEvent[] = [];
			while (state !== 'broken' && (left > 0 ? pending.length > 0 : pending.length >= padding + blockBytes)) {
				events.push(...(left > 0 ? takeContent() : takeHeader()));
			}

			return events;
		},
	};
}

/**
Reads a tar stream, holding no more than a chunk and the attributes of one entry. The stream is destroyed when the reader has enough. Never
throws for what is in it: it ends without `end` where that is no archive.

@yields the entries and the content of files as they come by.
*/
export async function * readTar(stream: AsyncIterable<Uint8Array>): AsyncGenerator<TarEvent, void> {
	const parser = createTarParser();
	for await (const chunk of stream) {
		yield * parser.push(chunk);
		if (parser.isBroken()) {
			return;
		}
	}
}
