/** Pixels of a picture, row by row from the top. */
export type Pixels = {
	readonly width: number;
	readonly height: number;
	/** Bytes of a pixel: red, green, blue, and a fourth one that is not looked at. */
	readonly channels: 3 | 4;
	readonly data: Uint8Array;
};

/** A part of a picture in its own pixels, which may begin and end within one. */
export type Area = {readonly x: number; readonly y: number; readonly width: number; readonly height: number};
