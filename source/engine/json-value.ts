import {toAmount, toFinite} from '../domain/possible-number.ts';

/**
Readers of an engine's JSON, which differs between engines and versions: a value of another type reads as undefined.
*/
export function valueAt(value: unknown, ...keys: readonly string[]): unknown {
	let found = value;
	for (const key of keys) {
		found = typeof found === 'object' && found !== null && Object.hasOwn(found, key)
			? (found as Readonly<Record<string, unknown>>)[key]
			: undefined;
	}

	return found;
}

/** Undefined for an empty string too: the engine means the same by both. */
export function stringAt(value: unknown, ...keys: readonly string[]): string | undefined {
	const found = valueAt(value, ...keys);
	return typeof found === 'string' && found !== '' ? found : undefined;
}

export function numberAt(value: unknown, ...keys: readonly string[]): number | undefined {
	return toFinite(valueAt(value, ...keys));
}

/** A number from 0, such as a counter. */
export function amountAt(value: unknown, ...keys: readonly string[]): number | undefined {
	return toAmount(valueAt(value, ...keys));
}

/** A number above zero; the engine writes 0 for what is not set. */
export function positiveAt(value: unknown, ...keys: readonly string[]): number | undefined {
	const found = numberAt(value, ...keys);
	return found !== undefined && found > 0 ? found : undefined;
}

export function isTrueAt(value: unknown, ...keys: readonly string[]): boolean {
	return valueAt(value, ...keys) === true;
}

/** Empty where there is no array. */
export function arrayAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
	const found = valueAt(value, ...keys);
	return Array.isArray(found) ? found as readonly unknown[] : [];
}

export function stringsAt(value: unknown, ...keys: readonly string[]): readonly string[] {
	return arrayAt(value, ...keys).filter(item => typeof item === 'string');
}

/** The entries of an object whose values are strings. */
export function textsAt(value: unknown, ...keys: readonly string[]): Readonly<Record<string, string>> {
	const found = valueAt(value, ...keys);
	return typeof found === 'object' && found !== null
		? Object.fromEntries(Object.entries(found).filter(([, text]) => typeof text === 'string'))
		: {};
}

/** Milliseconds since 1970; undefined for Go's zero time and for what is no time. */
export function timeAt(value: unknown, ...keys: readonly string[]): number | undefined {
	const at = Date.parse(stringAt(value, ...keys) ?? '');
	return Number.isNaN(at) || at <= 0 ? undefined : at;
}
