import type {PictureFailure} from '../domain/picture.ts';
import {decodeJpeg} from './decode-jpeg.ts';
import {decodePng} from './decode-png.ts';
import type {Pixels} from './pixels.ts';
import {readHeader} from './read-header.ts';

const decoders = {jpeg: decodeJpeg, png: decodePng};

/** The pixels of a file that may hold anything, or why there are none. Never throws. */
export function decodePicture(bytes: Uint8Array): Pixels | PictureFailure {
	const header = readHeader(bytes);
	if ('code' in header) {
		return header;
	}

	try {
		const pixels = decoders[header.format](bytes);
		// A second header inside the file may say something else than the first.
		return pixels.width === header.width && pixels.height === header.height ? pixels : {code: 'broken'};
	} catch {
		return {code: 'broken'};
	}
}
