/** Characters that never begin a line: what closes, and what belongs to the word before. */
const closing = /[\p{Close_Punctuation}\p{Final_Punctuation}\p{Mark}!%,.:;?·‥…、。！％，：；？]/u;
/** Characters that never end a line. */
const opening = /[\p{Initial_Punctuation}\p{Open_Punctuation}]/u;
/** Characters between which a line may end without a blank: Chinese, Japanese kana, and their punctuation. */
const ideographic = /[\u{3000}-\u{30FF}\u{3400}-\u{9FFF}\u{F900}-\u{FAFF}\u{FF00}-\u{FF60}]/u;

/** A unit stays with its number: `31 s`, `64 MiB`. */
const unitAhead = /^ ?(?:[%BWdhms]|ms|min|°C|[GKMTk]i?B)(?![\p{Alphabetic}\p{Number}])/u;

function canBreak(text: string, place: number): boolean {
	const before = text[place - 1]!;
	const after = text[place]!;
	if (before === ' ' || after === ' ') {
		const number = before === ' ' ? text[place - 2] : before;
		return !(/\d/.test(number ?? '') && unitAhead.test(text.slice(place, place + 6)));
	}

	return ((ideographic.test(before) || ideographic.test(after)) && !closing.test(after) && !opening.test(before));
}

/**
Where a line ends of which the characters before `most` have room: between words, and in Chinese where no punctuation would begin the
next line or be left alone at the end of this one. A word that fills most of the line is cut.
`most` is never inside a character.
*/
export function breakPlace(text: string, max: number): number {
	if (max >= text.length) {
		return text.length;
	}

	for (let place = max; place > max / 2; place--) {
		if (canBreak(text, place)) {
			return place;
		}
	}

	return max;
}
