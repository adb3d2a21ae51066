import type {Traceback} from '../domain/run.ts';

/** Frames that are kept of one traceback: the outermost, which name the program, and the innermost, which name the cause. */
export const outerFrames = 10;
export const innerFrames = 30;

/** Lines that another writer may put into a traceback before it is given up. */
const strangerLines = 40;

/** Collects one Python traceback from the lines of one channel. */
export type TracebackCollector = {
	/** Gives the traceback when this line is its last; undefined otherwise. */
	push(text: string): Traceback | undefined;
};

const beginningWords = 'Traceback (';
/** A terminal echoes Ctrl-C before it. */
const beginning = /(?:^|\s|\^C)(?:Original )?Traceback \(most recent call last\):\s*$/;
const frame = /^\s+File "(.*)", line (\d+)(?:, in (.*\S))?\s*$/;
/** A class of an exception; those of modules in C are written small, such as cv2.error and struct.error. */
const ending = /^((?:[A-Z_a-z]\w*\.)*_?[A-Z]\w*|(?:[_a-z]\w*\.)+(?:[a-z]*error|timeout))(?:: ?(.*))?$/;

/** Chained tracebacks and tracebacks inside a worker's report are separate ones, in the order of their printing. */
export function createTracebackCollector(): TracebackCollector {
	let frames: Array<Traceback['frames'][number]> | undefined;
	let strangers = 0;
	let isIgnored = false;
	return {
		push(text) {
			if (text.includes(beginningWords) && beginning.test(text)) {
				frames = [];
				strangers = 0;
				return undefined;
			}

			if (frames === undefined) {
				// Python reports these and goes on.
				isIgnored = text.startsWith('Exception ignored in: ');
				return undefined;
			}

			if (/^\s/.test(text)) {
				const [, file, line, name] = frame.exec(text) ?? [];
				if (file !== undefined) {
					frames.push({file, line: Number(line), function: name ?? ''});
					if (frames.length > outerFrames + innerFrames) {
						frames.splice(outerFrames, 1);
					}
				}

				return undefined;
			}

			const [, exception, message] = ending.exec(text.trimEnd()) ?? [];
			if (exception === undefined) {
				strangers++;
				frames = strangers > strangerLines ? undefined : frames;
				return undefined;
			}

			const traceback = {exception, message: message?.trim() ?? '', frames};
			const wasIgnored = isIgnored;
			frames = undefined;
			isIgnored = false;
			return wasIgnored ? undefined : traceback;
		},
	};
}
