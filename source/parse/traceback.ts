import type {Traceback} from '../domain/run.ts';
import {createNotebookCollector, recogniseNotebookStart} from './notebook-traceback.ts';

/** Frames that are kept of one traceback: the outermost, which name the program, and the innermost, which name the cause. */
export const outerFrames = 10;
export const innerFrames = 30;

/** Lines that another writer may put into a traceback before it is given up. */
const strangerLines = 40;

/** Lines in which a message may follow the name of its exception. */
const messageLines = 4;

/** A traceback that is complete. */
export type FoundTraceback = {
	readonly traceback: Traceback;
	/** True for one that the program prints and goes on after. */
	readonly isSurvived: boolean;
};

/** Collects one Python traceback from the lines of one writer. */
export type TracebackCollector = {
	/**
	Gives the traceback when this line is its last; undefined otherwise. Where the message begins on a line of its own, the same traceback
	comes once more, with the message.
	*/
	push(text: string): FoundTraceback | undefined;
};

const beginningWords = 'Traceback (';
/** A terminal echoes Ctrl-C before it. */
const beginning = /(?:^|\s|\^C)(?:Original )?Traceback \(most recent call last\):\s*$/;
const frame = /^\s+File "(.*)", line (\d+)(?:, in (.*\S))?\s*$/;
/** A class of an exception; those of modules in C are written small, such as cv2.error and struct.error. */
const ending = /^((?:[A-Z_a-z]\w*\.)*_?[A-Z]\w*|(?:[_a-z]\w*\.)+(?:[a-z]*error|timeout))(?:: ?(.*))?$/;
/** Between two tracebacks of one error. */
const chain = /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/;
/** A line that is drawn, not written. */
const rule = /^[\s#*+\-=^_~]*$/;

/**
What stands before a traceback that Python or a library reports while the program goes on. Source: threading, logging, sys.unraisablehook,
atexit, asyncio, tkinter, multiprocessing.
*/
const survivedOrigins: readonly RegExp[] = [
	/\b(Exception in thread \S.*):$/,
	/^-{3} (Logging error) -{3}$/,
	/^(Exception ignored (?:in|on|while|from)\b.*)$/,
	/^(Error in (?:atexit\._run_exitfuncs|sys\.\w+hook)):?$/,
	/^((?:Task|Future) exception was never retrieved)$/,
	/^(Exception in (?:Tkinter callback|callback \S.*))$/,
	/^(Process \w*Process-\d+(?::\d+)?):$/,
];
const survivedWords = /Exception i|Logging e|Error in |never retrieved|Process-/;
/** Lines that may stand between such a line and its traceback. */
const originLines = 2;

function originOf(text: string): string | undefined {
	if (!survivedWords.test(text)) {
		return undefined;
	}

	const line = text.trimEnd();
	return survivedOrigins.map(form => form.exec(line)?.[1]).find(found => found !== undefined);
}

/** What an announced exception, survived or not, needs until its traceback is complete. */
type Origin = {readonly text: string; readonly linesLeft: number};

/** Chained tracebacks and tracebacks inside a worker's report are separate ones, in the order of their printing. */
export function createTracebackCollector(): TracebackCollector {
	let frames: Array<Traceback['frames'][number]> | undefined;
	let strangers = 0;
	let origin: Origin | undefined;
	/** A traceback whose message has not come yet. */
	let awaiting: {readonly found: FoundTraceback; readonly linesLeft: number} | undefined;
	let last: FoundTraceback | undefined;
	const notebook = createNotebookCollector();

	const finish = (traceback: Traceback, canFollow: boolean): FoundTraceback => {
		const found: FoundTraceback = {
			traceback: {...traceback, ...(origin !== undefined && {origin: origin.text})}, isSurvived: origin !== undefined,
		};
		frames = undefined;
		origin = undefined;
		last = found;
		awaiting = canFollow ? {found, linesLeft: messageLines} : undefined;
		return found;
	};

	/** The line behind a name and a colon is its message. */
	const followUp = (text: string): FoundTraceback | undefined => {
		if (awaiting === undefined) {
			return undefined;
		}

		const {found, linesLeft} = awaiting;
		if (rule.test(text)) {
			awaiting = linesLeft > 1 ? {found, linesLeft: linesLeft - 1} : undefined;
			return undefined;
		}

		awaiting = undefined;
		return chain.test(text) ? undefined : {...found, traceback: {...found.traceback, message: text.trim()}};
	};

	const readIdle = (text: string): FoundTraceback | undefined => {
		const survived = originOf(text);
		if (survived !== undefined) {
			origin = {text: survived, linesLeft: originLines};
			awaiting = undefined;
			return undefined;
		}

		// What an error in a thread has led to is of the thread too.
		if (last?.isSurvived === true && chain.test(text)) {
			origin = {text: last.traceback.origin!, linesLeft: originLines + 1};
			return undefined;
		}

		if (origin !== undefined) {
			origin = origin.linesLeft > 0 ? {text: origin.text, linesLeft: origin.linesLeft - 1} : undefined;
		}

		return followUp(text);
	};

	const begin = () => {
		frames = [];
		strangers = 0;
		awaiting = undefined;
	};

	return {
		push(text) {
			if (text.includes(beginningWords)) {
				if (beginning.test(text)) {
					begin();
					return undefined;
				}

				const exception = recogniseNotebookStart(text);
				if (exception !== undefined) {
					begin();
					notebook.begin(exception);
					return undefined;
				}
			}

			const inNotebook = notebook.push(text);
			if (inNotebook !== undefined) {
				return inNotebook === 'open' ? undefined : finish(inNotebook, inNotebook.message === '');
			}

			if (frames === undefined) {
				return readIdle(text);
			}

			if (/^\s/.test(text)) {
				addFrame(frames, text);
				return undefined;
			}

			const [whole, exception, message = ''] = ending.exec(text.trimEnd()) ?? [];
			if (exception === undefined) {
				strangers++;
				frames = strangers > strangerLines ? undefined : frames;
				return undefined;
			}

			return finish({exception, message: message.trim(), frames}, whole === `${exception}:`);
		},
	};
}

function addFrame(frames: Array<Traceback['frames'][number]>, text: string): void {
	const [, file, line, name] = frame.exec(text) ?? [];
	if (file === undefined) {
		return;
	}

	frames.push({file, line: Number(line), function: name ?? ''});
	if (frames.length > outerFrames + innerFrames) {
		frames.splice(outerFrames, 1);
	}
}
