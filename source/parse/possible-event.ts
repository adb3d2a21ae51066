import type {OutputEvent} from '../domain/event.ts';
import {isPossibleQuality, metricDefinitions} from '../domain/metric.ts';

/** Frameworks print `nan` and `inf` for losses, which says something: they stay. */
const losses: ReadonlySet<string> = new Set(['losses', 'validationLosses']);
/** They may be below zero. */
const signed: ReadonlySet<string> = new Set(['exitCode', 'learningRates', 'gigaflops']);
const positive: ReadonlySet<string> = new Set(['epoch', 'epochs', 'index', 'batchesPerEpoch', 'imageSize', 'width', 'height', 'shape', 'bestEpoch']);
const qualities: ReadonlySet<string> = new Set(metricDefinitions.map(({name}) => name));
/** Without these what they belong to says nothing. */
const needed: ReadonlySet<string> = new Set(['epoch', 'index', 'count', 'exitCode', 'line', 'progress', 'record', 'row', 'detection', 'failure', 'iteration', 'speed', 'bytes', 'workers', 'batchSize']);
/** What counts up to a total: beyond it, one of the two is wrong. */
const totals = [['epoch', 'epochs'], ['index', 'count'], ['frame', 'frames'], ['batchIndex', 'batchesPerEpoch']] as const;

function isPossible(value: number, key: string): boolean {
	return qualities.has(key) ? isPossibleQuality(value) : Number.isFinite(value) && (positive.has(key) ? value > 0 : value >= 0 || signed.has(key));
}

type Fields = Readonly<Record<string, unknown>>;

/** What is wrong beyond its total: the total, and of a bar both. */
function toCounted(fields: Fields): Fields {
	let counted = fields;
	for (const [part, total] of totals) {
		const [one, all] = [counted[part], counted[total]];
		if (typeof one !== 'number' || typeof all !== 'number' || one <= all) {
			continue;
		}

		const {[total]: _total, [part]: _part, ...rest} = counted;
		counted = part === 'batchIndex' ? rest : {...rest, [part]: one};
	}

	return counted;
}

/** The same object where nothing of it has to go, as with nearly all. */
function toPossibleFields(fields: Fields): Fields | undefined {
	const entries = Object.entries(fields);
	const kept = entries.map(([key, value]) => losses.has(key) ? value : toPossible(value, key));
	const isGone = (index: number) => kept[index] === undefined && entries[index]![1] !== undefined;
	if (kept.every((value, index) => Object.is(value, entries[index]![1]))) {
		return toCounted(fields);
	}

	return entries.some(([key], index) => isGone(index) && needed.has(key))
		? undefined
		: toCounted(Object.fromEntries(entries.flatMap(([key], index) => isGone(index) ? [] : [[key, kept[index]]])));
}

function toPossible(value: unknown, key: string): unknown {
	if (typeof value === 'number') {
		return isPossible(value, key) ? value : undefined;
	}

	if (Array.isArray(value)) {
		const items = value as readonly unknown[];
		const kept = items.map(item => toPossible(item, key));
		if (kept.every((item, index) => Object.is(item, items[index]))) {
			return value;
		}

		// Of several numbers each has its place; of a list of findings one more or less makes none wrong.
		return items.some(item => typeof item === 'number') ? undefined : kept.filter(item => item !== undefined);
	}

	return typeof value === 'object' && value !== null ? toPossibleFields(value as Fields) : value;
}

/** An event without the numbers that cannot be, such as an epoch 0, a size of `inf` or a batch beyond the last; undefined where nothing is left of it. */
export function toPossibleEvent(event: OutputEvent): OutputEvent | undefined {
	return toPossibleFields(event) as OutputEvent | undefined;
}
