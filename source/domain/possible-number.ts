/*
Numbers from outside: one that cannot be, such as NaN, Infinity, a count below zero or a time that is no date, is unknown.
*/

/** The last moment that a date can hold, in milliseconds since 1970. Source: ECMA-262, 21.4.1.1. */
const lastTime = 8.64e15;

/** A finite number; undefined for anything else. */
export function toFinite(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A finite number from 0, such as a size or a duration; undefined for anything else. */
export function toAmount(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A whole number from 0; undefined for anything else. */
export function toCount(value: unknown): number | undefined {
	return Number.isSafeInteger(value) && (value as number) >= 0 ? value as number : undefined;
}

/** A moment after the beginning of 1970, in milliseconds since then; undefined for anything else. */
export function toTime(value: unknown): number | undefined {
	return typeof value === 'number' && value > 0 && value <= lastTime ? value : undefined;
}

/** A whole number from 0 that is written out, as in settings; undefined for anything else, such as -1 for "chosen by the framework". */
export function readCount(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
