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
		{
			key: 'precision', header: 'P', text: row => metric(row.metrics.precision), align: 'right', priority: 4,
		},
		{
			key: 'recall', header: 'R', text: row => metric(row.metrics.recall), align: 'right', priority: 5, token: row => toToken(row.metrics.recall),
		},
		{
			key: 'map50', header: 'mAP50', text: row => metric(row.metrics.map50), align: 'right', priority: 6,
		},
		{
			key: 'map50To95', header: 'mAP50-95', text: row => metric(row.metrics.map50To95), align: 'right', token: row => toToken(row.metrics.map50To95),
		},
		...(hasMask
			? [{
				key: 'maskMap50To95', header: `${words.mask} mAP50-95`, text: (row: ValidationRow) => metric(row.maskMetrics?.map50To95), align: 'right' as const, priority: 3,
			}]
			: []),
		...(hasPose
			? [{
				key: 'poseMap50To95', header: `${words.pose} mAP50-95`, text: (row: ValidationRow) => metric(row.poseMetrics?.map50To95), align: 'right' as const, priority: 3,
			}]
			: []),
	];
}

/** A class that is never found stands out. */
function toToken(value: number | undefined): Token {
	return value === 0 ? 'bad' : (value === undefined ? 'dim' : 'text');
}
