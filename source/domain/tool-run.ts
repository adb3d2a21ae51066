import type {FrameworkName, Settings, Task} from './framework.ts';
import type {ValidationRow} from './validation.ts';

/** What a detect program found in one image or frame. */
export type Detection = {
	/** A stream is a camera or the like; images that come from memory look the same. */
	readonly kind: 'image' | 'video' | 'stream';
	/** Of the image, video or stream, 1-based, and how many there are; undefined where the program does not say it. */
	readonly index: number;
	readonly count?: number;
	/** Of the video, 1-based; undefined for an image. With --vid-stride only frames that are looked at count. */
	readonly frame?: number;
	/** Undefined for a camera. */
	readonly frames?: number;
	/** Of a stream its address; empty where it was not printed. */
	readonly path: string;
	/** As the model saw it, in pixels; undefined where it was not printed. */
	readonly height?: number;
	readonly width?: number;
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

/** One format into which a model was exported. */
export type ExportedModel = {
	/** As the framework calls it, for example `ONNX`. */
	readonly format: string;
	readonly isFailed: boolean;
	/** As printed; undefined for a failure. */
	readonly path?: string;
	readonly megabytes?: number;
	readonly seconds?: number;
	/** The framework's words for a failure. */
	readonly reason?: string;
};

/** The val, detect, export or benchmark program that the output reported last. A training beside it keeps its own numbers. */
export type ToolRun = {
	readonly tool: 'val' | 'detect' | 'export' | 'benchmark';
	readonly framework?: FrameworkName;
	readonly task?: Task;
	readonly settings: Settings;
	/** Whether it has said where its results are, which is its last word. */
	readonly isFinished: boolean;
	/** Images and frames so far. */
	readonly images: number;
	/** How many of them are frames of a video or a camera. */
	readonly frames?: number;
	/** Those in which nothing was found. */
	readonly emptyImages: number;
	/** Objects found so far by class, in the order of the first; at most 1000 classes, later ones are dropped. */
	readonly objects: ReadonlyArray<{readonly name: string; readonly count: number}>;
	/** The latest; undefined before the first and for val. */
	readonly latest?: Detection;
	/** Batches of val so far. */
	readonly progress?: {readonly batchIndex?: number | undefined; readonly batchesPerEpoch?: number | undefined};
	/** The row `all` of val. */
	readonly validation?: ValidationRow | undefined;
	readonly classes: readonly ValidationRow[];
	readonly speed?: ToolSpeed;
	/** What an export or a benchmark has exported so far, in order; at most 100. */
	readonly exports?: readonly ExportedModel[];
	/** As printed: relative to where the program ran. */
	readonly savedTo?: string;
	readonly labels?: {readonly count: number; readonly path: string};
	/** Only for a program that yolotop has started: how it ended, where its results are in the container, and on this machine. */
	readonly end?: ToolEnd;
};

/** How a val or detect program that yolotop has started came to its end. */
export type ToolEnd = {
	/** Undefined where nobody could tell. */
	readonly exitCode?: number;
	/** Whether a person called it off. */
	readonly isCalledOff?: boolean;
	/** What it printed last, for a failure; the newest last. */
	readonly lastLines?: readonly string[];
	/** Absolute, in the container. */
	readonly savedAt?: string;
	/** Absolute, on this machine: a bind mount, or where the results were copied to. */
	readonly savedHere?: string;
};
