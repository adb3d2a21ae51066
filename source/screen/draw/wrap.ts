import {displayWidth, splitAtWidth} from '../../format/display-width.ts';
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

/** A paragraph in as many lines as it needs, broken between words where there are blanks and anywhere in Chinese; line feeds are kept. */
export function wrapText([[token, text]]: readonly [Segment], width: number, look: Look): readonly string[] {
	return text.split('\n').flatMap(line => wrapLine([[token, line]], width, look));
}
