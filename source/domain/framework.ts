export type Task = 'detect' | 'segment' | 'classify' | 'pose' | 'obb';

export type FrameworkName = 'yolov5' | 'ultralytics';

export type Framework = {
	readonly name: FrameworkName;
	/** As printed in the banner, for example `v7.0-0-g915bbf294` or `8.3.103`; undefined when no banner was seen. */
	readonly version?: string;
	/** A fork or a family of models within the framework, for example `yolov9` or `yolo26`; undefined where nothing names one. */
	readonly variant?: string;
};

/** How the frameworks write their own names. */
const frameworkNames: Readonly<Record<FrameworkName, string>> = {yolov5: 'YOLOv5', ultralytics: 'Ultralytics'};

/** The name for a person to read. A fork of YOLOv5 goes by its own; Ultralytics is one program that trains families of models. */
export function frameworkToName({name, variant}: Framework): string {
	return name === 'yolov5' && variant !== undefined ? variantToName(variant) : frameworkNames[name];
}

/** How the forks and families of models write their own names; one that is new to us is called as it was printed. */
const variantNames: ReadonlyMap<string, string> = new Map([['yolov5_obb', 'YOLOv5-OBB'], ['rtdetr', 'RT-DETR']]);

/** The name of a fork or a family of models for a person to read. */
export function variantToName(variant: string): string {
	return variantNames.get(variant) ?? variant.replace(/^yolo/, 'YOLO');
}

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
