import type {Detection, ToolRun} from '../domain/tool-run.ts';
import {type Language, wordsIn} from './words.ts';

/** Writes a count, also one that is not known. */
type CountText = (count: number | undefined) => string;

/** What a detect program has looked at: images, frames of videos, or both. Counts as numbers, written by `toText`. */
export function lookedAtText({images, frames = 0, emptyImages}: {readonly images: number; readonly frames?: number; readonly emptyImages: number}, language: Language, toText: (count: number) => string = String): string {
	const texts = wordsIn(language).tool;
	const empty = toText(emptyImages);
	if (frames === 0) {
		return texts.images(toText(images), empty);
	}

	return frames === images ? texts.framesFound(toText(frames), empty) : texts.imagesAndFrames(toText(images - frames), toText(frames), empty);
}

/** Where a detect program is: `image 3 of 47`, `video 1 of 1, frame 26 of 300`. */
export function detectionPlace({kind, index, count, frame, frames}: Detection, language: Language, toText: CountText): string {
	const texts = wordsIn(language).tool;
	if (kind === 'stream') {
		return texts.stream(toText(index), toText(count));
	}

	return kind === 'image' || frame === undefined
		? texts.image(toText(index), count === undefined ? '' : toText(count))
		: texts.frame(toText(index), toText(count), toText(frame), toText(frames));
}

/** What a val or detect program has given so far, in one line; `figures` writes those of val. Empty before there is any. */
export function toolResultText(run: ToolRun, language: Language, toText: CountText, figures: (validation: NonNullable<ToolRun['validation']>) => string): string {
	const {tool, images, validation, exports = []} = run;
	switch (tool) {
		case 'detect': {
			return images === 0 ? '' : lookedAtText(run, language, toText);
		}

		case 'val': {
			return validation === undefined ? '' : figures(validation);
		}

		case 'export':
		case 'benchmark': {
			const failed = exports.filter(({isFailed}) => isFailed).length;
			return exports.length === 0 ? '' : wordsIn(language).tool.exported(toText(exports.length - failed), toText(failed));
		}
	}
}
