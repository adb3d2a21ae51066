export type Task = 'detect' | 'segment' | 'classify' | 'pose' | 'obb';

export type FrameworkName = 'yolov5' | 'ultralytics';

export type Framework = {
	readonly name: FrameworkName;
	/** As printed in the banner, for example `v7.0-0-g915bbf294` or `8.3.103`; undefined when no banner was seen. */
	readonly version?: string | undefined;
	/** A fork or a family of models within the framework, for example `yolov9` or `yolo26`; undefined where nothing names one. */
	readonly variant?: string;
};

/** What is particular about a framework, as far as anybody but its dialect, its command line and its actions has to know. */
export type FrameworkTraits = {
	/** How it writes its own name. */
	readonly title: string;
	/** Whether a fork goes by its own name; otherwise a variant is a family of models that one program trains. */
	readonly hasNamedForks: boolean;
	/** What starts a training. */
	readonly program: 'train.py' | 'yolo';
	/** An option as it is typed, up to its value. */
	readonly options: Readonly<Record<'batchSize' | 'workers' | 'imageSize' | 'epochs' | 'patience' | 'device' | 'confidence' | 'cache', string>>;
	/** The option whose value is the checkpoint that a resume goes on from. */
	readonly resumeOption: 'resume' | 'model';
	/** Whether a name after that option is searched for below the working directory. */
	readonly searchesCheckpoint: boolean;
	/** Whether the option `cfg` names the description of the model. */
	readonly hasModelDescription: boolean;
	/** Whether it writes class names with a font that it may have to download first. */
	readonly needsFont: boolean;
	/** Whether its weights are those of a released model where no option names any. */
	readonly hasDefaultWeights: boolean;
	/** Whether its versions are numbers that can be compared. */
	readonly hasReleaseNumbers: boolean;
	/** Whether one command starts a process for each GPU. Otherwise several GPUs are used well only with one process for each, and that is up to who starts it. */
	readonly startsProcessPerGpu: boolean;
	/** Whether a resume takes all settings from the run, so that the printed command line is not in force. */
	readonly resumesWithOldSettings: boolean;
	/** Whether a training in a directory that is used again goes on with its results.csv. */
	readonly appendsResults: boolean;
	/** The number of the first epoch in its labels. */
	readonly firstEpoch: 0 | 1;
	/** The same for classification. */
	readonly firstClassificationEpoch: 0 | 1;
	/** Whether the patience counts for classification. */
	readonly stopsClassificationEarly: boolean;
	/** Whether the fitness of classification is the mean of top1 and top5, or top1 alone. */
	readonly countsTopFive: boolean;
	/** Whether of two epochs of equal fitness the later one is the best. */
	readonly prefersLaterEpoch: boolean;
	/** Whether a val may print its speed as its last word. */
	readonly endsValWithSpeed: boolean;
};

const yolov5: FrameworkTraits = {
	title: 'YOLOv5',
	hasNamedForks: true,
	program: 'train.py',
	options: {
		batchSize: '--batch-size ', workers: '--workers ', imageSize: '--imgsz ', epochs: '--epochs ', patience: '--patience ', device: '--device ', confidence: '--conf-thres ', cache: '--cache ',
	},
	resumeOption: 'resume',
	searchesCheckpoint: true,
	hasModelDescription: true,
	needsFont: true,
	hasDefaultWeights: true,
	hasReleaseNumbers: false,
	startsProcessPerGpu: false,
	resumesWithOldSettings: true,
	appendsResults: true,
	firstEpoch: 0,
	firstClassificationEpoch: 1,
	stopsClassificationEarly: false,
	countsTopFive: false,
	prefersLaterEpoch: true,
	endsValWithSpeed: false,
};

/**
THE framework table.
Source: train.py, val.py, classify/train.py and utils/ of YOLOv5 v5.0 to master; ultralytics/engine, cfg and utils 8.0 to 8.4.
*/
export const frameworks: Readonly<Record<FrameworkName, FrameworkTraits>> = {
	yolov5,
	ultralytics: {
		title: 'Ultralytics',
		hasNamedForks: false,
		program: 'yolo',
		options: {
			batchSize: 'batch=', workers: 'workers=', imageSize: 'imgsz=', epochs: 'epochs=', patience: 'patience=', device: 'device=', confidence: 'conf=', cache: 'cache=',
		},
		resumeOption: 'model',
		searchesCheckpoint: false,
		hasModelDescription: false,
		needsFont: false,
		hasDefaultWeights: false,
		hasReleaseNumbers: true,
		startsProcessPerGpu: true,
		resumesWithOldSettings: false,
		appendsResults: false,
		firstEpoch: 1,
		firstClassificationEpoch: 1,
		stopsClassificationEarly: true,
		countsTopFive: true,
		prefersLaterEpoch: false,
		endsValWithSpeed: true,
	},
};

/** What is assumed as long as nothing has named the framework: a script of YOLOv5's kind, without what only YOLOv5 itself would do. */
const unknownFramework: FrameworkTraits = {
	...yolov5, searchesCheckpoint: false, needsFont: false, hasDefaultWeights: false, firstEpoch: 1, stopsClassificationEarly: true, prefersLaterEpoch: false,
};

/** The row of a framework, or what is assumed where it is not known. */
export function traitsOf(name: FrameworkName | undefined): FrameworkTraits {
	return name === undefined ? unknownFramework : frameworks[name];
}

/** The name for a person to read. A fork of YOLOv5 goes by its own; Ultralytics is one program that trains families of models. */
export function frameworkToName({name, variant}: Framework): string {
	const {title, hasNamedForks} = frameworks[name];
	return hasNamedForks && variant !== undefined ? variantToName(variant) : title;
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
