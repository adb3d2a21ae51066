import {metricDefinitions, type MetricName} from '../domain/metric.ts';
import {toRecord} from '../domain/record.ts';
import {explanationKeys, explanations, type ExplanationKey} from './explain.ts';

/** Without the folder of results.csv, which is taken off what is looked for. */
const ofMetrics = toRecord<MetricName, readonly string[]>(metricDefinitions.map(({name}) => name), name => metricDefinitions.find(row => row.name === name)!.columns.map(column => column.replace('metrics/', '')));

/** Other names of the same numbers, lower case: columns of the console and of results.csv, options, words on the screen, names in yolotop's JSON. */
const otherNames: Readonly<Record<ExplanationKey, readonly string[]>> = {
	...ofMetrics,
	precision: [...ofMetrics.precision, 'box(p', 'mask(p'],
	epoch: ['epochs', 'epochlabel', '轮次'],
	gpuMem: ['gpu_mem', 'reservedgpumemorybytes'],
	box: ['box_loss'],
	obj: ['obj_loss'],
	cls: ['cls_loss'],
	dfl: ['dfl_loss'],
	seg: ['seg_loss', 'mask_loss'],
	pose: ['pose_loss', 'kobj', 'kobj_loss', 'rle', 'rle_loss'],
	trainAndVal: ['train', 'val', 'valid.', 'loss', 'train_loss', 'val_loss', 'test_loss', '验证', '训练'],
	instances: ['labels', 'targets', '目标'],
	images: ['image', '图像数'],
	size: ['imgsz', 'img_size', 'img', 'imagesize', 'image-size', 'px', '图像', '像素'],
	learningRate: ['lr', 'lr0', 'lr1', 'lr2', 'pg0', 'pg1', 'pg2', 'lrf'],
	fitness: ['best'],
	speed: ['it/s', 's/it', 'iterationspersecond'],
	eta: ['etaseconds', 'left', 'ends', '剩余', '结束'],
	patience: ['earlystop', 'early-stop', 'earlystopping'],
	sharedMemory: ['shm', 'shm-size', '/dev/shm', '共享内存'],
	batchSize: ['batch', 'batch_size', 'batch-size', '批大小'],
	workers: ['worker', '加载进程'],
	gpuUtilisation: ['gpu', 'busy', 'gpu busy', 'utilisation', 'utilization'],
	gpuMemory: ['vram', '显存'],
	temperature: ['temp', '温度'],
	throttle: ['held back by', '降频原因'],
	containerCpu: ['cpu'],
	containerMemory: ['memory', 'ram', '内存'],
	checkpoint: ['last.pt', 'best.pt', 'weights'],
	batchIndex: ['批次', 'batchindex', 'batchesperepoch'],
	secondsPerEpoch: ['an epoch', 'time of an epoch', 'time per epoch', 'seconds an epoch', '每轮', 'secondsperepoch'],
	imagesPerSecond: ['张/秒', 'imagespersecond'],
	change: ['vs before', 'vs best', '较上次', '较最佳'],
	power: ['功耗'],
	clock: ['clocks', '频率'],
	fan: ['风扇'],
	performanceState: ['p-state', 'pstate', '性能状态'],
	processes: ['pids', '进程数'],
	diskRate: ['disk', '磁盘'],
	networkRate: ['network', '网络'],
	hostCpu: ['cpu of the machine'],
	hostMemory: ['memory of the machine'],
	swap: ['交换空间'],
	confidence: ['conf', 'conf-thres', 'conf_thres'],
};

const keyByName = new Map<string, ExplanationKey>(explanationKeys.flatMap(key => namesOf(key).map(name => [name, key] as const)));

/** Every name in lower case with what it is explained under, the longest first: what stands on a screen is found by it. */
export const explanationNames: ReadonlyArray<readonly [name: string, key: ExplanationKey]> = [...keyByName].toSorted(([one], [other]) => other.length - one.length);

function namesOf(key: ExplanationKey): readonly string[] {
	const own = (['en', 'zh'] as const).map(language => explanations(language)[key].name.toLowerCase().split(/[(（]/, 1)[0]!.trim());
	return [...new Set([key.toLowerCase(), ...own, ...otherNames[key]])];
}

/**
What a column, an option or a name in the JSON is explained under, for example for `mAP@.5:.95`, `metrics/mAP50(B)` or
`--batch-size`; undefined for an unknown one.
*/
export function findExplanation(name: string): ExplanationKey | undefined {
	const plain = name.trim().toLowerCase().replace(/^--/, '').replace(/^(?:metrics|train|val|x|lr)\/(?=.)/, '').replace(/\([bmp]\)$|\)$/, '');
	return keyByName.get(plain);
}
