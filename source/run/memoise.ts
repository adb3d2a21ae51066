import type {EpochRecord, RunState} from '../domain/run.ts';

/** Makes a function that computes again only for another object, or for another value beside it; undefined is a value, too. The last value for each object is kept as long as the object is. */
export function memoise<Key extends WeakKey, Other, T>(compute: (key: Key, other: Other) => T): (key: Key, other: Other) => T {
	const results = new WeakMap<Key, {readonly other: Other; readonly result: T}>();
	return (key, other) => {
		const known = results.get(key);
		if (known !== undefined && Object.is(known.other, other)) {
			return known.result;
		}

		const result = compute(key, other);
		results.set(key, {other, result});
		return result;
	};
}

/** Makes a selector that computes again only when the history is another one. */
export function memoiseByHistory<T>(compute: (history: readonly EpochRecord[]) => T): (state: RunState) => T {
	const ofHistory = memoise<readonly EpochRecord[], undefined, T>(compute);
	return ({history}) => ofHistory(history, undefined);
}
