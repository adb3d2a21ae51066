/** The number of letters to add, take away or change, or of neighbours to exchange, to make one word of the other. */
function editDistance(left: string, right: string): number {
	let before: readonly number[] = [];
	let row = Array.from({length: right.length + 1}, (_, index) => index);
	for (const [leftIndex, leftLetter] of [...left].entries()) {
		const next = [leftIndex + 1];
		for (const [index, letter] of [...right].entries()) {
			const isExchanged = leftIndex > 0 && index > 0 && letter === left[leftIndex - 1] && leftLetter === right[index - 1];
			next.push(Math.min(next[index]! + 1, row[index + 1]! + 1, row[index]! + (letter === leftLetter ? 0 : 1), isExchanged ? before[index - 1]! + 1 : Infinity));
		}

		before = row;
		row = next;
	}

	return row.at(-1)!;
}

/** The candidate that a mistyped word most likely means; undefined when none is near: more than every third letter wrong is another word. */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
	return candidates
		.map(candidate => ({candidate, distance: editDistance(word, candidate)}))
		.filter(({candidate, distance}) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
		.toSorted((a, b) => a.distance - b.distance)[0]?.candidate;
}
