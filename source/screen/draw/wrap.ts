import {splitAtWidth} from '../../format/display-width.ts';
import type {Look} from '../theme/look.ts';
import {
	drawLine,
	segmentsWidth,
	toDrawable,
	type Segment,
} from './line.ts';

/** A line that is too long goes on in further lines, broken between words, as far in as it began. */
export function wrapLine(segments: readonly Segment[], width: number, look: Look): readonly string[] {
	if (segmentsWidth(segments) <= width) {
		return [drawLine(segments, width, look)];
	}

	const drawable = segments.map(([token, text]): Segment => [token, toDrawable(text)]);
	const whole = drawable.map(([, text]) => text).join('');
	const indent = /^ */.exec(whole)![0];
	let end = indent.length;
	return splitAtWidth(whole.slice(end), width - indent.length).map(part => {
		// Only blanks are left out between two parts.
		const start = whole.indexOf(part, end);
		end = start + part.length;
		return drawLine([['text', indent], ...sliceSegments(drawable, start, end)], width, look);
	});
}

/** What of the segments is between two places of their joined text. */
function sliceSegments(segments: readonly Segment[], start: number, end: number): readonly Segment[] {
	let from = 0;
	return segments.map(([token, text]): Segment => {
		const piece: Segment = [token, text.slice(Math.max(0, start - from), Math.max(0, end - from))];
		from += text.length;
		return piece;
	});
}

/** A paragraph in as many lines as it needs, broken between words where there are blanks and anywhere in Chinese; line feeds are kept. */
export function wrapText([[token, text]]: readonly [Segment], width: number, look: Look): readonly string[] {
	return text.split('\n').flatMap(line => wrapLine([[token, line]], width, look));
}
