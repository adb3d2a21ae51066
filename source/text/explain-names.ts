import {explanationKeys, type ExplanationKey} from './explain.ts';

/** Other names of the same numbers, lower case: columns of the console and of results.csv, options, names in yolotop's JSON. */
const otherNames: Readonly<Record<ExplanationKey, readonly string[]>> = {
	epoch: ['epochs', 'epochlabel'],
	gpuMem: ['gpu_mem', 'reservedgpumemorybytes'],
	box: ['box_loss'],
	obj: ['obj_loss'],
	cls: ['cls_loss'],
	dfl: ['dfl_loss'],
	seg: ['seg_loss', 'mask_loss'],
	pose: ['pose_loss', 'kobj', 'kobj_loss', 'rle', 'rle_loss'],
	trainAndVal: ['train', 'val', 'loss', 'train_loss', 'val_loss', 'test_loss'],
	instances: ['labels', 'targets'],
	images: ['image'],
	size: ['imgsz', 'img_size', 'img', 'imagesize', 'image-size'],
	precision: ['p', 'box(p', 'mask(p'],
	recall: ['r'],
	map50: ['map@.5', 'map@0.5', 'map_0.5'],
	map50To95: ['map50-95', 'map@.5:.95', 'map@0.5:0.95', 'map_0.5:0.95'],
	top1: ['top1_acc', 'accuracy_top1'],
	top5: ['top5_acc', 'accuracy_top5'],
	learningRate: ['lr', 'lr0', 'lr1', 'lr2', 'pg0', 'pg1', 'pg2', 'lrf'],
	fitness: ['best'],
	speed: ['it/s', 's/it', 'iterationspersecond'],
	eta: ['etaseconds', 'left'],
	patience: ['earlystop', 'early-stop', 'earlystopping'],
	sharedMemory: ['shm', 'shm-size', '/dev/shm'],
	batchSize: ['batch', 'batch_size', 'batch-size'],
	workers: ['worker'],
	gpuUtilisation: ['gpu', 'utilisation', 'utilization'],
	gpuMemory: ['vram'],
	temperature: ['temp'],
	throttle: ['clocks', 'power'],
	containerCpu: ['cpu'],
	containerMemory: ['memory', 'ram'],
	checkpoint: ['last.pt', 'best.pt', 'weights'],
	confidence: ['conf', 'conf-thres', 'conf_thres'],
};

const keyByName = new Map<string, ExplanationKey>(explanationKeys.flatMap(key => [key.toLowerCase(), ...otherNames[key]].map(name => [name, key] as const)));

/**
What a column, an option or a name in the JSON is explained under, for example for `mAP@.5:.95`, `metrics/mAP50(B)` or
`--batch-size`; undefined for an unknown one.
*/
export function findExplanation(name: string): ExplanationKey | undefined {
	const plain = name.trim().toLowerCase().replace(/^--/, '').replace(/^(?:metrics|train|val|x|lr)\/(?=.)/, '').replace(/\([bmp]\)$|\)$/, '');
	return keyByName.get(plain);
}
