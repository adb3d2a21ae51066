import type {PictureAnswer, PictureRequest} from '../domain/picture.ts';
import {decodePicture} from './decode-picture.ts';
import {drawPicture} from './draw-picture.ts';
import type {Pixels} from './pixels.ts';

/** Pixels that are kept decoded beside the last picture: of those that a person goes between. */
const usualKeptPixels = 24_000_000;

/** What is asked for: with the bytes of the file, or without where they may have been decoded before. */
export type PictureTask = {readonly request: PictureRequest; readonly bytes?: Uint8Array | undefined};

/** `bytes-wanted` where the file is not kept decoded. */
export type PictureResult = PictureAnswer | 'bytes-wanted';

/** Decodes pictures and makes of them what terminals are given. Keeps a few decoded, the last one whatever its size. Never throws. */
export function createPictureMaker(keptPixels = usualKeptPixels): (task: PictureTask) => PictureResult {
	/** Used last, last. */
	const kept = new Map<string, Pixels>();

	function keep(key: string, pixels: Pixels): void {
		kept.delete(key);
		kept.set(key, pixels);
		let sum = 0;
		for (const {width, height} of kept.values()) {
			sum += width * height;
		}

		for (const [name, {width, height}] of kept) {
			if (name === key || sum <= keptPixels) {
				break;
			}

			kept.delete(name);
			sum -= width * height;
		}
	}

	return ({request, bytes}) => {
		const {file} = request;
		const key = `${file.name}\n${file.sizeBytes}\n${file.modifiedAt}`;
		const decoded = kept.get(key) ?? (bytes === undefined ? 'bytes-wanted' : decodePicture(bytes));
		if (decoded === 'bytes-wanted' || isFailure(decoded)) {
			return decoded;
		}

		keep(key, decoded);
		return drawPicture(decoded, request);
	};
}

function isFailure(decoded: Pixels | PictureAnswer): decoded is Exclude<typeof decoded, Pixels> {
	return 'code' in decoded;
}

