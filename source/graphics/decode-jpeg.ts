import jpeg from 'jpeg-js';
import type {Pixels} from './pixels.ts';
import {maxPixels} from './read-header.ts';

/** Coefficients and pixels of the largest picture that is decoded. */
const maxMegabytes = 1024;

/** How far behind the end of the picture other bytes may follow. */
const maxTrailer = 65_536;

/** Whether the file is whole: it ends with the marker for it. */
function hasEnd(bytes: Uint8Array): boolean {
	const end = bytes.subarray(Math.max(0, bytes.length - maxTrailer));
	for (let at = end.length - 2; at >= 0; at--) {
		if (end[at] === 0xFF && end[at + 1] === 0xD9) {
			return true;
		}
	}

	return false;
}

/**
The pixels of a JPEG whose size was looked at before.

@throws where the file is cut off or broken.
*/
export function decodeJpeg(bytes: Uint8Array): Pixels {
	if (!hasEnd(bytes)) {
		throw new Error('the file ends before the picture does');
	}

	/* eslint-disable @typescript-eslint/naming-convention -- the decoder's words */
	const {width, height, data} = jpeg.decode(bytes, {
		useTArray: true, formatAsRGBA: false, tolerantDecoding: false, maxResolutionInMP: maxPixels / 1_000_000, maxMemoryUsageInMB: maxMegabytes,
	});
	/* eslint-enable @typescript-eslint/naming-convention */
	return {
		width, height, channels: 3, data,
	};
}
