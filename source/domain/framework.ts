export type Task = 'detect' | 'segment' | 'classify' | 'pose' | 'obb';

export type FrameworkName = 'yolov5' | 'ultralytics';

export type Framework = {
	readonly name: FrameworkName;
	/** As printed in the banner, for example `v7.0-0-g915bbf294` or `8.3.103`; undefined when no banner was seen. */
	readonly version?: string;
};

/** A device that the banner of the framework names. */
export type Device = {
	readonly kind: 'cpu' | 'cuda' | 'mps' | 'other';
	/** As printed, for example `CUDA:0`. */
	readonly label: string;
	/** For example `NVIDIA GeForce MX450`; undefined for a CPU without a name. */
	readonly name?: string;
	/** Memory of the device; undefined for a CPU. */
	readonly memoryBytes?: number;
};

/** The settings of a run by the framework's own names (batch_size, batch, imgsz, ...), values as written. */
export type Settings = Readonly<Record<string, string>>;
