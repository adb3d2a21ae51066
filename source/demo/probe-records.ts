import {demoClasses} from './curves.ts';
import type {SavedEpoch} from './output.ts';

/** Source: probe/yolotop_records.py. */
export const probeRecords = 'yolotop-probe.ndjson';
export const probeRequest = 'yolotop-probe-request.json';

const session = '1-1';

/** The label files of the simulated training split, by class. */
export const demoTrainingLabels: readonly number[] = [1047, 1082, 196, 163];

const line = (record: Readonly<Record<string, unknown>>): string => `${JSON.stringify({...record, session})}\n`;

/** What the probe writes when a training begins. */
export function beginningRecords(): string {
	return line({
		type: 'probe-started', schema: 1, framework: 'yolov5', python: '3.10.12', pid: 1,
	}) + line({type: 'names', names: demoClasses.map(({name}) => name)});
}

/** The answer to a request; empty where it is none. A simulated training is ended by the signal. */
export function answerRecord(request: string): string {
	const [, id] = /"id":"([^"]+)"/.exec(request) ?? [];
	return id === undefined ? '' : line({type: 'stop-refused', request: id, reason: 'not-supported'});
}

/** The objects of each class as they were detected: what is missed of a class without helmet is mostly taken for one with it. */
function matrixOf(rows: SavedEpoch['rows']): ReadonlyArray<readonly [predicted: number, actual: number, count: number]> {
	const background = demoClasses.length;
	return demoClasses.flatMap(({instances, name}, index) => {
		const found = Math.round(instances * rows[index]!.recall);
		const similar = {noHelmet: 1, noVest: 0}[name];
		const confused = similar === undefined ? 0 : Math.floor((instances - found) * 0.6);
		const cells: ReadonlyArray<readonly [number, number, number]> = [[index, index, found], [similar ?? index, index, confused], [background, index, instances - found - confused], [index, background, Math.round((1 - rows[index]!.precision) * found)]];
		return cells.filter(cell => cell[2] > 0);
	});
}

/** What it writes after an epoch. `rate` is the learning rate. */
export function epochRecord({epoch, rows, losses, steps}: SavedEpoch, rate: number): string {
	const mean = (4 + (2 * Math.exp(-epoch / 12))) * steps.gradients;
	const gradientNorm = Number.isNaN(losses.box)
		? {notFinite: 55, steps: 55}
		: {
			mean, max: mean * 2.4, notFinite: 0, steps: 55,
		};
	return line({
		type: 'epoch',
		epoch,
		classes: rows.map(({precision, recall, map50, map50To95}, index) => [index, demoClasses[index]!.instances, precision, recall, map50, map50To95]),
		matrix: matrixOf(rows),
		learningRates: [rate, rate, rate],
		gradientNorm,
	});
}
