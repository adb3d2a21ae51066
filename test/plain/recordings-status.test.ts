import {describe, expect, test} from 'vitest';
import {createPipeline} from '../../source/feed/pipeline.ts';
import {runToStatusJson} from '../../source/plain/status-json.ts';
import {createStore} from '../../source/run/store.ts';
import {createDemultiplexer} from '../../source/stream/demultiplex.ts';
import {
	readLastTable,
	readRecordings,
	readRows,
	type Recording,
} from './recording-reader.ts';

type Numbers = Readonly<Record<string, number | undefined>>;
type Json = {
	readonly status: string;
	readonly epoch: number | undefined;
	readonly epochs: number | undefined;
	readonly runDirectory: string | undefined;
	readonly metrics: Numbers | undefined;
	readonly classes: ReadonlyArray<Readonly<Record<string, unknown>> & {readonly mask?: Numbers}>;
	readonly history: ReadonlyArray<{readonly epoch: number; readonly losses: Numbers; readonly metrics: Numbers | undefined; readonly maskMetrics?: Numbers}>;
};

/** The columns of results.csv, all versions, for each loss and metric. */
const lossColumns = (name: string) => [`train/${name}_loss`, ...(name === 'loss' ? ['train/loss'] : [])];
const metricColumns: Readonly<Record<string, readonly string[]>> = {
	precision: ['metrics/precision', 'metrics/precision(B)'],
	recall: ['metrics/recall', 'metrics/recall(B)'],
	map50: ['metrics/mAP_0.5', 'metrics/mAP50(B)', 'metrics/mAP_0.5(B)'],
	map50To95: ['metrics/mAP_0.5:0.95', 'metrics/mAP50-95(B)', 'metrics/mAP_0.5:0.95(B)'],
	top1: ['metrics/accuracy_top1'],
	top5: ['metrics/accuracy_top5'],
};

function statusOf({bytes, name}: Recording): Json {
	const store = createStore();
	const pipeline = createPipeline(({events}) => {
		store.dispatch(events);
	});
	const isFramed = bytes[0]! <= 2 && bytes[1] === 0;
	if (isFramed) {
		for (const piece of createDemultiplexer().push(bytes)) {
			pipeline.output(piece.channel, piece.bytes);
		}
	} else {
		pipeline.output('tty', bytes);
	}

	pipeline.end();
	const text = JSON.stringify(runToStatusJson(store.getState(), 0));
	expect(text.length, name).toBeGreaterThan(100);
	return JSON.parse(text) as Json;
}

/** Whether a value printed with so many significant digits is the value of the file, which has five. */
function isPrintedAs(printed: number | undefined, exact: number, digits: number): boolean {
	if (!Number.isFinite(exact)) {
		return printed === null;
	}

	const unit = exact === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(exact))) - digits + 1);
	// The file's own fifth digit is rounded too.
	return typeof printed === 'number' && Math.abs(printed - exact) <= (unit * 0.501) + (Math.abs(exact) * 0.00006);
}

function cell(row: ReadonlyMap<string, number>, columns: readonly string[]): number | undefined {
	return columns.map(column => row.get(column)).find(value => value !== undefined);
}

const recordings = readRecordings();
const trainings = recordings.filter(({lines, csvs}) => csvs.size > 0 && lines.some(line => /^ *Epoch +(?:GPU_mem|gpu_mem)/.test(line)));

test('there are recordings of many kinds', () => {
	expect(recordings.length).toBeGreaterThan(80);
	expect(trainings.length).toBeGreaterThan(50);
});

describe.each(trainings)('status --json of $name', recording => {
	const {lines} = recording;
	const json = statusOf(recording);
	const directory = /Logging results to (\S+)/.exec(lines.findLast(line => line.includes('Logging results to ')) ?? '')?.[1] ?? '';
	const run = recording.csvs.has('') ? '' : directory.split('/').at(-1)!;
	const rows = readRows(recording.csvs.get(run)!);
	const isUltralytics = lines.some(line => line.includes('engine/trainer: '));
	const isZeroBased = !isUltralytics || [...rows.keys()][0] === 0;
	const resumes = lines.flatMap(line => /Resuming training.* from epoch (\d+) to/.exec(line)?.[1] ?? []).map(Number);
	const starts = lines.filter(line => /^Starting .*training (?:on|for) /.test(line)).length;
	const announced = lines.flatMap(line => /^Starting .*for (\d+) epochs/.exec(line)?.[1] ?? []).map(Number).at(-1);
	const total = recording.epochs.get(run) ?? announced;
	// A stream that begins with a resume holds no epoch before it.
	const first = starts > resumes.length || resumes.length === 0 ? 1 : Math.min(...resumes) + (isUltralytics ? 0 : 1);
	const expected = new Map([...rows].map(([epoch, row]) => [epoch + (isZeroBased ? 1 : 0), row] as const)
		// YOLOv5 segment writes the validation of best.pt as one more row.
		.filter(([epoch]) => epoch >= first && epoch <= total!));

	test('has every completed epoch once and no other', () => {
		expect(json.history.map(({epoch}) => epoch)).toEqual([...expected.keys()].toSorted((one, other) => one - other));
	});

	test('has the losses and metrics of results.csv to the printed digits', () => {
		for (const {epoch, losses, metrics, maskMetrics} of json.history) {
			const row = expected.get(epoch)!;
			expect(Object.keys(losses)).toHaveLength([...row.keys()].filter(name => /^train\/.*loss$/.test(name)).length);
			for (const [name, value] of Object.entries(losses)) {
				const exact = cell(row, lossColumns(name))!;
				expect(isPrintedAs(value, exact, name === 'loss' ? 3 : 4), `epoch ${epoch} ${name}: ${value} for ${exact}`).toBe(true);
			}

			const isNeverValidated = metrics === null && Object.values(metricColumns).every(columns => (cell(row, columns) ?? 0) === 0);
			for (const [name, value] of isNeverValidated ? [] : Object.entries(metrics!)) {
				const exact = cell(row, metricColumns[name]!)!;
				expect(isPrintedAs(value, exact, 3), `epoch ${epoch} ${name}: ${value} for ${exact}`).toBe(true);
			}

			for (const [name, value] of Object.entries(maskMetrics ?? {})) {
				const exact = cell(row, metricColumns[name]!.map(column => column.replace('(B)', '(M)')).filter(column => column.includes('(M)')))!;
				expect(isPrintedAs(value, exact, 3), `epoch ${epoch} mask ${name}: ${value} for ${exact}`).toBe(true);
			}
		}
	});

	test('has the number of epochs of the settings file', () => {
		expect(json.epochs).toBe(total);
	});

	test('has the final per-class table, all rows, exactly', () => {
		const names = ['precision', 'recall', 'map50', 'map50To95'];
		const table = json.classes.map(row => [
			row.name, row.images, row.instances, ...names.map(name => row[name]), ...(row.mask === undefined ? [] : names.map(name => row.mask![name])),
		]);
		expect(table).toEqual(readLastTable(lines));
	});

	test('is finished exactly when the framework says so', () => {
		const isFinished = /Results saved to |^ *💡 Learn more/.test(lines.findLast(line => /Results saved to |Starting training for/.test(line)) ?? '');
		expect(json.status === 'finished' || json.status === 'stopped-early').toBe(isFinished);
		expect(json.status === 'stopped-early').toBe(isFinished && lines.some(line => /Stopping training early|stopped early/.test(line)));
		expect(json.status).not.toBe('idle');
	});

	test('has the run directory of the stream', () => {
		expect(json.runDirectory).toBe(directory);
	});
});

describe.each(recordings.filter(({name}) => trainings.every(training => training.name !== name)))('status --json of $name', recording => {
	test('tells of no epoch that is not complete, and shows the last table', () => {
		const json = statusOf(recording);
		const bars = recording.lines.filter(line => /^ +all +\d+ +\d+/.test(line)).length;
		expect(json.history.length).toBeLessThanOrEqual(bars);
		expect(json.classes.map(({name}) => name)).toEqual(readLastTable(recording.lines).map(([name]) => name));
	});
});
