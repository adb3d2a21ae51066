import {toPrintable} from '../../domain/printable.ts';
import {displayWidth, truncate} from '../../format/display-width.ts';
import {toAsciiSigns} from '../theme/glyphs.ts';
import type {Look} from '../theme/look.ts';
import type {Token} from '../theme/token.ts';

/** A piece of a line with one meaning. Its text is plain. */
export type Segment = readonly [token: Token, text: string];

// The emoji selector and the joiner are drawn in another width by another terminal.
const joining = /\u{200D}|\u{FE0F}/gu;
const onlyAscii = /^[\u{20}-\u{7E}]*$/u;

/** Text from outside made safe to draw: no control character survives, a tab becomes a blank. */
export function toDrawable(text: string): string {
	return onlyAscii.test(text) ? text : toPrintable(text).replaceAll(joining, '');
}

/** The columns that the segments take. */
export function segmentsWidth(segments: readonly Segment[]): number {
	let width = 0;
	for (const [, text] of segments) {
		width += displayWidth(toDrawable(text));
	}

	return width;
}

/**
The segments as one painted line of exactly `width` columns: cut with an ellipsis or filled with blanks. Every line of
the screen is made here, so that no line can ever wrap.
*/
export function drawLine(segments: readonly Segment[], width: number, look: Look): string {
	let line = '';
	let room = Math.max(0, width);
	for (const [index, [token, raw]] of segments.entries()) {
		const text = look.chartStyle === 'ascii' ? toAsciiSigns(toDrawable(raw)) : toDrawable(raw);
		const columns = displayWidth(text);
		const isLast = segments.slice(index + 1).every(([, rest]) => rest === '');
		if (columns > room || (columns === room && !isLast)) {
			const cut = truncate(columns > room ? text : `${text} `, room, look.glyphs.ellipsis);
			line += look.paint(token, cut);
			room -= displayWidth(cut);
			return line + look.paint('text', ' '.repeat(room));
		}

		line += look.paint(token, text);
		room -= columns;
	}

	return line + look.paint('text', ' '.repeat(room));
}

/** Left segments and, at the right edge, right ones. Without room for both the right ones go. */
export function drawEnds(left: readonly Segment[], right: readonly Segment[], width: number, look: Look): string {
	const rightWidth = segmentsWidth(right);
	return rightWidth === 0 || segmentsWidth(left) + rightWidth + 1 > width ? drawLine(left, width, look) : drawLine(left, width - rightWidth, look) + drawLine(right, rightWidth, look);
}

/** Groups of segments with a separator, as many from the left as fit into the width. Put the important ones first. */
export function fitGroups(groups: ReadonlyArray<readonly Segment[]>, width: number, separator: Segment): readonly Segment[] {
	const line: Segment[] = [];
	let used = 0;
	for (const group of groups) {
		const columns = segmentsWidth(group);
		if (columns === 0) {
			continue;
		}

		const gap = line.length === 0 ? 0 : displayWidth(separator[1]);
		if (line.length > 0 && used + gap + columns > width) {
			continue;
		}

		if (line.length > 0) {
			line.push(separator);
		}

		line.push(...group);
		used += gap + columns;
	}

	return line;
}
