import type {FrameworkName} from '../domain/framework.ts';

/**
THE names in a run directory, relative to it. The settings of a training, written when it begins, also when it is resumed; the name tells
the framework, because the contents overlap.

Source: train.py of YOLOv5 v1.0 to master of 2026-08, engine/trainer.py of Ultralytics 8.0 to 8.4.
*/
export const settingsFiles = [
	{name: 'opt.yaml', framework: 'yolov5'},
	{name: 'args.yaml', framework: 'ultralytics'},
] as const satisfies ReadonlyArray<{readonly name: string; readonly framework: FrameworkName}>;

export const settingsNames: readonly string[] = settingsFiles.map(({name}) => name);

/** The settings file of a framework. */
export function settingsNameOf(framework: FrameworkName | undefined): string {
	return settingsFiles.find(file => file.framework === framework)?.name ?? 'args.yaml';
}

/** The table that gets a row an epoch before the checkpoint is written: of YOLOv5 v6.0 to master and Ultralytics; of YOLOv5 up to v5.0. */
export const tableNames = ['results.csv', 'results.txt'] as const;

/** Drawn after the last epoch. */
export const plotName = 'results.png';

/** Begins the names of the pictures of objects: boxes, masks, keypoints; nothing in YOLOv5 up to v6.0 and for boxes up to Ultralytics 8.3. */
const curveKinds = ['', 'Box', 'Mask', 'Pose'] as const;

const batches = ['0', '1', '2'] as const;

/**
The pictures that the frameworks draw into a run directory, in the order in which a person looks at them; a pair is the same images with
their labels and with what the model finds.

Source: utils/plots.py and utils/metrics.py of YOLOv5 v4.0 to master, engine/trainer.py and utils/plotting.py of Ultralytics 8.0 to 8.4.
*/
export const pictureNames: readonly string[] = [
	...['val_batch', 'test_batch'].flatMap(name => batches.flatMap(batch => [`${name}${batch}_labels.jpg`, `${name}${batch}_pred.jpg`])),
	'confusion_matrix.png',
	'confusion_matrix_normalized.png',
	plotName,
	...curveKinds.flatMap(kind => ['PR', 'F1', 'P', 'R'].map(curve => `${kind}${curve}_curve.png`)),
	'precision_recall_curve.png',
	...batches.map(batch => `train_batch${batch}.jpg`),
	'labels.jpg',
	'labels_correlogram.jpg',
];

/** The same for a directory that can be listed: Ultralytics names a batch without mosaic by its number. */
const picturePattern = /^(?:(?:val|test|train)_batch\d{1,9}(?:_labels|_pred)?\.jpe?g|labels\w{0,40}\.(?:jpe?g|png)|(?:\w{1,40}_)?(?:confusion_matrix\w{0,40}|curve)\.png|results\.png)$/;

export function isPictureName(name: string): boolean {
	return picturePattern.test(name);
}

export const checkpointFolder = 'weights';

export const lastCheckpoint = 'weights/last.pt';

export const bestCheckpoint = 'weights/best.pt';

/** What the probe records of a training that yolotop started, and where it is asked to stop; see probe/yolotop_records.py. */
export const probeRecords = 'yolotop-probe.ndjson';

export const probeRequest = 'yolotop-probe-request.json';

/** The files that are looked at in a run directory. */
export const runFileNames = [...settingsNames, ...tableNames, plotName, probeRecords, lastCheckpoint, bestCheckpoint] as const;

/** Whether a file of this name is a table of results. */
export function isTableName(name: string): boolean {
	return (tableNames as readonly string[]).includes(name);
}

const ownNames: ReadonlySet<string> = new Set([...settingsNames, tableNames[0]]);

/** Whether only a run has a file of this name: results.txt, results.png and weights are found elsewhere too. */
export function isNameOfRun(name: string): boolean {
	return ownNames.has(name);
}

/** The files of a run that a process holds open while it trains, as an expression that grep and JavaScript both read. Absolute paths end with it. */
export const openFilePattern = '/(events[.]out[.]tfevents[^/]*|weights/[^/]*[.]pt|results[.]csv|results[.]txt)$';
