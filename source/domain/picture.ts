/** A picture in the directory of a run, as its source lists it. */
export type PictureFile = {
	/** Relative to the directory. */
	readonly name: string;
	readonly sizeBytes: number;
	/** Milliseconds since 1970. */
	readonly modifiedAt: number;
	/** False for what only has the name of a picture, such as a named pipe: it is never opened. */
	readonly isRegular: boolean;
};

/** Why a picture is not shown. */
export type PictureFailure = {
	readonly code: 'not-a-file' | 'gone' | 'unreadable' | 'file-too-large' | 'too-many-pixels' | 'unknown-format' | 'broken' | 'too-slow';
	/** What the file claims to hold, where it is too much. */
	readonly width?: number;
	readonly height?: number;
};

/**
How a terminal is given a picture: by a protocol of its own, or as characters in colour, which work everywhere. `placeholders` are those of kitty behind
tmux: characters in whose place it draws the picture.
*/
export type PictureProtocol = 'kitty' | 'placeholders' | 'iterm' | 'sixel' | 'cells';

/** Which part of a picture is shown: 1 is all of it; `x` and `y` are the middle of the part, 0 to 1. */
export type PicturePart = {readonly zoom: number; readonly x: number; readonly y: number};

/** A picture as it is wanted on the screen. */
export type PictureRequest = {
	readonly file: PictureFile;
	readonly part: PicturePart;
	/** The box of cells that it may take. */
	readonly columns: number;
	readonly rows: number;
	/** Pixels of a cell. */
	readonly cell: PixelSize;
	readonly protocol: PictureProtocol;
	/** The number under which the terminal keeps it; unique on the screen. */
	readonly id: number;
};

export type PixelSize = {readonly width: number; readonly height: number};

/** A picture made for the terminal. It takes so many cells, at most those of the box. */
export type DrawnPicture = {
	readonly columns: number;
	readonly rows: number;
	/** Of the file, in pixels. */
	readonly source: PixelSize;
	readonly content:
	/** Three bytes for each pixel, row by row; a cell has one pixel above another. */
		| {readonly kind: 'pixels'; readonly rgb: Uint8Array}
	/** What shows the picture where the cursor is. */
		| {readonly kind: 'sequence'; readonly text: string};
};

export type PictureAnswer = DrawnPicture | PictureFailure;

export function isPictureFailure(answer: PictureAnswer): answer is PictureFailure {
	return 'code' in answer;
}

/** The pictures of a run as far as they are known. */
export type Pictures = {
	/** Undefined until the directory was looked into. */
	readonly files: readonly PictureFile[] | undefined;
	/** By `pictureKey`: what was made last of each, with the state of the file that it was made of. */
	readonly made: ReadonlyMap<string, MadePicture>;
	/** Why the directory was not looked into at the last try; undefined where it was. */
	readonly problem?: 'no-directory' | 'unreachable' | undefined;
	/** Whether a picture is only loaded when the person asks for it. */
	readonly isOnRequest: boolean;
	/** Whether the person wants none at all. */
	readonly isOff: boolean;
};

export type MadePicture = {readonly file: PictureFile; readonly answer: PictureAnswer};

export const noPictures: Pictures = {
	files: undefined, made: new Map(), isOnRequest: false, isOff: false,
};

/** The same for requests that differ in the state of the file alone. */
export function pictureKey({file: {name}, ...rest}: PictureRequest): string {
	return JSON.stringify([name, rest]);
}

/** Whether a file is as it was. */
export function isSamePictureFile(one: PictureFile, other: PictureFile): boolean {
	return one.name === other.name && one.sizeBytes === other.sizeBytes && one.modifiedAt === other.modifiedAt;
}
