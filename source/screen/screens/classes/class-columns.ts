import {shownBoxMetrics, type MetricName, type Metrics} from '../../../domain/metric.ts';
import type {ValidationRow} from '../../../domain/validation.ts';

/** The figures of a class by which the table can be sorted. */
export type ClassKey = 'name' | 'images' | 'instances' | `${'box' | 'mask' | 'pose'}-${MetricName}` | 'curve' | 'change';

export type MetricSet = 'box' | 'mask' | 'pose';

/** One column of figures. Higher figures of metrics and of the change are better. */
export type ClassColumn = {
	readonly key: ClassKey;
	readonly header: string;
	readonly kind: 'name' | 'count' | 'metric' | 'curve' | 'change';
	readonly value: (row: ValidationRow) => number | undefined;
	/** Lower goes first when there is no room; undefined stays always. */
	readonly priority?: number;
};

export function metricsOf(row: ValidationRow, set: MetricSet): Metrics | undefined {
	return {box: row.metrics, mask: row.maskMetrics, pose: row.poseMetrics}[set];
}

export type ColumnNames = Readonly<Record<MetricSet, string>> & {readonly columns: Readonly<Record<'name' | 'images' | 'instances' | 'curve', string>>};

type ColumnOptions = {
	readonly change?: {readonly header: string; readonly of: (row: ValidationRow) => number | undefined} | undefined;
	/** Whether earlier tables are known: mAP50-95 has a curve then. */
	readonly hasCurve?: boolean;
};

/** The columns that these rows have figures for; those of masks and keypoints only where there are any. */
export function columnsOf(rows: readonly ValidationRow[], names: ColumnNames, {change, hasCurve = false}: ColumnOptions = {}): readonly ClassColumn[] {
	const sets = (['box', 'mask', 'pose'] as const).filter(set => rows.some(row => metricsOf(row, set) !== undefined));
	return [
		{
			key: 'name', header: names.columns.name, kind: 'name', value: () => undefined,
		},
		// The probe does not count the images.
		...(rows.some(({images}) => images !== undefined)
			? [{
				key: 'images', header: names.columns.images, kind: 'count', value: ({images}: ValidationRow) => images, priority: 1,
			} as const]
			: []),
		{
			key: 'instances', header: names.columns.instances, kind: 'count', value: ({instances}) => instances, priority: 4,
		},
		...sets.flatMap(set => shownBoxMetrics(rows.map(row => metricsOf(row, set))).map(({name, label, priority, isLead = false}): ClassColumn => ({
			key: `${set}-${name}`,
			header: set === 'box' ? label : `${names[set]} ${label}`,
			kind: 'metric',
			value: row => metricsOf(row, set)?.[name],
			// Of the second set the strictest figure tells the most.
			...(set === 'box' ? priority !== undefined && {priority: priority + 5} : {priority: isLead ? 5 : 2}),
		}))),
		...(hasCurve
			? [{
				key: 'curve', header: names.columns.curve, kind: 'curve', value: ({metrics}: ValidationRow) => metrics.map50To95, priority: 3,
			} as const]
			: []),
		...(change === undefined
			? []
			: [{
				key: 'change', header: change.header, kind: 'change', value: change.of, priority: 5,
			} as const]),
	];
}
