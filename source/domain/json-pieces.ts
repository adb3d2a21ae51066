import {toJsonText} from './printable.ts';

const indent = 2;

/** So much text is put together before it is given away: a system call for each entry would take longer than the entry. */
const pieceLength = 65_536;

const shift = (text: string, levels: number): string => text.split('\n').join(`\n${' '.repeat(indent * levels)}`);

/**
An object as indented JSON in pieces, the same text as in one: its lists may be iterables of any length, of which one entry at a time is made.
`isLong` lists the keys of those.

@yields pieces of the text.
*/
export function * toJsonPieces(value: Readonly<Record<string, unknown>>, isLong: ReadonlySet<string>): Generator<string> {
	let text = '{';
	let isFirst = true;
	for (const [key, entry] of Object.entries(value)) {
		text += `${isFirst ? '' : ','}\n${' '.repeat(indent)}${JSON.stringify(key)}: `;
		isFirst = false;
		if (!isLong.has(key)) {
			text += shift(toJsonText(entry, indent), 1);
			continue;
		}

		yield text;
		text = '';
		yield * listPieces(entry as Iterable<unknown>);
	}

	yield `${text}\n}`;
}

function * listPieces(list: Iterable<unknown>): Generator<string> {
	let text = '';
	let isEmpty = true;
	for (const one of list) {
		text += `${isEmpty ? '[' : ','}\n${' '.repeat(indent * 2)}${shift(toJsonText(one, indent), 2)}`;
		isEmpty = false;
		if (!(text.length > pieceLength)) {
			continue;
		}

		yield text;
		text = '';
	}

	yield `${text}${isEmpty ? '[]' : `\n${' '.repeat(indent)}]`}`;
}
