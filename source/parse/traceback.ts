import type {Traceback} from '../domain/run.ts';
import {createBoxCollector} from './boxed-traceback.ts';
import {createGroupCollector} from './exception-group.ts';
import {createNotebookCollector} from './notebook-traceback.ts';
import {
	addFrame,
	recogniseEnding,
	type FramedCollector,
	type Frames,
} from './traceback-lines.ts';

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
/** What cannot be parsed has no traceback: the place, the line of code, a caret, the name. */
const unparsedPlace = /^ {2}File "[^"]+", line \d+$/;
const unparsedEnding = /^(?:SyntaxError|IndentationError|TabError)(?:: |$)/;
const unparsedLines = 4;
/** Between two tracebacks of one error. */
const chain = /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/;
/** A line that is drawn, not written. */
const rule = /^[\s#*+\-=^_~]*$/;

/**
What stands before a traceback that Python or a library reports while the program goes on. Source: threading, logging, sys.unraisablehook,
atexit, asyncio, tkinter, multiprocessing, Optuna, Ray Tune, wandb, comet_ml, clearml, mlflow.
*/
const survivedOrigins: readonly RegExp[] = [
	/\b(Exception in thread \S.*):$/,
	/^-{3} (Logging error) -{3}$/,
	/^(Exception ignored (?:in|on|while|from)\b.*)$/,
	/^(Error in (?:atexit\._run_exitfuncs|sys\.\w+hook)):?$/,
	/^((?:Task|Future) exception was never retrieved)$/,
	/^(Exception in (?:Tkinter callback|callback \S.*))$/,
	/^(Process \w*Process-\d+(?::\d+)?):$/,
	// Trackers of experiments, whose threads report what they could not send.
	/^(Thread \w+):$/,
	/^(COMET ERROR: .*)$/,
	/\b(clearml[\w.]* - ERROR - .*)$/,
	/\b(ERROR mlflow[\w.]*: .*)$/,
	// What runs trials in turn goes on with the next one; Optuna raises the exception once more where it does not.
	/^\[W [^\]]+\] (Trial \d+ failed with parameters: .*)$/,
	/\b(Trial task failed for trial \S+)$/,
];
const survivedWords = /Exception i|Logging e|Error in |never retrieved|Process-|Trial |^Thread |COMET |clearml|mlflow/;
/** Lines that may stand between such a line and its traceback. */
const originLines = 2;

function originOf(text: string): string | undefined {
	if (!survivedWords.test(text)) {
		return undefined;
	}

	const line = text.trimEnd();
	return survivedOrigins.map(form => form.exec(line)?.[1]).find(found => found !== undefined);
}

/**
The thread that fills a queue says nothing before it. That its reader is gone ends nothing; what else it says, such as of a full /dev/shm, may be the cause of
what follows. Source: Queue._on_queue_feeder_error of multiprocessing.
*/
const isOfQueue = ({frames, exception}: Traceback): boolean => frames[0]?.function === '_feed' && /multiprocessing[/\\]queues\.py$/.test(frames[0].file) && brokenConnections.has(exception);
const brokenConnections: ReadonlySet<string> = new Set(['BrokenPipeError', 'ConnectionResetError', 'EOFError']);

/** What an announced exception, survived or not, needs until its traceback is complete. */
type Origin = {readonly text: string; readonly linesLeft: number};

/** Chained tracebacks and tracebacks inside a worker's report are separate ones, in the order of their printing. */
export function createTracebackCollector(): TracebackCollector {
	let frames: Frames | undefined;
	let strangers = 0;
	let origin: Origin | undefined;
	/** A traceback whose message has not come yet. */
	let awaiting: {readonly found: FoundTraceback; readonly linesLeft: number} | undefined;
	let last: FoundTraceback | undefined;
	let unparsed: {readonly frames: Frames; readonly linesLeft: number} | undefined;
	/** Their lines are known by a margin, those of a notebook are not. */
	const margined = [createGroupCollector(), createBoxCollector()];
	const notebook = createNotebookCollector();

	const finish = (traceback: Traceback, canFollow: boolean): FoundTraceback => {
		const from = origin?.text ?? (isOfQueue(traceback) ? 'QueueFeederThread' : undefined);
		const found: FoundTraceback = {traceback: {...traceback, ...(from !== undefined && {origin: from})}, isSurvived: from !== undefined};
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

	/** Python's own complaint about a script that it cannot parse. */
	const readUnparsed = (text: string): FoundTraceback | undefined => {
		if (unparsedPlace.test(text)) {
			unparsed = {frames: [], linesLeft: unparsedLines};
			addFrame(unparsed.frames, text);
			return undefined;
		}

		const known = unparsed;
		const found = known !== undefined && unparsedEnding.test(text) ? recogniseEnding(text) : undefined;
		unparsed = found !== undefined || known === undefined || known.linesLeft === 0 ? undefined : {...known, linesLeft: known.linesLeft - 1};
		return found && finish({exception: found.exception, message: found.message, frames: known!.frames}, false);
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

		return readUnparsed(text) ?? followUp(text);
	};

	const begin = () => {
		frames = [];
		strangers = 0;
		awaiting = undefined;
	};

	return {
		push(text) {
			const inMargin = pushInto(margined, text);
			if (inMargin !== undefined) {
				return inMargin === 'open' ? undefined : finish(inMargin, false);
			}

			if (text.includes(beginningWords) && ([...margined, notebook].some(collector => collector.begin(text)) || beginning.test(text))) {
				begin();
				return undefined;
			}

			const inNotebook = notebook.push(text);
			if (inNotebook !== undefined) {
				return inNotebook === 'open' ? undefined : finish(inNotebook, inNotebook.message === '');
			}

			if (frames === undefined) {
				return readIdle(text);
			}

			if (/^(?:\s|> File ")/.test(text)) {
				addFrame(frames, text);
				return undefined;
			}

			const found = recogniseEnding(text);
			if (found === undefined) {
				strangers++;
				frames = strangers > strangerLines ? undefined : frames;
				return undefined;
			}

			return finish({exception: found.exception, message: found.message, frames}, found.isOpen);
		},
	};
}

function pushInto(collectors: readonly FramedCollector[], text: string): ReturnType<FramedCollector['push']> {
	for (const collector of collectors) {
		const inside = collector.push(text);
		if (inside !== undefined) {
			return inside;
		}
	}

	return undefined;
}
