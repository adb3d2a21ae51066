import {Buffer} from 'node:buffer';
import type {Output} from './json-log-lines.ts';
import {createLineReader, type ByteReader} from './line-reader.ts';

/*
Documents of JSON over many lines that keep what a program has printed: notebooks with their outputs, events of a log.
Source: nbformat 4 as Jupyter, Kaggle and Colab write it; `aws logs get-log-events`.
*/

/** How such a document begins. */
const documentStart = /^\s*\{\s*"(?:cells|nbformat|events)": ?[\d[]/;
/** Lists of texts: what a cell has printed, and the traceback that ended it. */
const listStart = /^\s*"(text|traceback)": \[$/;
const listEnd = /^\s*\]/;
/** A text of its own. */
const field = /^\s*"(?:text|message)": (".*"),?$/;
const item = /^\s*(".*"),?$/;

/** Whether the first bytes of a log are such a document's. */
export function isJsonDocument(text: string): boolean {
	return documentStart.test(text);
}

function toText(json: string): string {
	try {
		const value: unknown = JSON.parse(json);
		return typeof value === 'string' ? value : '';
	} catch {
		return '';
	}
}

/** Gives the texts of such a document as they were printed. What else is in it, such as pictures and code, is left out. */
export function createJsonDocument(output: Output): ByteReader {
	let list: string | undefined;

	const put = (json: string, isLine: boolean) => {
		const text = toText(json);
		output('tty', Buffer.from(isLine && !text.endsWith('\n') ? `${text}\n` : text));
	};

	return createLineReader(bytes => {
		const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString().trimEnd();
		const [, name] = listStart.exec(line) ?? [];
		if (name !== undefined) {
			list = name;
			return;
		}

		const [, text] = (list === undefined ? field : item).exec(line) ?? [];
		if (text !== undefined) {
			// A traceback's texts are lines, of what was printed the last may go on in the next output.
			put(text, list !== 'text');
		} else if (listEnd.test(line)) {
			list = undefined;
		}
	});
}
