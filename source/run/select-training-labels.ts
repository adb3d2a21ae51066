import type {RunState} from '../domain/run.ts';
import {selectClasses} from './select-class-tables.ts';

type Known = Parameters<typeof selectClasses>[0] & Pick<RunState, 'trainingLabels' | 'classCount'>;

/** How many labels each class has in the training split, by name; undefined where nobody has counted them, or an index has no certain name. */
export function selectTrainingLabels(state: Known): ReadonlyMap<string, number> | undefined {
	const {trainingLabels} = state;
	const names = trainingLabels && namesOf(state);
	return trainingLabels === undefined || names === undefined || names.length < trainingLabels.counts.length
		? undefined
		: new Map(names.map((name, index) => [name, trainingLabels.counts[index] ?? 0]));
}

/** By index: from the description of the data set, from the probe, or from a table that has every class. */
function namesOf(state: Known): readonly string[] | undefined {
	const {trainingLabels, probe, classCount} = state;
	const {classes} = selectClasses(state);
	return trainingLabels?.names ?? probe?.matrix?.names.slice(0, -1) ?? (classCount !== undefined && classes.length === classCount ? classes.map(({name}) => name) : undefined);
}
