const tabStop = 8;

/**
Replaces each tab by blanks up to the next multiple of 8. Columns are counted in code points and colour sequences count
as nothing, which is exact for the text that people tab.
*/
export function expandTabs(text: string): string {
	if (!text.includes('\t')) {
		return text;
	}

	let expanded = '';
	let column = 0;
	for (const [index, piece] of text.split('\t').entries()) {
		if (index > 0) {
			const blanks = tabStop - (column % tabStop);
			expanded += ' '.repeat(blanks);
			column += blanks;
		}

		expanded += piece;
		column += [...piece.replaceAll(/\u{1B}\[[\d:;]*m/gu, '')].length;
	}

	return expanded;
}

/**
What a terminal shows after a line editor moved about in one line: backspace, erase to the end, cursor left and right,
insert and delete. The cursor never leaves the text, so no sequence can make the line longer than what was written.

`sequences` matches everything that is not printed, with the flag g.
*/
export function replayEdits(raw: string, sequences: RegExp): string {
	const cells: string[] = [];
	let cursor = 0;
	const print = (text: string) => {
		for (const character of text) {
			cells[cursor] = character;
			cursor++;
		}
	};

	let end = 0;
	for (const match of raw.matchAll(sequences)) {
		print(raw.slice(end, match.index));
		end = match.index + match[0].length;
		cursor = execute(match[0], cells, cursor);
	}

	print(raw.slice(end));
	return cells.join('');
}

/** Applies one control to the cells and gives the cursor's new place. */
function execute(control: string, cells: string[], cursor: number): number {
	if (control === '\b') {
		return Math.max(0, cursor - 1);
	}

	const [, digits, final] = /^\u{1B}\[(\d*)([@CDKP])$/u.exec(control) ?? [];
	const count = Math.max(1, Number(digits ?? 1));
	switch (final) {
		case 'C': {
			return Math.min(cells.length, cursor + count);
		}

		case 'D': {
			return Math.max(0, cursor - count);
		}

		case 'K': {
			// Only to the end of the line: shells use no other form inside a line.
			if (digits === '' || digits === '0') {
				cells.length = cursor;
			}

			return cursor;
		}

		case 'P': {
			cells.splice(cursor, count);
			return cursor;
		}

		case '@': {
			cells.splice(cursor, 0, ...Array.from({length: Math.min(count, cells.length - cursor)}, () => ' '));
			return cursor;
		}

		case undefined:
		default: {
			return cursor;
		}
	}
}
