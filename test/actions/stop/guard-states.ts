import {Buffer} from 'node:buffer';
import type {GuardLook} from '../../../source/actions/stop/guard.ts';

/** The beginning of a checkpoint's dictionary as CPython's pickle.dumps gave it for epoch 4 and a fitness of 0.2871, and of another one as `fitness`. */
const fitnessForms = {
	// Numpy.array([0.2871]), as YOLOv5 has it, by protocols 2 and 4.
	array: 'gAJ9cQAoWAUAAABlcG9jaHEBSwRYDAAAAGJlc3RfZml0bmVzc3ECY251bXB5Ll9jb3JlLm11bHRpYXJyYXkKX3JlY29uc3RydWN0CnEDY251bXB5Cm5kYXJyYXkKcQRLAIVxBWNfY29kZWNzCmVuY29kZQpxBlgBAAAAYnEHWAYAAABsYXRpbjFxCIZxCVJxCodxC1JxDChLAUsBhXENY251bXB5CmR0eXBlCnEOWAIAAABmOHEPiYiHcRBScREoSwNYAQAAADxxEk5OTkr/////Sv////9LAHRxE2KJaAZYDQAAAFbCn8Krwq3DmF/Dkj9xFGgIhnEVUnEWdHEXYlgFAAAAbW9kZWxxGE51Lg==',
	array4: 'gASVtwAAAAAAAAB9lCiMBWVwb2NolEsEjAxiZXN0X2ZpdG5lc3OUjBZudW1weS5fY29yZS5tdWx0aWFycmF5lIwMX3JlY29uc3RydWN0lJOUjAVudW1weZSMB25kYXJyYXmUk5RLAIWUQwFilIeUUpQoSwFLAYWUaAaMBWR0eXBllJOUjAJmOJSJiIeUUpQoSwOMATyUTk5OSv////9K/////0sAdJRiiUMIVp+rrdhf0j+UdJRijAVtb2RlbJROdS4=',
	scalar: 'gAJ9cQAoWAUAAABlcG9jaHEBSwRYDAAAAGJlc3RfZml0bmVzc3ECY251bXB5Ll9jb3JlLm11bHRpYXJyYXkKc2NhbGFyCnEDY251bXB5CmR0eXBlCnEEWAIAAABmOHEFiYiHcQZScQcoSwNYAQAAADxxCE5OTkr/////Sv////9LAHRxCWJjX2NvZGVjcwplbmNvZGUKcQpYDQAAAFbCn8Krwq3DmF/Dkj9xC1gGAAAAbGF0aW4xcQyGcQ1ScQ6GcQ9ScRBYBQAAAG1vZGVscRFOdS4=',
} as const;

export type Checkpoint = {readonly epoch: number; readonly fitness?: number | keyof typeof fitnessForms; readonly cutTo?: number; readonly isOld?: boolean; readonly ageSeconds?: number};

export function pickleOf({epoch, fitness}: Checkpoint): Uint8Array {
	if (typeof fitness === 'string') {
		return Buffer.from(fitnessForms[fitness], 'base64');
	}

	const key = (name: string) => Buffer.concat([Buffer.from([0x58, name.length, 0, 0, 0]), Buffer.from(name)]);
	const number = Buffer.alloc(5);
	number.writeUInt8(0x4A, 0);
	number.writeInt32LE(epoch, 1);
	const value = Buffer.alloc(9);
	value.writeUInt8(0x47, 0);
	value.writeDoubleBE(fitness ?? 0, 1);
	return Buffer.concat([Buffer.from([0x80, 2]), Buffer.from('}q\0('), key('epoch'), number, ...(fitness === undefined ? [] : [key('best_fitness'), value]), key('model'), Buffer.from('Nu.')]);
}

/** The values of rows: mAP50 and mAP50-95 of each epoch. The fitness of the weights 0.1 and 0.9 is given beside each. */
const rising = [[0.1, 0.05], [0.2, 0.1], [0.3, 0.2], [0.4, 0.3], [0.42, 0.2723]] as const; // 0.055, 0.11, 0.21, 0.31, 0.28707
const fitnessOf = ([half, mean]: readonly [number, number]) => (0.1 * half) + (0.9 * mean);

export const yolov5Table = (rows: ReadonlyArray<readonly [number, number]>) => [
	'   epoch,   train/box_loss,   metrics/precision,   metrics/mAP_0.5,   metrics/mAP_0.5:0.95,   x/lr0',
	...rows.map(([half, mean], index) => `   ${index},   0.1,   0.5,   ${half},   ${mean},   0.01`),
	'',
].join('\n');

const ultralyticsTable = (rows: ReadonlyArray<readonly [number, number]>) => [
	'epoch,time,train/box_loss,metrics/precision(B),metrics/mAP50(B),metrics/mAP50-95(B),metrics/mAP50(M),metrics/mAP50-95(M),lr/pg0',
	...rows.map(([half, mean], index) => `${index + 1},3.5,0.1,0.5,${half / 2},${mean / 2},${half / 2},${mean / 2},0.01`),
	'',
].join('\n');

const oldTable = (rows: ReadonlyArray<readonly [number, number]>) => rows.map(([half, mean], index) => `     ${index}/9        0G    0.1    0.02    0.04    0.2    12    640    0.5    0.6    ${half}    ${mean}    0.1    0.1    0.1\n`).join('');

const classifyTable = (tops: readonly number[]) => ['epoch,train/loss,test/loss,metrics/accuracy_top1,metrics/accuracy_top5,lr/0', ...tops.map((top, index) => `${index},1,1,${top},1,0.01`), ''].join('\n');

type State = {
	/** The text of results.csv, or of results.txt. */
	readonly table?: string;
	readonly tableName?: string;
	readonly tableAgeSeconds?: number;
	readonly last?: Checkpoint;
	readonly best?: Checkpoint;
	readonly isUnsaved?: boolean;
	/** A file that the training has open for writing. */
	readonly open?: string;
};

export const rows = (count: number) => rising.slice(0, count);
export const held = (epochs: number, fitness?: Checkpoint['fitness']): Checkpoint => ({epoch: epochs - 1, ...(fitness !== undefined && {fitness})});
export const best3 = fitnessOf(rising[2]);
export const best4 = fitnessOf(rising[3]);

export const guardStates: ReadonlyArray<readonly [what: string, state: State, verdict: GuardLook['verdict'], completedEpochs: number | undefined]> = [
	['nothing is there yet', {}, 'rest', undefined],
	['the table has its header only', {table: yolov5Table([])}, 'rest', undefined],
	['the first row, and no last.pt yet', {table: yolov5Table(rows(1))}, 'last', undefined],
	['the first row, of a training that saves none', {table: yolov5Table(rows(1)), isUnsaved: true}, 'rest', undefined],
	['a row of half a minute ago without any last.pt', {table: yolov5Table(rows(1)), tableAgeSeconds: 30}, 'rest', undefined],
	['a row without its line feed', {table: yolov5Table(rows(3)).trimEnd(), last: held(3, best3), best: held(3)}, 'table', 3],
	['a row more than last.pt holds', {table: yolov5Table(rows(3)), last: held(2, fitnessOf(rising[1])), best: held(2)}, 'last', 2],
	['the same with labels from 1', {table: ultralyticsTable(rows(3)), last: held(2, fitnessOf(rising[1])), best: held(2)}, 'last', 2],
	['the same of an old version', {
		table: oldTable(rows(3)), tableName: 'results.txt', last: held(2, fitnessOf(rising[1])), best: held(2),
	}, 'last', 2],
	['last.pt that was just opened', {table: yolov5Table(rows(3)), last: {...held(3), cutTo: 0}, best: held(2)}, 'last', undefined],
	['last.pt half written', {table: yolov5Table(rows(3)), last: {...held(3), cutTo: 4000}, best: held(2)}, 'last', undefined],
	['last.pt without its last bytes', {table: yolov5Table(rows(3)), last: {...held(3), cutTo: -1}, best: held(2)}, 'last', undefined],
	['last.pt cut long ago by another process', {table: yolov5Table(rows(3)), tableAgeSeconds: 40, last: {...held(3), cutTo: 4000, ageSeconds: 30}}, 'rest', undefined],
	['last.pt of the best epoch, and best.pt of an earlier one', {table: yolov5Table(rows(4)), last: held(4, best4), best: held(3)}, 'best', 4],
	['the same with labels from 1 and two sets', {table: ultralyticsTable(rows(4)), last: held(4, best4), best: held(3)}, 'best', 4],
	['the same where the fitness is mAP50-95 alone', {table: yolov5Table(rows(4)), last: held(4, 0.3), best: held(3)}, 'best', 4],
	['the same for classification', {table: classifyTable([0.5, 0.6]), last: held(2, 0.6), best: held(1)}, 'best', 2],
	['the same of an old version of the table', {
		table: oldTable(rows(4)), tableName: 'results.txt', last: held(4, best4), best: held(3),
	}, 'best', 4],
	['the first last.pt, and no best.pt yet', {table: yolov5Table(rows(1)), last: held(1, fitnessOf(rising[0]))}, 'best', 1],
	['best.pt that was just opened', {table: yolov5Table(rows(4)), last: held(4, best4), best: {...held(4), cutTo: 0}}, 'best', 4],
	['best.pt half written', {table: yolov5Table(rows(4)), last: held(4, best4), best: {...held(4), cutTo: 4000}}, 'best', 4],
	['both of the best epoch', {table: yolov5Table(rows(4)), last: held(4, best4), best: held(4)}, 'rest', 4],
	['an epoch that is not the best', {table: yolov5Table(rows(5)), last: held(5, best4), best: held(4)}, 'rest', 5],
	['the same where the fitness is mAP50-95 alone', {table: yolov5Table(rows(5)), last: held(5, 0.3), best: held(4)}, 'rest', 5],
	['the same for classification', {table: classifyTable([0.5, 0.7, 0.6]), last: held(3, 0.7), best: held(2)}, 'rest', 3],
	['a best epoch whose fitness is an array of numpy', {table: yolov5Table([rising[0], rising[1], rising[2], rising[2], rising[4]]), last: {epoch: 4, fitness: 'array'}, best: held(4)}, 'best', 5],
	['the same by protocol 4', {table: yolov5Table([rising[0], rising[1], rising[2], rising[2], rising[4]]), last: {epoch: 4, fitness: 'array4'}, best: held(4)}, 'best', 5],
	['the same as a number of numpy', {table: yolov5Table([rising[0], rising[1], rising[2], rising[2], rising[4]]), last: {epoch: 4, fitness: 'scalar'}, best: held(4)}, 'best', 5],
	['an epoch that is not the best, with such an array', {table: yolov5Table([rising[0], rising[1], rising[2], rising[4], rising[2]]), last: {epoch: 4, fitness: 'array'}, best: held(4)}, 'rest', 5],
	['a fitness that fits no formula, just written', {table: yolov5Table(rows(5)), last: held(5, 7), best: held(4)}, 'best', 5],
	['a fitness that fits no formula, some seconds later', {table: yolov5Table(rows(5)), last: {...held(5, 7), ageSeconds: 5}, best: held(4)}, 'rest', 5],
	['no validation, so that every epoch is as good as the others', {table: yolov5Table([[0, 0], [0, 0]]), last: held(2, 0), best: held(1)}, 'best', 2],
	['a best.pt that does not come', {
		table: yolov5Table(rows(4)), tableAgeSeconds: 31, last: {...held(4, best4), ageSeconds: 30}, best: held(3),
	}, 'rest', 4],
	['a fitness that is no number', {table: yolov5Table(rows(3)), last: {...held(3, NaN), ageSeconds: 5}, best: held(2)}, 'rest', 3],
	['final weights', {table: yolov5Table(rows(5)), last: {epoch: -1}, best: {epoch: -1}}, 'final', undefined],
	['a checkpoint that is no zip, newer than its row', {
		table: yolov5Table(rows(3)), tableAgeSeconds: 2, last: {epoch: 2, isOld: true}, best: {epoch: 2, isOld: true},
	}, 'rest', undefined],
	['a checkpoint that is no zip, older than its row', {table: yolov5Table(rows(3)), last: {epoch: 2, isOld: true, ageSeconds: 2}, best: {epoch: 2, isOld: true, ageSeconds: 2}}, 'last', undefined],
	['a table that begins in the middle, older than last.pt', {
		table: yolov5Table(rows(5)).replaceAll(/^ {3}(\d)/gm, (_, label) => `   ${Number(label) + 7}`), tableAgeSeconds: 2, last: held(12, best4), best: held(12),
	}, 'rest', 12],
	['an epoch checkpoint that is being written', {
		table: yolov5Table(rows(4)), last: held(4, best4), best: held(4), open: 'weights/epoch3.pt',
	}, 'best', 4],
];
