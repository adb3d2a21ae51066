/** Longest notice that is kept, in UTF-16 units; a warning may quote a whole configuration. */
export const noticeLength = 400;

/** A warning says what it is near its beginning. */
const examinedLength = 1000;

const python = /\b[A-Z]\w*Warning: \S/;
const framework = /(?:^|: )(?:WARNING\b|ERROR\b|requirements: )|[⚠❌]/u;

/** A part of each of the forms: one look at a line, since nearly all have none. */
const words = /Warning: |WARNING|ERROR|requirements: |[⚠❌]/u;

/**
Recognises a warning or hint of the framework, of Python or of torch: something a person may want to act on.

@returns the text, from its file on where it is one of Python's.
*/
export function recogniseNotice(text: string): string | undefined {
	if (!words.test(text)) {
		return undefined;
	}

	const head = text.slice(0, examinedLength);
	const warning = python.exec(head);
	if (warning !== null) {
		const before = head.slice(0, warning.index).trimEnd();
		const file = before.slice(before.lastIndexOf(' ') + 1);
		return `${/:\d+:$/.test(file) ? `${file} ` : ''}${head.slice(warning.index)}`.trim().slice(0, noticeLength);
	}

	return framework.test(head) ? head.trim().slice(0, noticeLength) : undefined;
}
