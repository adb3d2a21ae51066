
import type {RunState, Traceback} from '../domain/run.ts';
import {selectCause} from '../run/tracebacks.ts';
import type {RuleId} from '../words/diagnoses/rule-meanings.ts';
import type {Facts} from './diagnosis-facts.ts';

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
The errors of the current process in the order in which they were printed. Empty when the training came to its end all the
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

/** What an error must look like: one of the exceptions when any is named, and a form of the message (without the exception's type). */
export type ErrorForm = {readonly exceptions?: readonly string[]; readonly message?: RegExp};

/** An error and the parts that the pattern found in its message. */
export type ErrorMatch = {readonly error: PrintedError; readonly groups: readonly string[]};

/** The first error that looks so. */
export function findError(run: RunState, {exceptions, message}: ErrorForm): ErrorMatch | undefined {
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

/** The first of the forms that what ended the training has: the same words as a notice are its evidence, not a match of their own. */
export function findFatal(run: RunState, forms: readonly RegExp[]): ErrorMatch | undefined {
	for (const message of forms) {
		const found = findError(run, {message});
		if (found?.error.exception !== undefined) {
			return found;
		}
	}

	return undefined;
}

/**
The first text that matches among what the engine said of a container that could not start and what the output itself
holds, such as the shell's log of a `docker run`; undefined when none does.
*/
export function findEngineError({run, startError}: Facts, form: RegExp): string | undefined {
	const texts = [startError, run.container?.error, ...(run.errors ?? []).map(({text}) => text)];
	const found = texts.find(text => text !== undefined && form.test(text));
	return found === undefined ? undefined : toEvidence(found);
}

/** What nvidia-smi or a sampler said, or a notice of the output, when it matches. */
export function findGpuWords({run, gpuFailure}: Facts, form: RegExp): string | undefined {
	const texts = [gpuFailure?.detail, ...run.notices.map(({text}) => text), ...(run.errors ?? []).map(({text}) => text)];
	const found = texts.find(text => text !== undefined && form.test(text));
	return found === undefined ? undefined : toEvidence(found);
}

/** The rules that such words leave nothing to say to; a traceback only where they are an exception's and no mere warning before it. */
export function supersededByWords({run}: Facts, line: string, others: readonly RuleId[]): readonly RuleId[] {
	const isException = collectErrors(run).some(({exception, text}) => exception !== undefined && toEvidence(text) === line);
	return isException ? [...others, 'python-traceback'] : others;
}
