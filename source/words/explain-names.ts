import {metricDefinitions, type MetricName} from '../domain/metric.ts';
import {toRecord} from '../domain/record.ts';
import {languages, wordsIn, type Words} from './words.ts';

export type ExplanationKey = keyof Words['explanations'];

/** Every key, in the order in which a person meets the numbers. */
export const explanationKeys = (): readonly ExplanationKey[] => Object.keys(wordsIn('en').explanations) as ExplanationKey[];

/** Without the folder of results.csv, which is taken off what is looked for. */
const ofMetrics = toRecord<MetricName, readonly string[]>(metricDefinitions.map(({name}) => name), name => metricDefinitions.find(row => row.name === name)!.columns.map(column => column.replace('metrics/', '')));

/** Other names of the same numbers, lower case: columns of the console and of results.csv, options, words on the screen, names in yolotop's JSON. */
const otherNames: Partial<Readonly<Record<ExplanationKey, readonly string[]>>> = {
	...ofMetrics,
	precision: ['box(p', 'mask(p'],
	epoch: ['epochs', 'epochlabel'],
	gpuMem: ['gpu_mem', 'reservedgpumemorybytes'],
	box: ['box_loss'],
	obj: ['obj_loss'],
	cls: ['cls_loss'],
	dfl: ['dfl_loss'],
	seg: ['seg_loss', 'mask_loss'],
	pose: ['pose_loss', 'kobj', 'kobj_loss', 'rle', 'rle_loss'],
	trainAndVal: ['train', 'val', 'valid.', 'loss', 'train_loss', 'val_loss', 'test_loss'],
	instances: ['labels', 'targets'],
	images: ['image'],
	size: ['imgsz', 'img_size', 'img', 'imagesize', 'image-size', 'px'],
	learningRate: ['lr', 'lr0', 'lr1', 'lr2', 'pg0', 'pg1', 'pg2', 'lrf'],
	fitness: ['best'],
	speed: ['it/s', 's/it', 'iterationspersecond'],
	eta: ['etaseconds', 'left', 'ends'],
	patience: ['earlystop', 'early-stop', 'earlystopping'],
	sharedMemory: ['shm', 'shm-size', '/dev/shm'],
	batchSize: ['batch', 'batch_size', 'batch-size'],
	workers: ['worker'],
	gpuUtilisation: ['gpu', 'busy', 'gpu busy', 'utilisation', 'utilization'],
	gpuMemory: ['vram'],
	temperature: ['temp'],
	throttle: ['held back by'],
	containerCpu: ['cpu'],
	containerMemory: ['memory', 'ram'],
	checkpoint: ['last.pt', 'best.pt', 'weights'],
	batchIndex: ['batchindex', 'batchesperepoch'],
	secondsPerEpoch: ['an epoch', 'time of an epoch', 'time per epoch', 'seconds an epoch', 'secondsperepoch'],
	imagesPerSecond: ['imagespersecond'],
	change: ['vs before', 'vs best'],
	clock: ['clocks'],
	performanceState: ['p-state', 'pstate'],
	processes: ['pids'],
	diskRate: ['disk'],
	networkRate: ['network'],
	hostCpu: ['cpu of the machine'],
	hostMemory: ['memory of the machine'],
	confidence: ['conf', 'conf-thres', 'conf_thres'],
};

let keyByName: ReadonlyMap<string, ExplanationKey> | undefined;

/** Every name in lower case with what it is explained under; made at the first question, when the words are loaded. */
function names(): ReadonlyMap<string, ExplanationKey> {
	keyByName ??= new Map(explanationKeys().flatMap(key => namesOf(key).map(name => [name, key] as const)));
	return keyByName;
}

/** Every name in lower case with what it is explained under, the longest first: what is on a screen is found by it. */
export function explanationNames(): ReadonlyArray<readonly [name: string, key: ExplanationKey]> {
	return [...names()].toSorted(([one], [other]) => other.length - one.length);
}

function namesOf(key: ExplanationKey): readonly string[] {
	const own = languages.flatMap(language => {
		const {explanations, explanationAliases} = wordsIn(language);
		return [explanations[key].name.toLowerCase().split(/[(（]/, 1)[0]!.trim(), ...explanationAliases[key] ?? []];
	});
	return [...new Set([key.toLowerCase(), ...own, ...otherNames[key] ?? []])];
}

/**
What a column, an option or a name in the JSON is explained under, for example for `mAP@.5:.95`, `metrics/mAP50(B)` or
`--batch-size`; undefined for an unknown one.
*/
export function findExplanation(name: string): ExplanationKey | undefined {
	const plain = name.trim().toLowerCase().replace(/^--/, '').replace(/^(?:metrics|train|val|x|lr)\/(?=.)/, '').replace(/\([bmp]\)$|\)$/, '');
	return names().get(plain);
}
