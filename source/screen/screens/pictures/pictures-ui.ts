import type {PicturePart} from '../../../domain/picture.ts';

/** Which picture is shown, and how. */
export type PicturesUi = {
	/** The name of the chosen one; the first one by default, also where it is not there any more. */
	readonly chosen?: string;
	/** Which part of it is shown. */
	readonly part: PicturePart;
	/** Of the same images with labels and with predictions. */
	readonly side: 'both' | 'labels' | 'predictions';
	/** Whether it has the whole screen. */
	readonly isLarge: boolean;
	/** Those that were asked for where nothing is loaded by itself. */
	readonly asked: readonly string[];
};

export const wholePart: PicturePart = {zoom: 1, x: 0.5, y: 0.5};

export const initialPicturesUi: PicturesUi = {
	part: wholePart, side: 'both', isLarge: false, asked: [],
};
