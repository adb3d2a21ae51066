import {metricLabel, shownBoxMetrics, type MetricName} from '../../domain/metric.ts';
import type {ValidationRow} from '../../domain/validation.ts';
import {count, metric} from '../../format/number.ts';
import type {TableColumn} from '../draw/table.ts';
import type {Token} from '../theme/token.ts';
import type {ScreenModel} from './model.ts';

/** The rows of the per-class table, the summary of all classes first. */
export function classRows({state}: Pick<ScreenModel, 'state'>): readonly ValidationRow[] {
	return state.classes.length === 0 ? [] : [...(state.lastValidation === undefined ? [] : [state.lastValidation]), ...state.classes];
}

/** The columns as the frameworks name them; those of a second set (mask, pose) only where there is one. */
export function classColumns({state, words}: Pick<ScreenModel, 'state' | 'words'>): ReadonlyArray<TableColumn<ValidationRow>> {
	const hasMask = state.classes.some(({maskMetrics}) => maskMetrics !== undefined);
	const hasPose = state.classes.some(({poseMetrics}) => poseMetrics !== undefined);
	return [
		{
			key: 'name', header: 'Class', text: ({name}) => name, minimum: 14, token: ({name}) => name === 'all' ? 'strong' : 'text',
		},
		{
			key: 'images', header: 'Images', text: row => count(row.images), align: 'right', priority: 1, token: () => 'dim',
		},
		{
			key: 'instances', header: 'Instances', text: row => count(row.instances), align: 'right', priority: 2, token: () => 'dim',
		},
		...shownBoxMetrics(state.classes.map(({metrics}) => metrics)).map(({name, label, priority}): TableColumn<ValidationRow> => ({
			key: name, header: label, text: row => metric(row.metrics[name]), align: 'right', ...(priority !== undefined && {priority: priority + 3}), ...(neverZero.has(name) && {token: row => toToken(row.metrics[name])}),
		})),
		...(hasMask ? [secondSet('mask', words.mask, row => row.maskMetrics?.map50To95)] : []),
		...(hasPose ? [secondSet('pose', words.pose, row => row.poseMetrics?.map50To95)] : []),
	];
}

/** What is 0 for a class that is never found. */
const neverZero: ReadonlySet<MetricName> = new Set(['recall', 'map50To95']);

/** Of a second set the strictest figure tells the most. */
function secondSet(key: string, name: string, value: (row: ValidationRow) => number | undefined): TableColumn<ValidationRow> {
	return {
		key, header: `${name} ${metricLabel('map50To95')}`, text: row => metric(value(row)), align: 'right', priority: 3,
	};
}

/** A class that is never found stands out. */
function toToken(value: number | undefined): Token {
	return value === 0 ? 'bad' : (value === undefined ? 'dim' : 'text');
}
