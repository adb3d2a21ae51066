import {bytesToBinaryText, bytesToFrameworkText} from '../../../format/bytes.ts';
import {fineDurationToText} from '../../../format/duration.ts';
import {loss, lossInColumn, metric} from '../../../format/number.ts';
import type {Column} from '../../../run/select-columns.ts';
import type {ChartUnit} from '../../draw/chart/unit.ts';
import type {Token} from '../../theme/token.ts';
import {type Language, wordsIn} from '../../../words/words.ts';
import {percentOf} from '../../../words/percent.ts';

/** How the figures of a chart are written out. */
export type ValueKind = 'loss' | 'metric' | 'rate' | 'seconds' | 'bytes' | 'binary-bytes' | 'percent';

/** One curve of a chart by what it shows. */
export type ChartLine = {
	readonly token: Token;
	readonly label: string;
	readonly values: Column;
};

/** The parts of the list of figures, in its order. */
export type FigureGroup = 'quality' | 'masks' | 'pose' | 'trainLoss' | 'validationLoss' | 'speed' | 'machine';

/** One figure by what it shows, not yet how. The first line is the figure itself, the others are what it is seen beside. */
export type Chart = {
	readonly id: string;
	readonly group: FigureGroup;
	/** Its name in the list, which is short, and as the title of its chart. */
	readonly label: string;
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
export function valueText(kind: ValueKind, value: number | undefined, language: Language): string {
	switch (kind) {
		case 'metric': {
			return metric(value);
		}

		case 'rate': {
			return value === undefined || !Number.isFinite(value) ? metric(value) : rateText(value);
		}

		case 'seconds': {
			return fineDurationToText(value === undefined ? undefined : value * 1000, wordsIn(language).charts.units);
		}

		case 'bytes': {
			return bytesToFrameworkText(value);
		}

		case 'binary-bytes': {
			return bytesToBinaryText(value);
		}

		case 'percent': {
			return value === undefined || !Number.isFinite(value) ? metric(value) : percentOf(value, language);
		}

		case 'loss': {
			// Four decimals as in every column; of what would be little more than 0 there, four digits.
			return value !== undefined && value !== 0 && Math.abs(value) < 0.001 ? loss(value) : lossInColumn(value);
		}
	}
}

/** A learning rate as it is written in settings: 0.01, 9.9e-5. */
function rateText(value: number): string {
	const [mantissa = '', exponent = ''] = value.toExponential(2).split('e', 2);
	return value === 0 || Math.abs(value) >= 0.001 ? String(Number(value.toPrecision(3))) : `${Number(mantissa)}e${Number(exponent)}`;
}

/** Whether the figure has had one value only, of at least two: there is nothing to draw of it. */
export function isConstant({lines}: Chart): boolean {
	const values = lines[0]?.values.filter(value => value !== undefined) ?? [];
	return values.length > 1 && values.every(value => value === values[0]);
}

/** The last value that was given, also when it is no number. */
export function lastValue(values: Column): number | undefined {
	return values.findLast(value => value !== undefined);
}
