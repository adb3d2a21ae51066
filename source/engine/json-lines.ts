import {StringDecoder} from 'node:string_decoder';

/** A line that is longer is dropped: no engine sends one. */
const maxLine = 1024 * 1024;

/**
Values of a stream of JSON lines; a chunk may hold several lines or half of one. A line that is no JSON is skipped. Ends with
the stream and throws what the stream throws.

@yields what a line holds.
*/
export async function * readJsonLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<unknown, void> {
	const decoder = new StringDecoder('utf8');
	let rest = '';
	for await (const chunk of stream) {
		const lines = (rest + decoder.write(chunk)).split('\n');
		rest = lines.pop() ?? '';
		if (rest.length > maxLine) {
			rest = '';
		}

		for (const line of lines) {
			const value = parseLine(line);
			if (value !== undefined) {
				yield value;
			}
		}
	}

	const value = parseLine(rest);
	if (value !== undefined) {
		yield value;
	}
}

function parseLine(line: string): unknown {
	try {
		return line.trim() === '' ? undefined : JSON.parse(line);
	} catch {
		return undefined;
	}
}
