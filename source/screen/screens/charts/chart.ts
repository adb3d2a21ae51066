import {bytesToBinaryText, bytesToFrameworkText} from '../../../format/bytes.ts';
import {fineDurationToText} from '../../../format/duration.ts';
import {loss, metric} from '../../../format/number.ts';
import type {Column} from '../../../run/select-columns.ts';
import type {ChartUnit} from '../../draw/chart/unit.ts';
import type {Token} from '../../theme/token.ts';
import type {Words} from '../../../words/words.ts';

/** How the figures of a chart are written out. */
export type ValueKind = 'loss' | 'metric' | 'rate' | 'seconds' | 'bytes' | 'binary-bytes' | 'percent';

/** One curve of a chart by what it shows. */
export type ChartLine = {
	/** One ASCII character, different from those of the other lines of the chart. */
	readonly mark: string;
	readonly token: Token;
	readonly label: string;
	readonly values: Column;
};

/** One chart by what it shows, not yet how. */
export type Chart = {
	readonly id: string;
	readonly title: string;
	readonly kind: ValueKind;
	readonly floor?: number;
	readonly ceiling?: number;
	/** Which value is the best one; undefined where that has no meaning. */
	readonly best?: 'lowest' | 'highest';
	/** What the places of the values are: completed epochs, or moments in milliseconds since 1970. */
	readonly base: {readonly kind: 'epochs'} | {readonly kind: 'moments'; readonly at: readonly number[]};
	readonly lines: readonly ChartLine[];
};

const units: Readonly<Record<ValueKind, ChartUnit>> = {
	loss: 'number', metric: 'number', rate: 'number', seconds: 'seconds', bytes: 'bytes', 'binary-bytes': 'binary-bytes', percent: 'percent',
};

export function unitOf(kind: ValueKind): ChartUnit {
	return units[kind];
}

/** A figure of a chart in full; nan and inf as the frameworks write them. */
export function valueText(kind: ValueKind, value: number | undefined, words: Words['charts']): string {
	switch (kind) {
		case 'metric': {
			return metric(value);
		}

		case 'rate': {
			return value === undefined || !Number.isFinite(value) ? metric(value) : rateText(value);
		}

		case 'seconds': {
			return fineDurationToText(value === undefined ? undefined : value * 1000, words.units);
		}

		case 'bytes': {
			return bytesToFrameworkText(value);
		}

		case 'binary-bytes': {
			return bytesToBinaryText(value);
		}

		case 'percent': {
			return value === undefined || !Number.isFinite(value) ? metric(value) : `${Math.round(value)} %`;
		}

		case 'loss': {
			return loss(value);
		}
	}
}

/** A learning rate as it is written in settings: 0.01, 9.9e-5. */
function rateText(value: number): string {
	const [mantissa = '', exponent = ''] = value.toExponential(2).split('e', 2);
	return value === 0 || Math.abs(value) >= 0.001 ? String(Number(value.toPrecision(3))) : `${Number(mantissa)}e${Number(exponent)}`;
}

/** The place of the best value, the earliest of equals; undefined where there is none. */
export function bestIndex({best}: Chart, values: Column): number | undefined {
	let found: number | undefined;
	for (const [index, value] of best === undefined ? [] : values.entries()) {
		if (value === undefined || !Number.isFinite(value)) {
			continue;
		}

		if (found === undefined || (best === 'lowest' ? value < values[found]! : value > values[found]!)) {
			found = index;
		}
	}

	return found;
}

/** The last value that was given, also when it is no number. */
export function lastValue(values: Column): number | undefined {
	return values.findLast(value => value !== undefined);
}
