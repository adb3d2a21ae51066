import type {EpochRecord, RunState} from '../domain/run.ts';

/** Makes a selector that computes again only when the history is another one. */
export function memoiseByHistory<T>(compute: (history: readonly EpochRecord[]) => T): (state: RunState) => T {
	const results = new WeakMap<readonly EpochRecord[], {readonly result: T}>();
	return ({history}) => {
		const known = results.get(history);
		if (known !== undefined) {
			return known.result;
		}

		const result = compute(history);
		results.set(history, {result});
		return result;
	};
}
