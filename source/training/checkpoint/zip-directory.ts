export type ZipEntry = {
	readonly name: string;
	/** Whether the bytes are in the file as they are. */
	readonly isStored: boolean;
	/** In the file, in bytes. */
	readonly size: number;
	/** Of the entry's local header, from the start of the file. */
	readonly offset: number;
};

const endSignature = 0x06_05_4B_50;
const end64Signature = 0x06_06_4B_50;
const locatorSignature = 0x07_06_4B_50;
const entrySignature = 0x02_01_4B_50;
const saturated = 0xFF_FF_FF_FF;

function safeNumber(value: bigint): number | undefined {
	return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
}

/**
Reads the directory at the end of a zip file, which is written last: a file that has it, with sizes that fit, is whole.

@param tail the last bytes of the file, enough to hold the directory.
@param totalBytes size of the file.
@returns undefined when the file is cut off or no zip. Source: APPNOTE 6.3.10, sections 4.3.12 to 4.3.16.
*/
export function readZipDirectory(tail: Uint8Array, totalBytes: number): ZipEntry[] | undefined {
	const place = findDirectory(tail, totalBytes);
	return place && readEntries(viewOf(tail), place.start - (totalBytes - tail.byteLength), place);
}

/** How many bytes at the end of the file hold the directory and what follows it; undefined when the file is cut off or no zip. */
export function directoryBytes(tail: Uint8Array, totalBytes: number): number | undefined {
	const place = findDirectory(tail, totalBytes);
	return place && totalBytes - place.start;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function findDirectory(tail: Uint8Array, totalBytes: number): DirectoryPlace | undefined {
	const view = viewOf(tail);
	// The end record has 22 bytes; a comment of at most 65,535 may follow, PyTorch writes none.
	for (let at = tail.byteLength - 22; at >= Math.max(0, tail.byteLength - 22 - 65_535); at--) {
		if (view.getUint32(at, true) === endSignature && at + 22 + view.getUint16(at + 20, true) === tail.byteLength) {
			return directoryPlace(view, at, totalBytes - tail.byteLength);
		}
	}

	return undefined;
}

type DirectoryPlace = {readonly start: number; readonly size: number; readonly count: number};

function directoryPlace(view: DataView, at: number, tailStart: number): DirectoryPlace | undefined {
	const place = {start: view.getUint32(at + 16, true), size: view.getUint32(at + 12, true), count: view.getUint16(at + 10, true)};
	const locator = at - 20;
	if (locator < 0 || view.getUint32(locator, true) !== locatorSignature) {
		return place.start === saturated || place.start + place.size > tailStart + at ? undefined : place;
	}

	// PyTorch always writes the 64-bit records.
	const record = safeNumber(view.getBigUint64(locator + 8, true));
	if (record === undefined) {
		return undefined;
	}

	const at64 = record - tailStart;
	if (at64 < 0 || at64 + 56 > view.byteLength || view.getUint32(at64, true) !== end64Signature) {
		return undefined;
	}

	const count = safeNumber(view.getBigUint64(at64 + 32, true));
	const size = safeNumber(view.getBigUint64(at64 + 40, true));
	const start = safeNumber(view.getBigUint64(at64 + 48, true));
	return count === undefined || size === undefined || start === undefined || start + size > record ? undefined : {start, size, count};
}

function readEntries(view: DataView, from: number, place: DirectoryPlace): ZipEntry[] | undefined {
	const entries: ZipEntry[] = [];
	const decoder = new TextDecoder();
	let at = from;
	while (entries.length < place.count) {
		if (at < 0 || at + 46 > view.byteLength || view.getUint32(at, true) !== entrySignature) {
			return undefined;
		}

		const nameLength = view.getUint16(at + 28, true);
		const extraLength = view.getUint16(at + 30, true);
		const commentLength = view.getUint16(at + 32, true);
		const next = at + 46 + nameLength + extraLength + commentLength;
		if (next > view.byteLength) {
			return undefined;
		}

		const extra = new DataView(view.buffer, view.byteOffset + at + 46 + nameLength, extraLength);
		const wide = wideFields(extra, [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)]);
		const [, size, offset] = wide;
		if (size === undefined || offset === undefined || offset + size > place.start) {
			return undefined;
		}

		entries.push({
			name: decoder.decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength)),
			isStored: view.getUint16(at + 10, true) === 0,
			size,
			offset,
		});
		at = next;
	}

	return entries;
}

/** Replaces saturated 32-bit fields by those of the 64-bit extra field, in the order that the format gives them. */
function wideFields(extra: DataView, fields: readonly number[]): Array<number | undefined> {
	let at = 0;
	while (at + 4 <= extra.byteLength && extra.getUint16(at, true) !== 1) {
		at += 4 + extra.getUint16(at + 2, true);
	}

	let next = at + 4;
	return fields.map(field => {
		if (field !== saturated) {
			return field;
		}

		next += 8;
		return next <= extra.byteLength ? safeNumber(extra.getBigUint64(next - 8, true)) : undefined;
	});
}

/** The name of an entry and where its bytes begin, from its local header at the start of `header`; undefined for one that is compressed. */
export function entryData(header: Uint8Array): {readonly name: string; readonly offset: number} | undefined {
	if (header.byteLength < 30) {
		return undefined;
	}

	const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
	if (view.getUint32(0, true) !== 0x04_03_4B_50 || view.getUint16(8, true) !== 0) {
		return undefined;
	}

	const nameBytes = view.getUint16(26, true);
	return {name: new TextDecoder().decode(header.subarray(30, 30 + nameBytes)), offset: 30 + nameBytes + view.getUint16(28, true)};
}

/** How many bytes an entry has, by its local header; undefined where that does not say, because they were not counted when it was written. */
export function storedSize(header: Uint8Array): number | undefined {
	const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
	const size = view.getUint32(22, true);
	// Bit 3 of the flags: the sizes are written behind the data.
	return size === saturated || (view.getUint16(6, true) & 8) !== 0 ? undefined : size; // eslint-disable-line no-bitwise -- A flag.
}
