import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Metrics} from '../../source/domain/metric.ts';
import type {ValidationRow} from '../../source/domain/validation.ts';
import {readFrames} from '../recordings.ts';
import {
	general,
	printRun,
	type PrintedRun,
	type Row,
} from './printed-run.ts';

const box = ['P', 'R', 'mAP50', 'mAP50-95'];
const set = (name: string) => [`${name}(P`, 'R', 'mAP50', 'mAP50-95)'];

/** Every table that a framework prints; a new task is a row here. */
const tables = [
	{
		name: 'yolov5 detect', framework: 'yolov5', lossColumns: ['box_loss', 'obj_loss', 'cls_loss'], validationHeader: ['Class', 'Images', 'Instances', ...box], second: undefined,
	},
	{
		name: 'yolov5 segment', framework: 'yolov5', lossColumns: ['box_loss', 'seg_loss', 'obj_loss', 'cls_loss'], validationHeader: ['Class', 'Images', 'Instances', ...set('Box'), ...set('Mask')], second: 'maskMetrics',
	},
	{
		name: 'yolov5 v6.1', framework: 'yolov5', lossColumns: ['box', 'obj', 'cls'], validationHeader: ['Class', 'Images', 'Labels', 'P', 'R', 'mAP@.5', 'mAP@.5:.95'], second: undefined,
	},
	{
		name: 'yolov5 v5.0', framework: 'yolov5', lossColumns: ['box', 'obj', 'cls', 'total'], validationHeader: ['Class', 'Images', 'Targets', 'P', 'R', 'mAP@.5', 'mAP@.5:.95'], second: undefined,
	},
	{
		name: 'ultralytics detect', framework: 'ultralytics', lossColumns: ['box_loss', 'cls_loss', 'dfl_loss'], validationHeader: ['Class', 'Images', 'Instances', ...set('Box')], second: undefined,
	},
	{
		name: 'ultralytics segment', framework: 'ultralytics', lossColumns: ['box_loss', 'seg_loss', 'cls_loss', 'dfl_loss'], validationHeader: ['Class', 'Images', 'Instances', ...set('Box'), ...set('Mask')], second: 'maskMetrics',
	},
	{
		name: 'ultralytics pose', framework: 'ultralytics', lossColumns: ['box_loss', 'pose_loss', 'kobj_loss', 'cls_loss', 'dfl_loss'], validationHeader: ['Class', 'Images', 'Instances', ...set('Box'), ...set('Pose')], second: 'poseMetrics',
	},
	{
		name: 'ultralytics pose of 2026', framework: 'ultralytics', lossColumns: ['box_loss', 'pose_loss', 'kobj_loss', 'cls_loss', 'dfl_loss', 'rle_loss'], validationHeader: ['Class', 'Images', 'Instances', ...set('Box'), ...set('Pose')], second: 'poseMetrics',
	},
	{
		name: 'ultralytics obb', framework: 'ultralytics', lossColumns: ['box_loss', 'cls_loss', 'dfl_loss', 'angle_loss'], validationHeader: ['Class', 'Images', 'Instances', ...set('Box')], second: undefined,
	},
	{
		name: 'ultralytics classify', framework: 'ultralytics', lossColumns: ['loss'], validationHeader: ['classes', 'top1_acc', 'top5_acc'], second: undefined,
	},
] as const;

const loss = fc.oneof(fc.double({min: 1e-7, max: 5000, noNaN: true}), fc.constantFrom(0, NaN, Infinity));
const quality = fc.oneof(fc.double({min: 0, max: 1, noNaN: true}), fc.constantFrom(0, 1, NaN, 1e-6));
const count = fc.integer({min: 0, max: 5_000_000});
const className = fc.oneof(
	fc.constantFrom('3', '42', 'a: b', '安全帽 红色', 'hard hat (blue) 2', 'all', 'all 5', '0.5 1', 'Class', 'no-helmet', 'traffic light', 'x'.repeat(30), '没有戴安全帽的施工人员', 'nan', '1e5', 'epoch 1/2', '100%', 'Epoch GPU_mem'),
	fc.stringMatching(/^\w[\w '()\-.:]{0,28}\w$/),
).map(name => name.replaceAll(/ {2,}/g, ' '));

function anyRun(table: typeof tables[number]): fc.Arbitrary<PrintedRun> {
	const width = table.validationHeader.length - (table.validationHeader[0] === 'Class' ? 3 : 1);
	const metrics = fc.array(quality, {minLength: width, maxLength: width});
	const epoch = fc.record({
		losses: fc.array(loss, {minLength: table.lossColumns.length, maxLength: table.lossColumns.length}),
		instances: fc.integer({min: 0, max: 9999}),
		size: fc.constantFrom(64, 128, 640, 1280),
		metrics,
	});
	const row = fc.record({name: className, ...(table.validationHeader[0] === 'Class' && {images: count, instances: count}), metrics}) as fc.Arbitrary<Row>;
	return fc.record({
		framework: fc.constant(table.framework),
		lossColumns: fc.constant(table.lossColumns),
		validationHeader: fc.constant(table.validationHeader),
		nameWidth: fc.constantFrom(20, 22),
		bar: fc.constantFrom('clock', 'tqdm', 'none', 'own'),
		width: fc.oneof(fc.integer({min: 40, max: 260}), fc.constantFrom(50, 60, 79, 80, 100, 110, 120, 160, 200)),
		memory: fc.constantFrom('0G', '1.03G', '10.3G', '103G', '0.00512G'),
		batches: fc.integer({min: 2, max: 20_000}),
		epochs: fc.array(epoch, {minLength: 1, maxLength: 4}),
		images: count,
		instances: count,
		classes: fc.array(row, {maxLength: 12}),
		lineFeed: fc.constantFrom('\n', '\r\n'),
	});
}

/** The number that is printed, which is all that a reader can know. */
const printed = (value: number, digits: number) => {
	const text = general(value, digits);
	return {nan: NaN, inf: Infinity}[text] ?? Number(text);
};

function expectedRow(run: PrintedRun, second: 'maskMetrics' | 'poseMetrics' | undefined, row: Row): ValidationRow {
	const values = row.metrics.map(value => printed(value, 3));
	if (run.validationHeader[0] === 'classes') {
		return {name: row.name, metrics: {top1: values[0]!, top5: values[1]!}};
	}

	const toSet = ([precision, recall, map50, map50To95]: readonly number[]): Metrics => ({
		precision: precision!, recall: recall!, map50: map50!, map50To95: map50To95!,
	});
	return {
		name: row.name, images: row.images!, instances: row.instances!, metrics: toSet(values), ...(second !== undefined && {[second]: toSet(values.slice(4))}),
	};
}

/** What the width leaves of the losses: a cell counts when its last column is drawn. */
function visibleLosses(run: PrintedRun, losses: readonly number[]): Record<string, number> {
	const shown = run.bar === 'own' ? losses.length : losses.filter((_, index) => (index + 3) * 11 <= run.width).length;
	return Object.fromEntries(losses.slice(0, shown).map((value, index) => [run.lossColumns[index]!.replace('_loss', ''), printed(value, 4)]));
}

describe.each(tables)('$name', table => {
	test('what is printed is read back at any width', () => {
		fc.assert(fc.property(anyRun(table), run => {
			const {events} = readFrames([['tty', new TextEncoder().encode(printRun(run))]]);
			const records = events.flatMap(event => event.type === 'epoch-completed' ? [event] : []);
			expect(records.map(({record}) => record.epoch)).toEqual(run.epochs.map((_, index) => index + 1));
			for (const [index, {record, epochs}] of records.entries()) {
				const epoch = run.epochs[index]!;
				const {name: _, images: _images, instances: _instances, ...metrics} = expectedRow(run, table.second, {
					name: 'all', images: 0, instances: 0, metrics: epoch.metrics!,
				});
				expect(epochs).toBe(run.epochs.length);
				expect(record).toMatchObject({losses: visibleLosses(run, epoch.losses), ...metrics});
				expect(Object.keys(record.losses)).toEqual(Object.keys(visibleLosses(run, epoch.losses)));
			}

			const final = events.flatMap(event => (event.type === 'validation-reported' || event.type === 'class-reported') && event.scope === 'final' ? [event.row] : []);
			const all: Row = {
				name: 'all', images: run.images, instances: run.instances, metrics: run.epochs.at(-1)!.metrics!,
			};
			expect(final).toEqual([all, ...run.classes].map(row => expectedRow(run, table.second, row)));

			for (const event of events) {
				if (event.type === 'epoch-progressed' && event.progress.batchesPerEpoch !== undefined) {
					expect([event.progress.batchIndex, event.progress.batchesPerEpoch]).toEqual([run.batches, run.batches]);
				}
			}
		}), {numRuns: 200});
	});
});

test('the framework is inferred where no banner was printed', () => {
	for (const table of tables) {
		const [run] = fc.sample(anyRun(table), 1);
		const {events} = readFrames([['tty', new TextEncoder().encode(printRun({...run!, bar: 'own'}))]]);
		expect(events.find(event => event.type === 'framework-detected')).toMatchObject({framework: {name: table.framework}});
	}
});
