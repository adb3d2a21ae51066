import type {PictureFailure} from '../domain/picture.ts';

/** What a file says that it holds. */
export type PictureHeader = {readonly format: 'jpeg' | 'png'; readonly width: number; readonly height: number};

/** A confusion matrix has 7 million pixels, a batch of training images 4. */
export const maxPixels = 40_000_000;

/** What frameworks write is below 10 MB. */
export const maxFileBytes = 64 * 1024 * 1024;

/**
The format and the size of a picture by its first bytes, whatever its name; nothing is decoded. A failure where it is none, or has more
pixels than are ever decoded. Never throws.

Source: PNG 3rd edition, 5.2 and 11.2.1; ITU T.81, B.1 and B.2.2.
*/
export function readHeader(bytes: Uint8Array): PictureHeader | PictureFailure {
	const header = readPngHeader(bytes) ?? readJpegHeader(bytes);
	if (header === undefined || 'code' in header) {
		return header ?? {code: 'unknown-format'};
	}

	const {width, height} = header;
	if (width === 0 || height === 0) {
		return {code: 'broken'};
	}

	return width * height > maxPixels ? {code: 'too-many-pixels', width, height} : header;
}

export const pngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] as const;

const ihdr = 0x49_48_44_52;

function readPngHeader(bytes: Uint8Array): PictureHeader | PictureFailure | undefined {
	if (pngSignature.some((byte, index) => bytes[index] !== byte)) {
		return undefined;
	}

	const view = viewOf(bytes);
	return bytes.length < 33 || view.getUint32(12) !== ihdr ? {code: 'broken'} : {format: 'png', width: view.getUint32(16), height: view.getUint32(20)};
}

/** Markers that are followed by no length. */
const isAlone = (marker: number) => marker === 0x01 || (marker >= 0xD0 && marker <= 0xD8);

/** Baseline, extended and progressive with Huffman codes; the others (lossless, arithmetic) are written by no framework. */
const frameMarkers: ReadonlySet<number> = new Set([0xC0, 0xC1, 0xC2]);
const otherFrames: ReadonlySet<number> = new Set([0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF]);

function readJpegHeader(bytes: Uint8Array): PictureHeader | PictureFailure | undefined {
	if (bytes[0] !== 0xFF || bytes[1] !== 0xD8) {
		return undefined;
	}

	const view = viewOf(bytes);
	for (let at = 2; at + 9 < bytes.length;) {
		if (bytes[at] !== 0xFF) {
			return {code: 'broken'};
		}

		const marker = bytes[at + 1]!;
		if (marker === 0xFF || isAlone(marker)) {
			at += marker === 0xFF ? 1 : 2;
		} else if (frameMarkers.has(marker)) {
			return {format: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7)};
		} else if (otherFrames.has(marker)) {
			return {code: 'unknown-format'};
		} else if (marker === 0xDA || marker === 0xD9) {
			return {code: 'broken'};
		} else {
			at += 2 + view.getUint16(at + 2);
		}
	}

	return {code: 'broken'};
}

export function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
