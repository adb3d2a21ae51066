/** The files that a list needs of a run; results.txt is the table of YOLOv5 up to v5.0. */
export const runFileNames = ['opt.yaml', 'args.yaml', 'results.csv', 'results.txt', 'results.png', 'weights/last.pt', 'weights/best.pt'] as const;

/** One of them. */
export type FoundFile = {
	/** Absolute, as the container sees it. */
	readonly path: string;
	/** Milliseconds since 1970. */
	readonly modifiedAt: number;
	readonly sizeBytes: number;
	/** The same file on this machine, where it can be read without the engine. */
	readonly hostPath?: string;
};
