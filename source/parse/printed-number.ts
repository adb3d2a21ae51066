const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const notFinite = /^([+-]?)(nan|inf|infinity)$/i;

/**
Reads what C's `%g`, Python or numpy print for a number, `nan` and `inf` included.

@returns undefined when the text is anything else.
*/
export function parsePrintedNumber(text: string): number | undefined {
	if (decimal.test(text)) {
		return Number(text);
	}

	const [, sign, word] = notFinite.exec(text) ?? [];
	if (word === undefined) {
		return undefined;
	}

	if (word.toLowerCase() === 'nan') {
		return NaN;
	}

	return sign === '-' ? -Infinity : Infinity;
}

/** Reads a count with or without thousands separators, such as `1,769,329`. */
export function parsePrintedCount(text: string | undefined): number | undefined {
	return text !== undefined && /^\d[\d,]*$/.test(text) ? Number(text.replaceAll(',', '')) : undefined;
}
