/** How many letters have to be changed, added or taken away to make one word of the other. */
export function editDistance(first: string, second: string): number {
	let previous = Array.from({length: second.length + 1}, (_, index) => index);
	for (const [row, letter] of [...first].entries()) {
		const current = [row + 1];
		for (const [column, other] of [...second].entries()) {
			current.push(Math.min(previous[column + 1]! + 1, current[column]! + 1, previous[column]! + (letter === other ? 0 : 1)));
		}

		previous = current;
	}

	return previous.at(-1)!;
}

/** The word of `candidates` that was most likely meant; undefined when none is near. */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
	let nearest: string | undefined;
	// More than every third letter wrong is another word, not a slip.
	let limit = Math.max(1, Math.floor(word.length / 3)) + 1;
	for (const candidate of candidates) {
		const distance = editDistance(word, candidate);
		if (!(distance < limit)) {
			continue;
		}

		limit = distance;
		nearest = candidate;
	}

	return nearest;
}
