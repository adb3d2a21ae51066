import type {
	ConfusionMatrix,
	GradientNorm,
	Probe,
	ProbeAnswer,
	ProbedEpoch,
	StopRefusal,
} from '../domain/probe.ts';
import {isPossibleQuality, type Metrics} from '../domain/metric.ts';
import {toCount, toFinite} from '../domain/possible-number.ts';
import type {ValidationRow} from '../domain/validation.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The same as in yolotop_records.py; a file that somebody else has written may hold more. */
const maxClasses = 1000;
const maxTextLength = 200;
/** 400 classes are a matrix of 160,000 numbers. */
const maxMatrixClasses = 400;
const maxLearningRates = 100;
/** Of all epochs together; the older ones lose their tables. */
const maxRows = 200_000;

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const toEpoch = (value: unknown): number | undefined => value === 0 ? undefined : toCount(value);
const toQuality = (value: unknown): number | undefined => typeof value === 'number' && isPossibleQuality(value) ? value : undefined;
const toText = (value: unknown): string | undefined => typeof value === 'string' ? value.slice(0, maxTextLength) : undefined;
const toList = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : [];

function toRow(value: unknown, names: readonly string[]): ValidationRow[] {
	const [index, instances, ...figures] = toList(value);
	const name = names[toCount(index) ?? -1];
	if (name === undefined) {
		return [];
	}

	const [precision, recall, map50, map50To95] = figures.map(figure => toQuality(figure));
	const metrics: Metrics = {
		...(precision !== undefined && {precision}), ...(recall !== undefined && {recall}), ...(map50 !== undefined && {map50}), ...(map50To95 !== undefined && {map50To95}),
	};
	const count = toCount(instances);
	return [{name, ...(count !== undefined && {instances: count}), metrics}];
}

function toGradientNorm(value: unknown): GradientNorm | undefined {
	if (!isRecord(value)) {
		return undefined;
	}

	const [mean, max, steps] = [toFinite(value.mean), toFinite(value.max), toCount(value.steps)];
	return {
		...(mean !== undefined && {mean}), ...(max !== undefined && {max}), notFinite: toCount(value.notFinite) ?? 0, ...(steps !== undefined && {steps}),
	};
}

function toMatrix(value: unknown, epoch: number, classNames: readonly string[]): ConfusionMatrix | undefined {
	const isKnown = classNames.length > 0 && classNames.length <= maxMatrixClasses;
	if (!isKnown || !Array.isArray(value)) {
		return undefined;
	}

	const names = [...classNames, 'background'];
	const counts = names.map(() => names.map(() => 0));
	for (const cell of value as readonly unknown[]) {
		const [predicted, actual, count] = toList(cell).map(part => toCount(part));
		const row = counts[predicted ?? -1];
		if (actual === undefined || count === undefined || row === undefined || actual >= names.length) {
			return undefined;
		}

		row[actual] = count;
	}

	return {epoch, names, counts};
}

const refusals: ReadonlySet<unknown> = new Set<StopRefusal>(['not-supported', 'several-processes', 'no-checkpoint']);

function toAnswer({type, request, reason, epoch}: Fields): ProbeAnswer | undefined {
	const id = toText(request);
	if (id === undefined) {
		return undefined;
	}

	switch (type) {
		case 'stop-noted': {
			return {kind: 'noted', request: id};
		}

		case 'stop-refused': {
			return {kind: 'refused', request: id, reason: refusals.has(reason) ? reason as StopRefusal : 'not-supported'};
		}

		default: {
			const last = toEpoch(epoch);
			return last === undefined ? undefined : {kind: 'stopping', request: id, epoch: last};
		}
	}
}

/** The path of a Python, and of nothing else: it may be started again. */
const isPython = (path: string): boolean => /^\/(?:[^\0\n/]+\/)*python[\d.]*$/.test(path);

/** Undefined for a line that is no record, such as one that was cut. */
function toRecord(line: string): Fields | undefined {
	try {
		const record: unknown = JSON.parse(line);
		return isRecord(record) ? record : undefined;
	} catch {
		return undefined;
	}
}

type Reading = {
	probe: Probe | undefined;
	names: readonly string[];
	readonly epochs: Map<number, ProbedEpoch>;
};

function readEpoch(reading: Reading, record: Fields, probe: Probe): void {
	const epoch = toEpoch(record.epoch);
	if (epoch === undefined) {
		return;
	}

	const gradientNorm = toGradientNorm(record.gradientNorm);
	reading.epochs.set(epoch, {
		epoch,
		classes: toList(record.classes).slice(0, maxClasses).flatMap(row => toRow(row, reading.names)),
		learningRates: toList(record.learningRates).slice(0, maxLearningRates).flatMap(rate => toFinite(rate) ?? []),
		...(gradientNorm !== undefined && {gradientNorm}),
	});
	const matrix = toMatrix(record.matrix, epoch, reading.names);
	reading.probe = {...probe, lastEpoch: epoch, ...(matrix !== undefined && {matrix})};
}

function readRecord(reading: Reading, record: Fields): void {
	const {probe} = reading;
	if (record.type === 'probe-started') {
		const [session, pid, executable] = [toText(record.session), toCount(record.pid), toText(record.executable)];
		const hasPython = executable !== undefined && isPython(executable);
		reading.names = [];
		reading.probe = session === undefined
			? probe
			: {
				status: 'on', session, ...(pid !== undefined && {pid}), ...(hasPython && {executable}), ...(record.keepsCheckpoint === true && {keepsCheckpoint: true}), epochs: [], ...(probe?.matrix !== undefined && {matrix: probe.matrix}),
			};
		return;
	}

	// Two processes that write one directory: the one that began last counts.
	if (probe === undefined || record.session !== probe.session) {
		return;
	}

	switch (record.type) {
		case 'names': {
			reading.names = toList(record.names).slice(0, maxClasses).map((name, index) => toText(name) ?? String(index));
			return;
		}

		case 'epoch': {
			readEpoch(reading, record, probe);
			return;
		}

		case 'probe-failed': {
			reading.probe = {...probe, status: 'failed', failure: toText(record.error) ?? ''};
			return;
		}

		case 'stop-noted':
		case 'stop-refused':
		case 'stopping': {
			const answer = toAnswer(record);
			reading.probe = {...probe, ...(answer !== undefined && {answer})};
		}
	}
}

/** The newest tables, as far as there is room for them. */
function boundRows(epochs: readonly ProbedEpoch[]): readonly ProbedEpoch[] {
	let room = maxRows;
	return epochs.toReversed().map(epoch => {
		room -= epoch.classes.length;
		return room < 0 ? {...epoch, classes: []} : epoch;
	}).toReversed();
}

/**
What the records of the probe say, oldest first; undefined where there are none. Lines that are cut, or that nobody knows, are passed over: the
file is on the disk of the training and may hold anything. Never throws.

Source: probe/yolotop_records.py.
*/
export function readProbeRecords(text: string): Probe | undefined {
	const reading: Reading = {probe: undefined, names: [], epochs: new Map()};
	for (const line of text.split('\n')) {
		const record = line === '' ? undefined : toRecord(line);
		if (record !== undefined) {
			readRecord(reading, record);
		}
	}

	const epochs = [...reading.epochs.values()].toSorted((one, other) => one.epoch - other.epoch);
	return reading.probe && {...reading.probe, epochs: boundRows(epochs)};
}
