import type {LogIndex} from './log-index.ts';

/** The entries of a log that are wanted, kept up to date as the log grows. */
export type LogSearch = {
	/** Looks at entries that came since the last call, and forgets dropped ones. */
	update(): void;
	/** How many entries are wanted. */
	count(): number;
	/** The ordinal of the wanted entry at a place, 0-based. */
	ordinalAt(place: number): number | undefined;
	/** The place of the first wanted entry at or after an ordinal; `count` when there is none. */
	placeOf(ordinal: number): number;
	has(ordinal: number): boolean;
};

/**
Creates the list of all entries of an index whose text is wanted. Each entry is looked at once; memory is one number for
each wanted entry.
*/
export function createLogSearch(index: Pick<LogIndex, 'first' | 'end' | 'at'>, isWanted: (text: string) => boolean): LogSearch {
	let found: number[] = [];
	let dead = 0;
	let next = index.first();

	function placeOf(ordinal: number): number {
		let low = dead;
		let high = found.length;
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			if (found[middle]! < ordinal) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return low - dead;
	}

	return {
		update() {
			const first = index.first();
			for (next = Math.max(next, first); next < index.end(); next++) {
				if (isWanted(index.at(next)!.text)) {
					found.push(next);
				}
			}

			while (dead < found.length && found[dead]! < first) {
				dead++;
			}

			// Copying only when half of the array is dead keeps an update cheap.
			if (dead <= 1000 || dead <= found.length / 2) {
				return;
			}

			found = found.slice(dead);
			dead = 0;
		},
		count: () => found.length - dead,
		ordinalAt: place => place < 0 ? undefined : found[place + dead],
		placeOf,
		has(ordinal) {
			return found[placeOf(ordinal) + dead] === ordinal;
		},
	};
}

/** A list of all entries of an index, of the same kind. */
export function listAll(index: Pick<LogIndex, 'first' | 'end'>): LogSearch {
	const clamp = (ordinal: number) => Math.min(index.end(), Math.max(index.first(), ordinal));
	return {
		update() {
			// The index itself is the list.
		},
		count: () => index.end() - index.first(),
		ordinalAt: place => place < 0 || place >= index.end() - index.first() ? undefined : index.first() + place,
		placeOf: ordinal => clamp(ordinal) - index.first(),
		has: ordinal => ordinal >= index.first() && ordinal < index.end(),
	};
}

/**
The place of the next wanted entry after an ordinal, or before it; round to the other end where there is none.

@returns undefined when nothing is wanted at all.
*/
export function nextPlace(search: LogSearch, ordinal: number, direction: 1 | -1): {readonly place: number; readonly isWrapped: boolean} | undefined {
	const count = search.count();
	if (count === 0) {
		return undefined;
	}

	const place = direction === 1 ? search.placeOf(ordinal + 1) : search.placeOf(ordinal) - 1;
	if (place >= count) {
		return {place: 0, isWrapped: true};
	}

	return place < 0 ? {place: count - 1, isWrapped: true} : {place, isWrapped: false};
}
