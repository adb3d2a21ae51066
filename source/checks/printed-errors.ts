import type {RunState, Traceback} from '../domain/run.ts';
import {selectCause} from '../run/tracebacks.ts';

/** One error that the output names. */
export type PrintedError = {
	/** The exception's type without its module, for example `OutOfMemoryError`; undefined for a line that is no exception. */
	readonly exception?: string;
	/** The line without the exception's type. */
	readonly message: string;
	/** As printed. */
	readonly text: string;
	readonly frames: Traceback['frames'];
};

/** `torch.cuda.OutOfMemoryError: CUDA out of memory.`: a dotted name whose last part is written like a class. */
const exceptionLine = /^(?:\w+\.)*(_?[A-Z][\dA-Z_]*[a-z]\w*)(?::\s(.*))?$/s;
/** The frameworks and PyTorch begin such lines with the word; they come as notices. */
const errorNotice = /^(?:\w+: )?ERROR\b/;
/** A line of evidence is for reading; longer ones say no more. */
const evidenceLength = 300;

/**
The errors of the present process in the order in which they were printed. Empty when the training came to its end all the
same: what was printed on the way was then no error.
*/
export function collectErrors(run: RunState): readonly PrintedError[] {
	const {phase, errors, notices} = run;
	if (phase.kind === 'finished') {
		return [];
	}

	const traceback = selectCause(run);
	const lines = [...notices.filter(({text}) => errorNotice.test(text)), ...errors ?? []].map(({text}) => parseLine(text));
	if (traceback === undefined) {
		return lines;
	}

	const last = parseLine(traceback.message === '' ? traceback.exception : `${traceback.exception}: ${traceback.message}`);
	return [...lines.filter(({text}) => text !== last.text), {...last, frames: traceback.frames}];
}

/** Messages say what they are about near their beginning; a longer one may quote anything. */
const examinedLength = 2000;

/** An error and the parts that the pattern found in its message. */
export type ErrorMatch = {readonly error: PrintedError; readonly groups: readonly string[]};

/**
The first error whose message (without the exception's type) has the form, and whose exception has one of the names when
names are given.
*/
export function findError(run: RunState, {exceptions, message}: {readonly exceptions?: readonly string[]; readonly message?: RegExp}): ErrorMatch | undefined {
	for (const error of collectErrors(run)) {
		if (exceptions !== undefined && (error.exception === undefined || !exceptions.includes(error.exception))) {
			continue;
		}

		const match = message === undefined ? [''] : message.exec(error.message);
		if (match !== null) {
			return {error, groups: match.slice(1).map(group => group ?? '')};
		}
	}

	return undefined;
}

/** A printed line as evidence: on one line and not too long. */
export function toEvidence(text: string): string {
	const line = text.replaceAll(/\s+/g, ' ').trim();
	return line.length > evidenceLength ? `${line.slice(0, evidenceLength)}...` : line;
}

function parseLine(text: string): PrintedError {
	const head = text.slice(0, examinedLength);
	const match = exceptionLine.exec(head);
	return match === null
		? {message: head, text, frames: []}
		: {
			exception: match[1]!, message: match[2] ?? '', text, frames: [],
		};
}
