import {leadingMetric, metricDefinitions} from '../domain/metric.ts';
import type {RunSummary} from '../domain/run-summary.ts';

/** What a term of a query can ask for. */
const numberFields = [...metricDefinitions.map(({query}) => query[0]), 'epoch', 'epochs', 'best', 'batch', 'imgsz', 'size', 'age'] as const;

const textFields = ['state', 'task', 'name', 'data', 'weights', 'container', 'framework'] as const;

export type NumberField = (typeof numberFields)[number];

export type TextField = (typeof textFields)[number];

type Comparison = '<' | '<=' | '>' | '>=' | '=';

/** One term; all terms of a query have to hold. */
export type QueryTerm = {readonly isNot: boolean} & (
	| {readonly kind: 'number'; readonly field: NumberField; readonly comparison: Comparison; readonly value: number}
	/** The field contains the text, in any case. */
	| {readonly kind: 'text'; readonly field: TextField; readonly value: string}
	/** A word alone: a state, a task, or a part of the name. */
	| {readonly kind: 'word'; readonly value: string}
);

export type RunQuery = readonly QueryTerm[];

export type QueryError =
	| {readonly code: 'unknown-field'; readonly word: string; readonly fields: readonly string[]}
	| {readonly code: 'not-a-number'; readonly word: string; readonly field: string}
	| {readonly code: 'text-compared'; readonly word: string; readonly field: string}
	| {readonly code: 'value-missing'; readonly word: string}
	| {readonly code: 'quote-open'; readonly word: string};

export type ParsedQuery = {readonly query: RunQuery} | {readonly error: QueryError};

/**
Reads a query: words apart by blanks, all of which have to hold. `map50>0.5`, `batch:4` (the same as `=`), `state:finished`,
`data:coco`, a word alone (a state, a task or a part of the name), and `-` before any of them for its contrary. Quotes keep blanks
together. `age` is in hours and `size` in megabytes, or with a unit: `age<2d`, `size>1g`.
*/
export function parseRunQuery(text: string): ParsedQuery {
	const query: QueryTerm[] = [];
	for (const word of splitQuery(text)) {
		const term = parseTerm(word);
		if ('error' in term) {
			return term;
		}

		query.push(term.term);
	}

	return {query};
}

function splitQuery(text: string): readonly string[] {
	return text.match(/(?:"[^"]*"?|[^\s"])+/g) ?? [];
}

function parseTerm(word: string): {readonly term: QueryTerm} | {readonly error: QueryError} {
	if ((word.match(/"/g) ?? []).length % 2 === 1) {
		return {error: {code: 'quote-open', word}};
	}

	const isNot = word.startsWith('-');
	const plain = (isNot ? word.slice(1) : word).replaceAll('"', '');
	const [, name, sign, value = ''] = /^([\d\-a-z]+)(<=|>=|[:<=>])([\s\S]*)$/i.exec(plain) ?? [];
	if (name === undefined) {
		return plain === '' ? {error: {code: 'value-missing', word}} : {term: {isNot, kind: 'word', value: plain.toLowerCase()}};
	}

	if (value === '') {
		return {error: {code: 'value-missing', word}};
	}

	const field = aliases[name.toLowerCase()] ?? name.toLowerCase();
	if (isOneOf(textFields, field)) {
		return sign === ':' || sign === '='
			? {
				term: {
					isNot, kind: 'text', field, value: value.toLowerCase(),
				},
			}
			: {error: {code: 'text-compared', word, field}};
	}

	if (!isOneOf(numberFields, field)) {
		return {error: {code: 'unknown-field', word: name, fields: [...numberFields, ...textFields]}};
	}

	const number = toNumber(value, field);
	return number === undefined
		? {error: {code: 'not-a-number', word: value, field}}
		: {
			term: {
				isNot, kind: 'number', field, comparison: sign === ':' ? '=' : sign as Comparison, value: number,
			},
		};
}

const aliases: Readonly<Record<string, string>> = {
	...Object.fromEntries(metricDefinitions.flatMap(({query}) => query.slice(1).map(name => [name, query[0]]))),
	batchsize: 'batch', 'batch-size': 'batch', img: 'imgsz', status: 'state', model: 'weights',
};

const units: Readonly<Partial<Record<NumberField, Readonly<Record<string, number>>>>> = {
	age: {
		m: 1 / 60, h: 1, d: 24, w: 168,
	},
	size: {
		k: 1 / 1000, m: 1, g: 1000,
	},
};

function toNumber(text: string, field: NumberField): number | undefined {
	const [, digits, unit = ''] = /^(\d+(?:\.\d+)?|\.\d+)([%a-z]*)$/i.exec(text) ?? [];
	const factor = unit === '' ? 1 : (unit === '%' ? 0.01 : units[field]?.[unit.toLowerCase().charAt(0)]);
	return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

function isOneOf<T extends string>(values: readonly T[], value: string): value is T {
	return (values as readonly string[]).includes(value);
}

/** Whether a run fits all terms. A number that is not known fits no comparison. `now` in milliseconds since 1970. */
export function isMatch(run: RunSummary, query: RunQuery, now: number): boolean {
	return query.every(term => isTermMatch(run, term, now) !== term.isNot);
}

function isTermMatch(run: RunSummary, term: QueryTerm, now: number): boolean {
	switch (term.kind) {
		case 'number': {
			return isInRange(numberOf(run, term.field, now), term.comparison, term.value);
		}

		case 'text': {
			return textOf(run, term.field).toLowerCase().includes(term.value);
		}

		case 'word': {
			return run.condition === term.value || run.task === term.value || run.key.toLowerCase().includes(term.value);
		}
	}
}

function isInRange(actual: number | undefined, comparison: Comparison, value: number): boolean {
	if (actual === undefined || Number.isNaN(actual)) {
		return false;
	}

	switch (comparison) {
		case '<': {
			return actual < value;
		}

		case '<=': {
			return actual <= value;
		}

		case '>': {
			return actual > value;
		}

		case '>=': {
			return actual >= value;
		}

		case '=': {
			return actual === value;
		}
	}
}

/** The number of a field, of the best epoch for metrics; undefined when it is not known. */
export function numberOf(run: RunSummary, field: NumberField, now: number): number | undefined {
	const metric = metricDefinitions.find(({query}) => query[0] === field);
	if (metric !== undefined) {
		return run.best?.metrics[metric.name];
	}

	switch (field) {
		case 'epoch': {
			return run.completedEpochs;
		}

		case 'epochs': {
			return run.epochs;
		}

		case 'best': {
			return run.best?.epoch;
		}

		case 'batch': {
			return settingNumber(run.settings.batchSize);
		}

		case 'imgsz': {
			return settingNumber(run.settings.imageSize);
		}

		case 'size': {
			return run.sizeBytes === undefined ? undefined : run.sizeBytes / 1e6;
		}

		case 'age': {
			return (now - run.modifiedAt) / 3_600_000;
		}

		default: {
			return undefined;
		}
	}
}

function settingNumber(text: string | undefined): number | undefined {
	const value = Number(text ?? NaN);
	return Number.isNaN(value) ? undefined : value;
}

function textOf(run: RunSummary, field: TextField): string {
	const texts: Readonly<Record<TextField, string | undefined>> = {
		state: run.condition,
		task: run.task,
		name: run.directory,
		data: run.settings.data,
		weights: run.settings.weights,
		container: run.container?.name,
		framework: run.framework,
	};
	return texts[field] ?? '';
}

/** What a list can be sorted by. */
export const runOrders = ['age', 'map', 'epoch', 'name', 'state'] as const;

export type RunOrder = (typeof runOrders)[number];

/** Sorted: the newest, best or longest first; what is not known comes last. */
export function sortRuns(runs: readonly RunSummary[], order: RunOrder): readonly RunSummary[] {
	if (order === 'name' || order === 'state') {
		const text = (run: RunSummary) => order === 'name' ? run.key : run.condition;
		return runs.toSorted((one, other) => {
			const difference = text(one).localeCompare(text(other), 'en', {numeric: true});
			return difference === 0 ? other.modifiedAt - one.modifiedAt : difference;
		});
	}

	const number = (run: RunSummary) => order === 'age' ? run.modifiedAt : (order === 'epoch' ? run.completedEpochs : run.best?.metrics[leadingMetric(run.best.metrics).name] ?? -1);
	return runs.toSorted((one, other) => number(other) - number(one));
}
