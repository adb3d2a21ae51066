import {breakPlace} from '../../format/break-place.ts';
import {
	displayWidth,
	isWider,
	truncate,
	wrap,
} from '../../format/display-width.ts';
import type {Look} from '../theme/look.ts';
import type {Token} from '../theme/token.ts';
import {drawLine, toDrawable, type Segment} from './line.ts';

/** A piece of a text to be read, drawn over as many lines as it needs. */
export type Block =
	/** An empty line. */
	| {readonly kind: 'gap'}
	| {readonly kind: 'title'; readonly text: string; readonly token?: Token}
	| {readonly kind: 'text'; readonly text: string; readonly token?: Token; readonly indent?: number}
	/** A label and its text, which goes on below itself. `mark` comes before the label. */
	| {readonly kind: 'field'; readonly label: string; readonly text: string; readonly labelToken?: Token; readonly token?: Token; readonly labelWidth: number; readonly indent?: number}
	/** Broken between words without a loss or a hyphen, so that it can be copied. */
	| {readonly kind: 'command'; readonly text: string; readonly indent?: number};

/** More lines than that no text of ours has; what is quoted from outside may. */
const mostLines = 30;
const leastColumns = 8;

/** The blocks as lines of exactly `columns` columns. */
export function drawDocument(blocks: readonly Block[], columns: number, look: Look): readonly string[] {
	return blocks.flatMap(block => blockLines(block, columns)).map(line => drawLine(line, columns, look));
}

function blockLines(block: Block, columns: number): ReadonlyArray<readonly Segment[]> {
	switch (block.kind) {
		case 'gap': {
			return [[]];
		}

		case 'title': {
			return wrapTo(block.text, columns).map(text => [[block.token ?? 'title', text]]);
		}

		case 'text': {
			const indent = indentOf(block.indent, columns);
			return wrapTo(block.text, columns - indent).map(text => [['text', ' '.repeat(indent)], [block.token ?? 'text', text]]);
		}

		case 'field': {
			const indent = indentOf(block.indent, columns);
			const lead = Math.min(block.labelWidth, Math.floor(columns / 2));
			// In a narrow column the text goes below its label.
			if (columns - indent - lead < 2 * leastColumns) {
				return [
					[['text', ' '.repeat(indent)], [block.labelToken ?? 'label', block.label]],
					...wrapTo(block.text, columns - indent - 1).map((text): readonly Segment[] => [['text', ' '.repeat(indent + 1)], [block.token ?? 'text', text]]),
				];
			}

			return wrapTo(block.text, columns - indent - lead).map((text, index) => [
				['text', ' '.repeat(indent)],
				[block.labelToken ?? 'label', index === 0 ? block.label : ''],
				['text', ' '.repeat(Math.max(0, lead - (index === 0 ? displayWidth(block.label) : 0)))],
				[block.token ?? 'text', text],
			]);
		}

		case 'command': {
			const indent = indentOf(block.indent ?? 2, columns);
			return breakTo(toDrawable(block.text), Math.max(leastColumns, columns - indent)).map(text => [['text', ' '.repeat(indent)], ['accent', text]]);
		}
	}
}

function indentOf(indent: number | undefined, columns: number): number {
	return Math.min(indent ?? 0, Math.max(0, columns - leastColumns));
}

function wrapTo(text: string, columns: number): readonly string[] {
	return wrap(toDrawable(text), Math.max(1, columns), mostLines);
}

function breakTo(text: string, columns: number): readonly string[] {
	const lines: string[] = [];
	let rest = text;
	while (isWider(rest, columns)) {
		const head = truncate(rest, columns, '');
		// A blank stays at the end of its line.
		const end = head === '' ? rest.length : breakPlace(rest, head.length);
		lines.push(rest.slice(0, end));
		rest = rest.slice(end);
	}

	return [...lines, rest];
}
