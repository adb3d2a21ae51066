import {displayWidth, truncate} from '../../format/display-width.ts';
import {breakPlace} from '../../format/break-place.ts';
import type {Look} from '../theme/look.ts';
import {drawLine, toDrawable, type Segment} from './line.ts';

/** A line that begins with a long text of one meaning goes on in further lines, as far in as it began; every other line stays one. */
export function wrapLine(segments: readonly Segment[], width: number, look: Look): readonly string[] {
	const [first, ...rest] = segments;
	if (first === undefined || rest.length > 0 || displayWidth(toDrawable(first[1])) <= width) {
		return [drawLine(segments, width, look)];
	}

	const [token, text] = first;
	const indent = /^ */.exec(text)![0];
	return splitAtWidth(toDrawable(text.trimStart()), width - indent.length).map(part => drawLine([[token, indent + part]], width, look));
}

/** Parts of at most `width` columns, split between words, and in Chinese anywhere but before or after its punctuation. */
export function splitAtWidth(text: string, width: number): readonly string[] {
	if (width < 2) {
		return [text];
	}

	const parts: string[] = [];
	let rest = text;
	while (displayWidth(rest) > width) {
		const head = truncate(rest, width, '');
		const cut = breakPlace(rest, head.length);
		parts.push(rest.slice(0, cut).trimEnd());
		rest = rest.slice(cut).trimStart();
	}

	return [...parts, rest];
}

/** A paragraph in as many lines as it needs, broken between words where there are blanks and anywhere in Chinese; line feeds are kept. */
export function wrapText([[token, text]]: readonly [Segment], width: number, look: Look): readonly string[] {
	return text.split('\n').flatMap(line => wrapLine([[token, line]], width, look));
}
