import {metricDefinitions, type MetricName} from '../domain/metric.ts';
import type {FrameworkName, Task} from '../domain/framework.ts';
import {findByLosses} from './dialects/table.ts';
import {parsePrintedNumber} from './printed-number.ts';

/** What a column of the training table means. */
export type TrainRole =
	| {readonly kind: 'epoch' | 'memory' | 'instances' | 'imageSize' | 'learningRate'}
	/** `key` is the column's name without `_loss`. */
	| {readonly kind: 'loss'; readonly key: string}
	| {readonly kind: 'validation-loss'; readonly key: string}
	| {readonly kind: 'metric'; readonly name: MetricName};

/** The columns of the training table in order, with where each ends in the header line. */
export type TrainHeader = {
	readonly columns: ReadonlyArray<{readonly role: TrainRole; readonly end: number}>;
};

const fixedRoles = new Map<string, TrainRole>([
	['epoch', {kind: 'epoch'}],
	['gpu_mem', {kind: 'memory'}],
	['lr', {kind: 'learningRate'}],
	['instances', {kind: 'instances'}],
	['labels', {kind: 'instances'}],
	['targets', {kind: 'instances'}],
	['size', {kind: 'imageSize'}],
	['img_size', {kind: 'imageSize'}],
	// YOLOv5 classification: one loss, trained and validated in the same row.
	['train_loss', {kind: 'loss', key: 'loss'}],
	['val_loss', {kind: 'validation-loss', key: 'loss'}],
	['test_loss', {kind: 'validation-loss', key: 'loss'}],
]);

/**
Recognises the header above a training bar, such as `Epoch GPU_mem box_loss obj_loss cls_loss Instances Size`.
A column that is not in the table of fixed columns or metrics is a loss: new losses need no change here.
*/
export function recogniseTrainHeader(text: string): TrainHeader | undefined {
	if (!/^\s*epoch\s+(?:gpu_mem|(?:lr\s+)?iou_loss)\s/i.test(text)) {
		return undefined;
	}

	const columns = [...text.matchAll(/\S+/g)].map(match => ({name: match[0], end: match.index + match[0].length}));
	return columns.every(({name}) => /^[a-z]\w*$/i.test(name) && parsePrintedNumber(name) === undefined)
		? {columns: columns.map(({name, end}) => ({role: roleOf(name), end}))}
		: undefined;
}

/** Whether its rows name the memory of the GPU in their second cell, as all but those of YOLOv6 do. */
export function hasMemory({columns}: TrainHeader): boolean {
	return columns[1]?.role.kind === 'memory';
}

function roleOf(name: string): TrainRole {
	const lower = name.toLowerCase();
	const fixed = fixedRoles.get(lower);
	if (fixed !== undefined) {
		return fixed;
	}

	const metric = metricDefinitions.find(({columns}) => columns.includes(lower));
	return metric === undefined ? {kind: 'loss', key: name.replace(/_loss$/, '')} : {kind: 'metric', name: metric.name};
}

/** Who counts the epochs, and how. */
export type Dialect = {
	readonly framework: FrameworkName;
	readonly task?: Task;
	/** Whether the first epoch is printed as 0 and the last as the total less 1. */
	readonly isZeroBased: boolean;
};

/** What a header or a table says of who prints it; what is undefined it does not say. */
export type LearnedDialect = {readonly framework: FrameworkName; readonly task?: Task; readonly variant?: string};

/** Infers the framework, for a stream whose banner was not seen. */
export function inferDialect(header: TrainHeader): LearnedDialect {
	const losses = new Set(header.columns.flatMap(({role}) => role.kind === 'loss' ? [role.key] : []));
	const special = findByLosses(losses);
	if (special !== undefined) {
		return special;
	}

	if (header.columns.some(({role}) => role.kind === 'validation-loss')) {
		return {framework: 'yolov5', task: 'classify'};
	}

	if (losses.has('obj') && !losses.has('dfl')) {
		return {framework: 'yolov5', task: losses.has('seg') ? 'segment' : 'detect'};
	}

	if (losses.has('seg')) {
		return {framework: 'ultralytics', task: 'segment'};
	}

	if (losses.has('pose') || losses.has('kobj')) {
		return {framework: 'ultralytics', task: 'pose'};
	}

	if (losses.has('loss')) {
		return {framework: 'ultralytics', task: 'classify'};
	}

	// Detection and oriented boxes have the same columns up to 8.3; later versions add an angle loss.
	return losses.has('angle') ? {framework: 'ultralytics', task: 'obb'} : {framework: 'ultralytics'};
}

/** Columns of frameworks that can train with their log lines switched off (YOLOv5_VERBOSE=false), so that no header is printed. */
const silentLosses = new Map([
	['yolov5 detect 7', ['box', 'obj', 'cls']],
	['yolov5 segment 8', ['box', 'seg', 'obj', 'cls']],
	['ultralytics detect 7', ['box', 'cls', 'dfl']],
	['ultralytics obb 7', ['box', 'cls', 'dfl']],
	['ultralytics segment 8', ['box', 'seg', 'cls', 'dfl']],
	['ultralytics pose 9', ['box', 'pose', 'kobj', 'cls', 'dfl']],
	['ultralytics classify 5', ['loss']],
]);

/**
The header that a framework would have printed above a row of so many cells.

@returns undefined where that is not certain.
*/
export function assumedHeader({framework, task = 'detect'}: Pick<Dialect, 'framework' | 'task'>, cells: number): TrainHeader | undefined {
	const losses = silentLosses.get(`${framework} ${task} ${cells}`);
	if (losses === undefined) {
		return undefined;
	}

	const roles: TrainRole[] = [
		{kind: 'epoch'},
		{kind: 'memory'},
		...losses.map((key): TrainRole => ({kind: 'loss', key})),
		{kind: 'instances'},
		{kind: 'imageSize'},
	];
	return {columns: roles.map((role, index) => ({role, end: (index + 1) * 11}))};
}
