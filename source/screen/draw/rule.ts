import {displayWidth} from '../../format/display-width.ts';
import type {Look} from '../theme/look.ts';
import {drawLine} from './line.ts';

/** A heading inside a panel: its word, and a line to the right end. */
export function drawRule(text: string, columns: number, look: Look): string {
	return drawLine([['dim', `${text} `], ['rest', look.glyphs.horizontal.repeat(Math.max(0, columns - displayWidth(text) - 1))]], columns, look);
}
