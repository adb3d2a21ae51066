import {Buffer} from 'node:buffer';
import {inflateSync} from 'node:zlib';
import {convertIndexedToRgb, decode, type DecodedPng} from 'fast-png';
import type {Pixels} from './pixels.ts';
import {viewOf} from './read-header.ts';

/** What the pixels are made from; profiles, texts and animations are left out, since they may be anything of any size. */
const keptChunks: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

const signatureBytes = 8;
/** Length and type before the content of a chunk, its checksum behind it. */
const chunkFrameBytes = 12;

type Chunk = {readonly type: string; readonly whole: Uint8Array; readonly content: Uint8Array};

/**
The chunks of a file that are needed.

@throws where one does not end in the file, or the last one is missing.
*/
function readChunks(bytes: Uint8Array): readonly Chunk[] {
	const view = viewOf(bytes);
	const chunks: Chunk[] = [];
	for (let at = signatureBytes; at + chunkFrameBytes <= bytes.length;) {
		const length = view.getUint32(at);
		const end = at + chunkFrameBytes + length;
		const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
		if (end > bytes.length) {
			break;
		}

		if (keptChunks.has(type)) {
			chunks.push({type, whole: bytes.subarray(at, end), content: bytes.subarray(at + 8, end - 4)});
		}

		if (type === 'IEND') {
			return chunks;
		}

		at = end;
	}

	throw new Error('the file ends before the picture does');
}

const channelsOf: Readonly<Record<number, number>> = {
	0: 1, 2: 3, 3: 1, 4: 2, 6: 4,
};

/** The bytes of the rows, each with the byte of its filter; an interlaced picture has up to seven rows for one. Source: PNG 3rd edition, 8 and 9. */
function maxRowBytes({content}: Chunk): number {
	const view = viewOf(content);
	const [width, height, depth, channels] = [view.getUint32(0), view.getUint32(4), content[8]!, channelsOf[content[9]!] ?? 4];
	const isInterlaced = content[12] !== 0;
	const plain = height * (1 + Math.ceil(width * depth * channels / 8));
	return isInterlaced ? plain + (8 * (width + height)) + (7 * height) : plain;
}

/**
The pixels of a PNG whose size was looked at before, on white where it is transparent. What its data unpack to is bounded by its own size,
so no file makes more of it.

@throws where the file is cut off, broken, or unpacks to more than its size.
*/
export function decodePng(bytes: Uint8Array): Pixels {
	const chunks = readChunks(bytes);
	const packed = Buffer.concat(chunks.filter(({type}) => type === 'IDAT').map(({content}) => content));
	inflateSync(packed, {maxOutputLength: maxRowBytes(chunks[0]!)});
	return toPixels(decode(Buffer.concat([bytes.subarray(0, signatureBytes), ...chunks.map(({whole}) => whole)])));
}

function toPixels(png: DecodedPng): Pixels {
	const {width, height} = png;
	if (png.palette !== undefined) {
		return onWhite({
			width, height, data: convertIndexedToRgb(png), channels: png.palette[0]!.length, depth: 8,
		});
	}

	const {channels, depth} = png;
	return onWhite({
		width, height, channels, depth, data: depth < 8 ? unpackGreys(png) : png.data,
	});
}

/** Greys of fewer than eight bits, several in a byte, as whole bytes. */
function unpackGreys({width, height, depth, data}: DecodedPng): Uint8Array {
	const unpacked = new Uint8Array(width * height);
	const rowBytes = Math.ceil(width * depth / 8);
	const [perByte, max] = [8 / depth, (2 ** depth) - 1];
	for (let row = 0; row < height; row++) {
		for (let column = 0; column < width; column++) {
			const shift = 8 - (depth * ((column % perByte) + 1));
			const value = Math.floor(data[(row * rowBytes) + Math.floor(column / perByte)]! / (2 ** shift)) % (max + 1);
			unpacked[(row * width) + column] = value * 255 / max;
		}
	}

	return unpacked;
}

function onWhite({width, height, channels, depth, data}: {readonly width: number; readonly height: number; readonly channels: number; readonly depth: number; readonly data: ArrayLike<number>}): Pixels {
	const count = width * height;
	const rgb = new Uint8Array(count * 3);
	const max = depth === 16 ? 65_535 : 255;
	const hasAlpha = channels === 2 || channels === 4;
	const colors = hasAlpha ? channels - 1 : channels;
	for (let index = 0; index < count; index++) {
		const at = index * channels;
		const alpha = hasAlpha ? data[at + channels - 1]! / max : 1;
		for (let channel = 0; channel < 3; channel++) {
			const value = data[at + (colors === 1 ? 0 : channel)]! * 255 / max;
			rgb[(index * 3) + channel] = (value * alpha) + (255 * (1 - alpha));
		}
	}

	return {
		width, height, channels: 3, data: rgb,
	};
}
