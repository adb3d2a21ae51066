import {Buffer} from 'node:buffer';
import type {Channel} from '../domain/line.ts';
import type {Output} from './json-log-lines.ts';
import {createLineReader, type ByteReader} from './line-reader.ts';

/** How a writer wraps each line: a time, the stream, and whether the line goes on with the next record. */
type LineForm = {
	readonly pattern: RegExp;
	readonly isPartial: (mark: string) => boolean;
	readonly channel: (word: string) => Channel;
};

/** Longest wrapping that is looked at. */
const headBytes = 80;

const time = String.raw`(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) `;

const forms = {
	// Kubernetes' files of a pod (CRI): `2024-03-11T09:10:00.1Z stderr P text`; P for a piece that the next line continues.
	cri: {
		pattern: new RegExp(`^${time}(?<channel>stdout|stderr) (?<mark>[FP]) `),
		isPartial: mark => mark === 'P',
		channel: word => word === 'stderr' ? 'stderr' : 'stdout',
	},
	// A job of GitLab: `2024-05-22T12:43:46.962646Z 00O text`; a plus for a line that continues the one before.
	gitlab: {
		pattern: new RegExp(String.raw`^${time}[\da-f]{2}(?<channel>[EO])(?<mark>[ +])`),
		isPartial: () => false,
		channel: word => word === 'E' ? 'stderr' : 'stdout',
	},
} satisfies Readonly<Record<string, LineForm>>;

export type LineWrapping = keyof typeof forms;

/** The wrapping of a line; undefined for one that has none of these. */
export function lineWrappingOf(line: string): LineWrapping | undefined {
	return (Object.keys(forms) as LineWrapping[]).find(name => forms[name].pattern.test(line));
}

const lineFeed = new Uint8Array([0x0A]);

/** Unwraps such lines. Both streams are read as one, as they were printed. A line without the wrapping is passed on as it is. */
export function createWrappedLines(output: Output, wrapping: LineWrapping): ByteReader {
	const {pattern, isPartial} = forms[wrapping];
	/** Whether the line before waits for its end. */
	let isOpen = false;
	let lastAt: number | undefined;

	const endOpen = () => {
		if (isOpen) {
			output('tty', lineFeed, lastAt);
		}

		isOpen = false;
	};

	const lines = createLineReader(bytes => {
		const match = pattern.exec(Buffer.from(bytes.subarray(0, headBytes)).toString('latin1'));
		const {time: stamp, mark = ''} = match?.groups ?? {};
		const at = stamp === undefined ? NaN : Date.parse(stamp);
		if (mark !== '+' && wrapping === 'gitlab') {
			endOpen();
		}

		lastAt = Number.isNaN(at) ? undefined : at;
		output('tty', bytes.subarray(match?.[0].length ?? 0), lastAt);
		isOpen = true;
		// The end of a line of GitLab is known when the next one does not continue it.
		if (wrapping !== 'gitlab' && !isPartial(mark)) {
			endOpen();
		}
	});
	return {
		push: lines.push,
		end() {
			lines.end();
			endOpen();
		},
	};
}
