import {type Language, wordsIn} from './words.ts';

/** What a detect program has looked at: images, frames of videos, or both. Counts as numbers, written by `toText`. */
export function lookedAtText({images, frames = 0, emptyImages}: {readonly images: number; readonly frames?: number; readonly emptyImages: number}, language: Language, toText: (count: number) => string = String): string {
	const texts = wordsIn(language).tool;
	const empty = toText(emptyImages);
	if (frames === 0) {
		return texts.images(toText(images), empty);
	}

	return frames === images ? texts.framesFound(toText(frames), empty) : texts.imagesAndFrames(toText(images - frames), toText(frames), empty);
}
