import type {FrameworkName, Settings, Task} from './framework.ts';
import type {ValidationRow} from './validation.ts';

/** What a detect program found in one image or frame. */
export type Detection = {
	readonly kind: 'image' | 'video';
	/** Of the image or video, 1-based, and how many there are. */
	readonly index: number;
	readonly count: number;
	/** Of the video, 1-based; undefined for an image. With --vid-stride only frames that are looked at count. */
	readonly frame?: number;
	/** Undefined for a camera. */
	readonly frames?: number;
	readonly path: string;
	/** As the model saw it, in pixels. */
	readonly height: number;
	readonly width: number;
	/** By class, names as the model has them. */
	readonly objects: ReadonlyArray<{readonly name: string; readonly count: number}>;
	readonly inferenceMs?: number;
};

/** Mean times for one image, in milliseconds. */
export type ToolSpeed = {
	readonly preprocessMs?: number;
	readonly inferenceMs?: number;
	readonly postprocessMs?: number;
	/** Batch, channels, height, width. */
	readonly shape?: readonly number[];
};

/** The val or detect program that the output told of last. A training beside it keeps its own numbers. */
export type ToolRun = {
	readonly tool: 'val' | 'detect';
	readonly framework?: FrameworkName;
	readonly task?: Task;
	readonly settings: Settings;
	/** Whether it has said where its results are, which is its last word. */
	readonly isFinished: boolean;
	/** Images and frames so far. */
	readonly images: number;
	/** Those in which nothing was found. */
	readonly emptyImages: number;
	/** Objects found so far by class, in the order of the first; at most 1000 classes, later ones are dropped. */
	readonly objects: ReadonlyArray<{readonly name: string; readonly count: number}>;
	/** The latest; undefined before the first and for val. */
	readonly latest?: Detection;
	/** The row `all` of val. */
	readonly validation?: ValidationRow;
	readonly classes: readonly ValidationRow[];
	readonly speed?: ToolSpeed;
	/** As printed: relative to where the program ran. */
	readonly savedTo?: string;
	readonly labels?: {readonly count: number; readonly path: string};
};
