import type {MetricName} from '../../domain/metric.ts';
import type {Token} from './token.ts';

const ofMetrics: Readonly<Record<MetricName, Token>> = {
	map50To95: 'quality1', map50: 'quality2', top1: 'quality1', top5: 'quality2', precision: 'precision', recall: 'recall',
};

/** The role of a metric, the same in every panel. */
export function metricToken(name: MetricName): Token {
	return ofMetrics[name];
}

const ofLosses: Readonly<Record<string, Token>> = {
	box: 'loss1', obj: 'loss2', dfl: 'loss2', cls: 'loss3', seg: 'loss4', pose: 'loss4',
};

/** The role of a loss by its column's name, the same in every panel; that of the first loss for a name that is not known. */
export function lossToken(name: string): Token {
	return Object.hasOwn(ofLosses, name) ? ofLosses[name]! : 'loss1';
}

/** What has no subject of its own, such as runs beside each other: colours that are far apart, by place. */
export const placeTokens = ['quality1', 'loss1', 'machine1', 'precision', 'loss2', 'quality2'] as const satisfies readonly Token[];

/** The role of the thing at this place. */
export function placeToken(index: number): Token {
	return placeTokens[index % placeTokens.length]!;
}
