import {metricDefinitions} from '../domain/metric.ts';
import type {EpochRecord} from '../domain/run.ts';
import type {RunCurves} from '../domain/run-summary.ts';

/** Two points for each column of the widest chart in which runs are laid over each other. */
const maxPoints = 80;

/** The curves of a run for a list: of more epochs those at equal steps, the first and the last among them. Undefined without an epoch. */
export function toCurves(records: readonly EpochRecord[]): RunCurves | undefined {
	const count = Math.min(maxPoints, records.length);
	if (count === 0) {
		return undefined;
	}

	const shown = Array.from({length: count}, (_, place) => records[count === 1 ? 0 : Math.round(place * (records.length - 1) / (count - 1))]!);
	const [loss] = Object.keys(records.at(-1)!.losses);
	return {
		epochs: shown.map(({epoch}) => epoch),
		values: Object.fromEntries(metricDefinitions
			.filter(({name}) => records.some(({metrics}) => metrics?.[name] !== undefined))
			.map(({name}) => [name, shown.map(({metrics}) => metrics?.[name])])),
		...(loss !== undefined && {loss: {name: loss, values: shown.map(({losses}) => losses[loss])}}),
	};
}
