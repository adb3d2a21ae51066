import {isDeepStrictEqual} from 'node:util';
import {hiddenCharacter} from '../../source/domain/printable.ts';

/** What a fuzzed input must never bring about; the message says what came out. */
export class Broken extends Error {
	override readonly name = 'Broken';
}

export function require(isTrue: boolean, message: () => string): void {
	if (!isTrue) {
		throw new Broken(message());
	}
}

const shown = (value: unknown): string => (JSON.stringify(value, (_key, part: unknown) => typeof part === 'number' && !Number.isFinite(part) ? String(part) : part) ?? 'undefined').slice(0, 300);

/** What a terminal obeys or hides, wherever it is. A line may hold colours of its own, but nothing else. */
const hidden = new RegExp(String.raw`[\t\n]|${hiddenCharacter}`, 'u');
const plain = /^[\u{20}-\u{7E}]*$/u;
const colours = /\u{1B}\[[\d:;]*m/gu;

export function requirePrintable(texts: Iterable<string>, place: string): void {
	for (const text of texts) {
		require(plain.test(text) || !hidden.test(text), () => `${place}: a control or hidden character is let through: ${JSON.stringify(text.slice(0, 300))}`);
	}
}

/** The same for lines that yolotop or the training has coloured. */
export function requirePainted(lines: Iterable<string>, place: string): void {
	for (const line of lines) {
		requirePrintable([line.includes('\u{1B}') ? line.replaceAll(colours, '') : line], place);
	}
}

/** Numbers of which a framework prints `nan` and `inf`, so they are known to be none. */
const mayBeNotFinite: ReadonlySet<string> = new Set(['losses', 'validationLosses', 'metrics', 'maskMetrics', 'poseMetrics', 'metric']);
const shares: ReadonlySet<string> = new Set(['metrics', 'maskMetrics', 'poseMetrics']);
const positive: ReadonlySet<string> = new Set(['epoch', 'lastEpoch', 'bestEpoch', 'batchesPerEpoch', 'imageSize', 'shape', 'resumedAt', 'completedEpochs']);
/** They may be below zero: a signal is a negative exit code, rates and norms come as they were. */
const maybeNegative: ReadonlySet<string> = new Set(['exitCode', 'reportedExitCode', 'learningRates', 'mean', 'max', 'change', 'utcOffsetMinutes', 'gigaflops', 'modifiedAt', 'temperatureCelsius']);

function checkNumber(value: number, keys: readonly string[]): void {
	const place = () => keys.join('.');
	const key = keys.findLast(name => !/^\d+$/.test(name)) ?? '';
	if (keys.some(name => mayBeNotFinite.has(name))) {
		require(keys.every(name => !shares.has(name)) || !(value < 0 || value > 1), () => `${place()} is ${value}, which is no share`);
		return;
	}

	require(Number.isFinite(value), () => `${place()} is ${value}`);
	require(maybeNegative.has(key) || keys.includes('deviceRequests') || value >= 0, () => `${place()} is ${value}, below zero`);
	require(!positive.has(key) || value > 0, () => `${place()} is ${value}, which cannot be`);
}

/** What counts up to a total, and its total. */
const counted = [['batchIndex', 'batchesPerEpoch'], ['epoch', 'epochs'], ['index', 'count'], ['frame', 'frames']] as const;

/** Every number that is kept is one that can be: finite, not below zero, no epoch 0, nothing beyond its total. */
export function requirePossible(value: unknown, keys: readonly string[] = []): void {
	if (typeof value === 'number') {
		checkNumber(value, keys);
	} else if (typeof value === 'object' && value !== null) {
		const entries = value instanceof Map ? [...value] as Array<readonly [unknown, unknown]> : Object.entries(value);
		for (const [key, part] of entries) {
			requirePossible(part, [...keys, String(key)]);
		}

		const fields = value as Readonly<Record<string, unknown>>;
		for (const [part, total] of counted) {
			const [one, all] = [fields[part], fields[total]];
			require(typeof one !== 'number' || typeof all !== 'number' || one <= all, () => `${[...keys, part].join('.')} is ${String(one)} of ${String(all)}`);
		}
	}
}

/** Of an answer in JSON: what is no number is null, never left to `JSON.stringify`. */
export function requireFinite(value: unknown, keys: readonly string[] = []): void {
	if (typeof value === 'number') {
		require(Number.isFinite(value), () => `${keys.join('.')} in JSON is ${value}`);
	} else if (typeof value === 'object' && value !== null) {
		for (const [key, part] of Object.entries(value)) {
			requireFinite(part, [...keys, key]);
		}
	}
}

const noNumber = /\b(?:NaN|Infinity|undefined)\b|\[object /;
const ownWords = /nan|inf|undefined|object/i;

/** A person sees a dash where nothing is known; what the input itself says is another thing. */
export function requireWords(lines: readonly string[], input: string, place: string): void {
	if (!ownWords.test(input)) {
		for (const line of lines) {
			require(!noNumber.test(line), () => `${place}: ${line.slice(0, 300)}`);
		}
	}
}

/** That reading in pieces gives what reading at once gives. */
export function requireSame(whole: unknown, pieces: unknown, place: string): void {
	if (isDeepStrictEqual(whole, pieces)) {
		return;
	}

	const [one, other] = Array.isArray(whole) && Array.isArray(pieces) ? firstDifference(whole as readonly unknown[], pieces as readonly unknown[]) : [whole, pieces];
	throw new Broken(`${place} in pieces is another one: ${shown(one)} and ${shown(other)}`);
}

function firstDifference(one: readonly unknown[], other: readonly unknown[]): readonly [unknown, unknown] {
	const at = one.findIndex((item, index) => !isDeepStrictEqual(item, other[index]));
	return at === -1 ? [one.length, other.length] : [one[at], other[at]];
}

/** Runs what may refuse its input with an error for a person, and with no other. */
export function allow<Result>(isExpected: (error: unknown) => boolean, work: () => Result): Result | undefined {
	try {
		return work();
	} catch (error) {
		if (isExpected(error)) {
			return undefined;
		}

		throw error;
	}
}
