import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import type {EpochRecord} from '../../source/domain/run.ts';
import {parseResultsCsv} from '../../source/parse/results-csv.ts';
import {parseSettingsFile} from '../../source/parse/settings-file.ts';
import {
	readFrames,
	readRecordings,
	textOf,
	type Recording,
} from '../recordings.ts';

/** A row of results.csv by column name, read without the product's code. */
type PlainRow = Readonly<Record<string, number>>;

function plainCsv(text: string): PlainRow[] {
	const [header = [], ...rows] = text.trim().split('\n').map(line => line.split(',').map(value => value.trim()));
	const plain = rows.filter(row => row.length === header.length).map(row => Object.fromEntries(row.map((value, index) => [header[index]!, Number(value)])));
	const isZeroBased = header.some(name => name.includes('mAP_0.5') || name === 'lr/0') || plain[0]?.epoch === 0;
	// Where an epoch was run twice the later row counts.
	return [...new Map(plain.map(row => [row.epoch!, {...row, epoch: row.epoch! + (isZeroBased ? 1 : 0)}])).values()];
}

/** Completed epochs by run directory, the later of the same epoch. */
function historiesOf(events: readonly RunEvent[]): Map<string, Map<number, EpochRecord>> {
	const histories = new Map<string, Map<number, EpochRecord>>();
	let history = new Map<number, EpochRecord>();
	for (const event of events) {
		if (event.type === 'run-directory-announced') {
			const name = path.basename(event.path);
			history = histories.get(name) ?? new Map<number, EpochRecord>();
			histories.set(name, history);
		} else if (event.type === 'epoch-completed') {
			history.set(event.record.epoch, event.record);
		}
	}

	return histories;
}

/** The epochs whose bar the text shows, as printed numbers; read without the product's code. */
function plainEpochs(text: string): Set<number> {
	return new Set([...text.matchAll(/[\n\rK] +(\d+)\/\d+ +[\d.]+G /g)].map(match => Number(match[1])));
}

const csvNames: Readonly<Record<string, string>> = {
	precision: 'metrics/precision', recall: 'metrics/recall', map50: 'metrics/mAP_0.5', map50To95: 'metrics/mAP_0.5:0.95',
	top1: 'metrics/accuracy_top1', top5: 'metrics/accuracy_top5',
};

function cell(row: PlainRow, metric: string, letter: 'B' | 'M'): number | undefined {
	const name = csvNames[metric]!;
	const newer = name.replace('mAP_0.5:0.95', 'mAP50-95').replace('mAP_0.5', 'mAP50');
	return row[`${name}(${letter})`] ?? row[`${newer}(${letter})`] ?? (letter === 'B' ? row[name] ?? row[newer] : undefined);
}

/** Whether a printed number is the exact one rounded to so many significant digits; results.csv itself rounds to five. */
function isRounded(printed: number | undefined, exact: number | undefined, digits: number): boolean {
	if (printed === undefined || exact === undefined) {
		return false;
	}

	if (exact === 0 || !Number.isFinite(exact)) {
		return Object.is(printed, exact);
	}

	const unit = 10 ** (Math.floor(Math.log10(Math.abs(exact))) - digits + 1);
	return Math.abs(printed - exact) <= unit * (0.5 + (0.51 * (10 ** (digits - 5))));
}

/** The last per-class table after `Validating best.pt`, read from the right without the product's code. */
function plainClasses(text: string): Array<{name: string; numbers: number[]}> {
	const final = text.split(/\nValidating .*\.pt\.\.\./).at(-1)!;
	if (final.length === text.length) {
		return [];
	}

	const lines = final.split('\n').map(line => line.replace(/\r$/, '')).filter(line => !line.includes('\r'));
	const start = lines.findIndex(line => /^ {10,}all /.test(line));
	const width = lines[start]!.trim().split(/ +/).length - 1;
	const rows: Array<{name: string; numbers: number[]}> = [];
	for (const line of lines.slice(start)) {
		if (!line.startsWith(' ')) {
			break;
		}

		const words = line.trim().split(/ +/);
		rows.push({name: words.slice(0, -width).join(' '), numbers: words.slice(-width).map(Number)});
	}

	return rows;
}

function csvFiles(recording: Recording): Array<{directory: string | undefined; rows: PlainRow[]; text: string}> {
	return readdirSync(recording.directory).filter(name => name.endsWith('results.csv')).map(name => {
		const text = readFileSync(path.join(recording.directory, name), 'utf8');
		return {directory: name === 'results.csv' ? undefined : name.split('.', 1)[0], rows: plainCsv(text), text};
	});
}

const recordings = readRecordings();
const trainings = recordings
	.map(recording => {
		const text = textOf(recording);
		// A folder may hold the results of runs that its stream does not show.
		const csv = csvFiles(recording).filter(({directory}) => directory === undefined || text.includes(`/${directory}\u{1B}`));
		return {...recording, csv, text};
	})
	.filter(({csv, text}) => csv.length > 0 && text.includes('Starting '));

test('there are recordings of trainings', () => {
	expect(recordings.length).toBeGreaterThan(90);
	expect(trainings.length).toBeGreaterThan(40);
});

describe.each(trainings)('$name', recording => {
	const {events} = readFrames(recording.frames);
	const histories = historiesOf(events);
	const printed = plainEpochs(recording.text);

	test.each(recording.csv)('completed epochs agree with results.csv of $directory', ({directory, rows}) => {
		const last = [...histories.keys()].at(-1)!;
		const history = histories.get(directory ?? last)!;
		// The printed number is that of results.csv or one more, as the framework counts; a resumed stream starts in the middle.
		const shift = Math.min(...printed) === 0 ? 1 : 0;
		const isZeroBased = events.some(event => event.type === 'process-started' && event.framework?.name === 'yolov5' && event.task !== 'classify');
		const expected = rows.filter(({epoch}) => printed.has(epoch! - (shift === 1 || isZeroBased ? 1 : 0)));
		expect([...history.keys()].toSorted((a, b) => a - b)).toEqual(expected.map(({epoch}) => epoch));
		for (const row of expected) {
			const record = history.get(row.epoch!)!;
			const digits = 'train/loss' in row && 'val/loss' in row && !('time' in row) ? 3 : 4;
			const losses = Object.keys(row).filter(name => name.startsWith('train/'));
			expect(Object.keys(record.losses)).toHaveLength(losses.length);
			for (const name of losses) {
				const key = name.replace('train/', '').replace('_loss', '');
				expect(isRounded(record.losses[key], row[name], digits), `epoch ${row.epoch} ${name} ${record.losses[key]} ${row[name]}`).toBe(true);
			}

			const isValidated = Object.keys(row).some(name => name.startsWith('val/') && row[name] !== 0);
			expect(record.metrics !== undefined, `epoch ${row.epoch} is validated`).toBe(isValidated);
			for (const [metric, value] of Object.entries(record.metrics ?? {})) {
				expect(isRounded(value, cell(row, metric, 'B'), 3), `epoch ${row.epoch} ${metric} ${value}`).toBe(true);
			}

			for (const [metric, value] of Object.entries(record.maskMetrics ?? {})) {
				expect(isRounded(value, cell(row, metric, 'M'), 3), `epoch ${row.epoch} mask ${metric} ${value}`).toBe(true);
			}

			const metrics = Object.keys(row).filter(name => name.startsWith('metrics/')).length;
			expect(Object.keys({...record.metrics}).length + Object.keys({...record.maskMetrics}).length).toBe(isValidated ? metrics : 0);
		}
	});

	test.each(recording.csv)('results.csv of $directory is read whole', ({rows, text}) => {
		const parsed = parseResultsCsv(text);
		expect(parsed.records.map(({epoch}) => epoch)).toEqual(rows.map(({epoch}) => epoch));
		for (const [index, row] of rows.entries()) {
			const record = parsed.records[index]!;
			const losses = Object.keys(row).filter(name => name.startsWith('train/'));
			expect(losses.map(name => record.losses[name.replace('train/', '').replace('_loss', '')])).toEqual(losses.map(name => row[name]));

			for (const metric of Object.keys(record.metrics ?? {})) {
				expect(record.metrics![metric as 'map50']).toBe(cell(row, metric, 'B'));
			}
		}
	});

	test('the total of epochs is that of the settings file', () => {
		const files = readdirSync(recording.directory).filter(name => /(?:opt|args)\.yaml$/.test(name)).toSorted();
		const totals = files.map(name => Number(parseSettingsFile(readFileSync(path.join(recording.directory, name), 'utf8')).epochs));
		const seen = events.flatMap(event => event.type === 'epoch-completed' && event.epochs !== undefined ? [event.epochs] : []);
		if (totals.length > 0 && seen.length > 0) {
			expect(totals).toContain(seen.at(-1));
		}
	});

	test('the final table is exact', () => {
		const final = events.slice(events.findLastIndex(event => event.type === 'final-validation-started'));
		const rows = final.flatMap(event => (event.type === 'validation-reported' || event.type === 'class-reported') && event.scope === 'final' ? [event.row] : []);
		const flat = rows.map(({name, images, instances, metrics, maskMetrics}) => {
			const order = (set: typeof metrics | undefined) => set === undefined ? [] : [set.precision, set.recall, set.map50, set.map50To95];
			return {name, numbers: [images, instances, ...order(metrics), ...order(maskMetrics)]};
		});
		expect(flat).toEqual(plainClasses(recording.text));
	});
});
