/** How well a text fits what was typed, and which of its characters do. */
export type FuzzyMatch = {
	/** Higher is better; only to be compared with others for the same query. */
	readonly score: number;
	/** Places of the matched characters in the text, ascending. */
	readonly places: readonly number[];
};

const points = {
	character: 1, neighbour: 6, wordStart: 8, textStart: 6, gap: -0.2, length: -0.02,
};

const wordCharacter = /[\p{Alphabetic}\p{Number}]/u;

/**
Matches the letters of a query in their order anywhere in a text, case aside; blanks in the query count as nothing. Beginnings
of words and letters that stand together count more. An empty query fits everything alike.

@returns undefined when a letter is missing.
*/
export function fuzzyMatch(query: string, text: string): FuzzyMatch | undefined {
	const wanted = query.toLowerCase().replaceAll(/\s/g, '');
	if (wanted === '') {
		return {score: 0, places: []};
	}

	const haystack = text.toLowerCase();
	let best: FuzzyMatch | undefined;
	// From each place where the first letter stands; the rest is taken greedily, which is enough for short names.
	for (let start = haystack.indexOf(wanted[0]!); start !== -1; start = haystack.indexOf(wanted[0]!, start + 1)) {
		const match = matchFrom(wanted, haystack, start);
		if (match !== undefined && (best === undefined || match.score > best.score)) {
			best = match;
		}
	}

	return best;
}

function matchFrom(wanted: string, haystack: string, start: number): FuzzyMatch | undefined {
	const places: number[] = [];
	let score = haystack.length * points.length;
	let from = start;
	for (const letter of wanted) {
		const place = nextPlace(haystack, letter, from);
		if (place === -1) {
			return undefined;
		}

		const before = places.at(-1);
		score += points.character;
		if (place === 0) {
			score += points.textStart;
		}

		if (isWordStart(haystack, place)) {
			score += points.wordStart;
		}

		if (before !== undefined) {
			score += place === before + 1 ? points.neighbour : (place - before) * points.gap;
		}

		places.push(place);
		from = place + letter.length;
	}

	return {score, places};
}

/** The next place of a letter: right here, else at the beginning of a word, else anywhere. */
function nextPlace(haystack: string, letter: string, from: number): number {
	const first = haystack.indexOf(letter, from);
	if (first === from || first === -1) {
		return first;
	}

	for (let place = first; place !== -1; place = haystack.indexOf(letter, place + 1)) {
		if (isWordStart(haystack, place)) {
			return place;
		}
	}

	return first;
}

function isWordStart(text: string, place: number): boolean {
	return place === 0 || !wordCharacter.test(text[place - 1]!);
}
