import {isNeverDetected} from '../../../checks/class-table.ts';
import type {ValidationRow} from '../../../domain/validation.ts';
import type {ClassColumn} from './class-columns.ts';
import type {ClassesUi} from './classes-ui.ts';

/** The classes that pass the filter, in the chosen order. What is not known stands last in any order. */
export function orderClasses(rows: readonly ValidationRow[], columns: readonly ClassColumn[], {sort, isReversed, filter}: Pick<ClassesUi, 'sort' | 'isReversed' | 'filter'>): readonly ValidationRow[] {
	const wanted = filter.trim().toLowerCase();
	const kept = wanted === '' ? rows : rows.filter(({name}) => name.toLowerCase().includes(wanted));
	if (sort === 'printed') {
		return isReversed ? kept.toReversed() : kept;
	}

	if (sort === 'worst') {
		const worst = kept.toSorted((one, other) => compareWorst(one, other));
		return isReversed ? worst.toReversed() : worst;
	}

	if (sort === 'name') {
		const named = kept.toSorted((one, other) => one.name.localeCompare(other.name));
		return isReversed ? named.toReversed() : named;
	}

	const value = columns.find(({key}) => key === sort)?.value ?? (() => undefined);
	return kept.toSorted((one, other) => compareKnown(value(one), value(other), isReversed ? -1 : 1));
}

/** What is never found first, those with the most objects before, then by quality and by the number of examples. */
function compareWorst(one: ValidationRow, other: ValidationRow): number {
	const [first, second] = [isNeverDetected(one), isNeverDetected(other)];
	if (first !== second) {
		return first ? -1 : 1;
	}

	if (first) {
		return compareKnown(one.instances, other.instances, -1);
	}

	const quality = compareKnown(one.metrics.map50 ?? one.metrics.recall, other.metrics.map50 ?? other.metrics.recall, 1);
	return quality === 0 ? compareKnown(one.instances, other.instances, 1) : quality;
}

function compareKnown(one: number | undefined, other: number | undefined, direction: 1 | -1): number {
	const [isOne, isOther] = [isKnown(one), isKnown(other)];
	return isOne && isOther ? (one! - other!) * direction : Number(isOther) - Number(isOne);
}

function isKnown(value: number | undefined): boolean {
	return value !== undefined && !Number.isNaN(value);
}
