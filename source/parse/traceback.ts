import type {Traceback} from '../domain/run.ts';
import {createBoxCollector} from './boxed-traceback.ts';
import {createGroupCollector} from './exception-group.ts';
import {createNotebookCollector} from './notebook-traceback.ts';
import {chain, createOrigin} from './traceback-origin.ts';
import {
	addFrame,
	recogniseEnding,
	type FramedCollector,
	type Frames,
} from './traceback-lines.ts';
import {createUnparsedCollector} from './unparsed-script.ts';

/** Lines that another writer may put into a traceback before it is given up. */
const strangerLines = 40;

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
/** Lines in which a message may follow the name of its exception. */
const messageLines = 4;

/** A line that is drawn, not written. */
const rule = /^[\s#*+\-=^_~]*$/;

/** Waits for the message of a traceback: the line behind a name and a colon. */
function createMessageCollector() {
	let awaiting: {readonly found: FoundTraceback; readonly linesLeft: number} | undefined;
	return {
		/** Waits for the message of this traceback, or of none. */
		begin(found: FoundTraceback | undefined): void {
			awaiting = found && {found, linesLeft: messageLines};
		},
		/** Gives the traceback with its message. */
		push(text: string): FoundTraceback | undefined {
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
		},
	};
}

/**
The thread that fills a queue says nothing before it. That its reader is gone ends nothing; what else it says, such as of a full /dev/shm, may be the cause of
what follows. Source: Queue._on_queue_feeder_error of multiprocessing.
*/
const isOfQueue = ({frames, exception}: Traceback): boolean => frames[0]?.function === '_feed' && /multiprocessing[/\\]queues\.py$/.test(frames[0].file) && brokenConnections.has(exception);
const brokenConnections: ReadonlySet<string> = new Set(['BrokenPipeError', 'ConnectionResetError', 'EOFError']);

/** Chained tracebacks and tracebacks inside a worker's report are separate ones, in the order of their printing. */
export function createTracebackCollector(): TracebackCollector {
	let frames: Frames | undefined;
	let strangers = 0;
	let last: FoundTraceback | undefined;
	const origin = createOrigin();
	const message = createMessageCollector();
	const unparsed = createUnparsedCollector();
	/** Their lines are known by a margin, those of a notebook are not. */
	const margined = [createGroupCollector(), createBoxCollector()];
	const notebook = createNotebookCollector();

	const finish = (traceback: Traceback, canFollow: boolean): FoundTraceback => {
		const from = origin.take() ?? (isOfQueue(traceback) ? 'QueueFeederThread' : undefined);
		last = {traceback: {...traceback, ...(from !== undefined && {origin: from})}, isSurvived: from !== undefined};
		frames = undefined;
		message.begin(canFollow ? last : undefined);
		return last;
	};

	const readIdle = (text: string): FoundTraceback | undefined => {
		if (origin.push(text, last)) {
			message.begin(undefined);
			return undefined;
		}

		const complaint = unparsed.push(text);
		return complaint === undefined ? message.push(text) : finish(complaint, false);
	};

	const begin = () => {
		frames = [];
		strangers = 0;
		message.begin(undefined);
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
