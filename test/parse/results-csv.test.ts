import {describe, expect, test} from 'vitest';
import {parseResultsCsv} from '../../source/parse/results-csv.ts';
import {parseSettingsFile} from '../../source/parse/settings-file.ts';

const yolov5 = 'epoch,train/box_loss,train/obj_loss,train/cls_loss,metrics/precision,metrics/recall,metrics/mAP_0.5,metrics/mAP_0.5:0.95,val/box_loss,val/obj_loss,val/cls_loss,x/lr0,x/lr1,x/lr2';
const ultralytics = 'epoch,time,train/box_loss,train/cls_loss,train/dfl_loss,metrics/precision(B),metrics/recall(B),metrics/mAP50(B),metrics/mAP50-95(B),val/box_loss,val/cls_loss,val/dfl_loss,lr/pg0,lr/pg1,lr/pg2';
const pad = (line: string) => line.split(',').map(cell => cell.padStart(20)).join(',');
const row5 = (epoch: number, box = '0.1') => `${epoch},${box},0.02,0.03,0.5,0.4,0.3,0.2,0.11,0.21,0.31,0.01,0.02,0.03`;
const row8 = (epoch: number, time: number) => `${epoch},${time},1,2,3,0.5,0.4,0.3,0.2,4,5,6,0.01,0.02,0.03`;
const file = (...lines: string[]) => lines.map(line => `${line}\n`).join('');
const epochs = (text: string) => parseResultsCsv(text).records.map(({epoch}) => epoch);

describe('results.csv', () => {
	test.each([
		['padded', file(pad(yolov5), pad(row5(0)), pad(row5(1)))],
		['plain', file(yolov5, row5(0), row5(1))],
		['with the line ends of Windows', file(yolov5, row5(0), row5(1)).replaceAll('\n', '\r\n')],
		['with the header again', file(yolov5, row5(0), yolov5, row5(1))],
		['while a row is being written', `${file(yolov5, row5(0), row5(1))}${row5(2).slice(0, 20)}`],
		['with the extra row of segmentation', file(yolov5, row5(0), row5(1), '2,0,0,0,0,0.1,0.2,0.3')],
		['with a row that is no row', file(yolov5, row5(0), 'x,'.repeat(14).slice(0, -1), row5(1), '', '# note')],
	])('%s', (_name, text) => {
		const {records, framework, task} = parseResultsCsv(text);
		expect({framework, task}).toEqual({framework: {name: 'yolov5'}, task: 'detect'});
		expect(records).toHaveLength(2);
		expect(records[1]).toEqual({
			epoch: 2,
			losses: {box: 0.1, obj: 0.02, cls: 0.03},
			validationLosses: {box: 0.11, obj: 0.21, cls: 0.31},
			metrics: {
				precision: 0.5, recall: 0.4, map50: 0.3, map50To95: 0.2,
			},
			learningRates: [0.01, 0.02, 0.03],
		});
	});

	test('a last row without its line feed counts, but its last number may not be whole', () => {
		const {records} = parseResultsCsv(`${yolov5}\n${row5(0)}`);
		expect(records).toHaveLength(1);
		expect(records[0]).not.toHaveProperty('learningRates');
	});

	test('the later of two rows of an epoch counts, in order of the epochs', () => {
		const {records} = parseResultsCsv(file(yolov5, row5(0), row5(1, '0.5'), row5(2), row5(1, '0.6')));
		expect(records.map(({epoch, losses}) => [epoch, losses.box])).toEqual([[1, 0.1], [2, 0.6], [3, 0.1]]);
	});

	test('Ultralytics counts from 1, and from 0 in early versions', () => {
		expect(epochs(file(ultralytics, row8(1, 10), row8(2, 20)))).toEqual([1, 2]);
		expect(epochs(file(ultralytics, row8(0, 10), row8(1, 20)))).toEqual([1, 2]);
		expect(epochs(file(ultralytics, row8(3, 10), row8(4, 20)))).toEqual([3, 4]);
	});

	test('durations are differences of the column time, which a resume begins again', () => {
		const {records, task} = parseResultsCsv(file(ultralytics, row8(1, 10), row8(2, 25), row8(3, 7), row8(4, 15)));
		expect(records.map(({seconds}) => seconds)).toEqual([10, 15, 7, 8]);
		expect(task).toBeUndefined();
	});

	test('of the row behind rows that are left out nobody knows how long its epoch took', () => {
		const {records} = parseResultsCsv('epoch,time,train/box_loss\n1,10,0.5\n2,20,0.5\n50,500,0.5\n51,512,0.5\n');
		expect(records.map(({seconds}) => seconds)).toEqual([10, 10, undefined, 12]);
	});

	test('an epoch without validation has zeros in the file and no quality here', () => {
		const {records} = parseResultsCsv(file(yolov5, '0,0.1,0.2,0.3,0,0,0,0,0,0,0,0.1,0.1,0.1', '1,0.1,0.2,0.3,0,0,0,0,0.1,0.2,0.3,0.1,0.1,0.1'));
		expect(records[0]).not.toHaveProperty('metrics');
		expect(records[0]).not.toHaveProperty('validationLosses');
		expect(records[1]?.metrics).toEqual({
			precision: 0, recall: 0, map50: 0, map50To95: 0,
		});
	});

	test('quality that cannot be is not known', () => {
		const header = 'epoch,train/box_loss,metrics/precision,metrics/recall,metrics/mAP_0.5,metrics/mAP_0.5:0.95,val/box_loss\n';
		const {records} = parseResultsCsv(`${header}0,0.1,inf,-0.5,2.5,0.4,0.2\n1,0.1,1,0,nan,1.0001,0.2\n`);
		expect(records.map(({metrics}) => metrics)).toEqual([{map50To95: 0.4}, {precision: 1, recall: 0, map50: NaN}]);
	});

	test('nan and inf are kept', () => {
		const {records} = parseResultsCsv(file(yolov5, row5(0, 'nan'), row5(1, 'inf')));
		expect(records.map(({losses}) => losses.box)).toEqual([NaN, Infinity]);
	});

	test('masks, keypoints and classification by the names of the columns', () => {
		const masks = parseResultsCsv(file('epoch,train/box_loss,train/seg_loss,metrics/mAP_0.5(B),metrics/mAP_0.5(M),val/seg_loss,x/lr0', '0,1,2,0.3,0.4,5,0.1'));
		expect(masks).toMatchObject({
			framework: {name: 'yolov5'}, task: 'segment', records: [{
				losses: {box: 1, seg: 2}, metrics: {map50: 0.3}, maskMetrics: {map50: 0.4}, validationLosses: {seg: 5},
			}],
		});
		const keypoints = parseResultsCsv(file('epoch,time,train/kobj_loss,metrics/mAP50(B),metrics/mAP50-95(P),val/kobj_loss,lr/pg0', '1,9,2,0.3,0.4,5,0.1'));
		expect(keypoints).toMatchObject({framework: {name: 'ultralytics'}, task: 'pose', records: [{losses: {kobj: 2}, poseMetrics: {map50To95: 0.4}}]});
		const classes = parseResultsCsv(file('epoch,train/loss,val/loss,metrics/accuracy_top1,metrics/accuracy_top5,lr/0', '0,1.3,5.6,0.5,1,0.1'));
		expect(classes).toMatchObject({
			framework: {name: 'yolov5'}, task: 'classify', records: [{
				epoch: 1, losses: {loss: 1.3}, validationLosses: {loss: 5.6}, metrics: {top1: 0.5, top5: 1},
			}],
		});
	});

	test.each([['empty', ''], ['blank', '\n\n'], ['only a header', `${yolov5}\n`], ['no table', 'hello\nworld\n'], ['a binary', '\u{0}\u{1}\u{FFFD}']])('%s gives no epoch', (_name, text) => {
		expect(epochs(text)).toEqual([]);
	});
});

describe('settings files', () => {
	test('values are as written, nested names are dotted', () => {
		expect(parseSettingsFile('weights: yolov5n.pt\ncfg: \'\'\nhyp:\n  lr0: 0.01\n  box: 5.0e-05\nepochs: 30\nresume: false\nevolve: null\nfreeze:\n- 0\n- 1\nempty:\n')).toEqual({
			weights: 'yolov5n.pt',
			cfg: '',
			'hyp.lr0': '0.01',
			'hyp.box': '5.0e-05',
			epochs: '30',
			resume: 'false',
			evolve: 'null',
			freeze: '[0, 1]',
			empty: '',
		});
	});

	test.each(['', '- 1\n- 2\n', 'just text', '{', 'a: *nothing\n', '\u{0}'])('%j is no settings file, and nothing throws', text => {
		expect(parseSettingsFile(text)).toEqual({});
	});

	test('what can be read of a half written file is read', () => {
		expect(parseSettingsFile('epochs: 30\nhyp:\n  lr0: 0.0')).toEqual({epochs: '30', 'hyp.lr0': '0.0'});
	});
});

describe('results.txt of YOLOv5 up to v5.0', () => {
	const row = (epoch: string, quality: string) => `  ${epoch}     0.98G   0.04366   0.02842   0.00566   0.07774        29       640${quality}\n`;
	const validated = '     0.618     0.486     0.496      0.26     0.041     0.029     0.005';

	test('a row an epoch, the later of two counts', () => {
		const {records, framework, task} = parseResultsCsv(row('0/2', validated) + row('1/2', validated) + row('1/2', validated.replace('0.496', '0.501')));
		expect({framework, task}).toEqual({framework: {name: 'yolov5'}, task: 'detect'});
		expect(records.map(({epoch, metrics}) => [epoch, metrics?.map50])).toEqual([[1, 0.496], [2, 0.501]]);
		expect(records[0]).toEqual({
			epoch: 1,
			losses: {
				box: 0.04366, obj: 0.02842, cls: 0.00566, total: 0.07774,
			},
			metrics: {
				precision: 0.618, recall: 0.486, map50: 0.496, map50To95: 0.26,
			},
			validationLosses: {box: 0.041, obj: 0.029, cls: 0.005},
		});
	});

	test.each([
		['faces', '   0.03'],
		['poses', '   0.03  0.0011'],
	])('a fork for %s has losses of its own before their sum', (_, own) => {
		const {records} = parseResultsCsv(row('0/2', validated).replace('   0.07774', `${own}   0.10774`) + row('1/2', '     0.618').replace('   0.07774', `${own}   0.10774`));
		expect(records.map(({losses, metrics, validationLosses}) => ({losses, map50: metrics?.map50, validationLosses}))).toEqual([{
			losses: {
				box: 0.04366, obj: 0.02842, cls: 0.00566, total: 0.10774,
			},
			map50: 0.496,
			validationLosses: {box: 0.041, obj: 0.029, cls: 0.005},
		}]);
	});

	test('without validation, and cut', () => {
		const {records} = parseResultsCsv(row('0/2', '         0'.repeat(7)) + row('1/2', '     0.618'));
		expect(records.map(({epoch, metrics}) => [epoch, metrics])).toEqual([[1, undefined]]);
	});
});
