import {Buffer} from 'node:buffer';
import {crc32, deflateSync} from 'node:zlib';
import {pngSignature} from './read-header.ts';
import type {Pixels} from './pixels.ts';

function chunk(type: string, content: Uint8Array): Uint8Array {
	const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(content.length, 0);
	frame.writeUInt32BE(crc32(typed), 4);
	return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)]);
}

/** A PNG of pixels with three bytes each. Source: PNG 3rd edition, 5 and 11.2. */
export function encodePng({width, height, data}: Pixels): Uint8Array {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// Eight bits a channel, red green blue.
	header.set([8, 2], 8);
	const rows = Buffer.alloc(height * ((width * 3) + 1));
	for (let y = 0; y < height; y++) {
		const at = y * ((width * 3) + 1);
		// Each byte is told by its difference from the pixel to the left, which packs photos and plots alike.
		rows[at] = 1;
		for (let index = 0; index < width * 3; index++) {
			const from = (y * width * 3) + index;
			rows[at + 1 + index] = data[from]! - (index < 3 ? 0 : data[from - 3]!);
		}
	}

	return Buffer.concat([Buffer.from(pngSignature), chunk('IHDR', header), chunk('IDAT', deflateSync(rows, {level: 6})), chunk('IEND', new Uint8Array())]);
}
