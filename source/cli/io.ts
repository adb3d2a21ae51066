import type {Readable} from 'node:stream';
import {toJsonPieces} from '../domain/json-pieces.ts';
import {
	toJsonText,
	toPainted,
	toPrintable,
	toPrintableLines,
} from '../domain/printable.ts';
import type {Environment} from './options/read-flag.ts';

/** A stream as it is made: of the process, or a test's own. */
export type RawOutput = {
	write(text: string): boolean;
	readonly isTTY?: boolean;
	readonly columns?: number;
	readonly rows?: number;
};

/**
Where a command writes. THE gate in front of every stream: whatever a command, an error or an answer from outside brings along, a terminal
gets only what it shows. A command has no other stream; the linter names the few files that reach the process's own.
*/
export type OutputStream = {
	/** Writes text. Tabs and ends of lines are the only controls that stay. */
	write(text: string): boolean;
	/** Writes a value as one JSON document and a line feed: on one line, or with `indent` blanks for each level. */
	writeJson(value: unknown, indent?: number): boolean;
	/** The same with lists of any length, by their keys: what they yield is written entry by entry, with two blanks for each level. */
	writeJsonLists(value: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean;
	/**
	Writes a line in place of the one that the cursor is in. Its colours stay, so they have to be those of the theme: what comes from
	outside is cleaned before it is painted (`screen/draw/line`), and a colour of its own is then no longer there.
	*/
	rewriteLine(painted: string): boolean;
	/** Writes lines that keep their colours, which have to be those of the theme. */
	writePainted(lines: string): boolean;
	/** Writes lines in place of the `above` lines over the cursor, which then is below them. */
	redraw(lines: readonly string[], above: number): boolean;
	showCursor(isShown: boolean): boolean;
	readonly isTTY?: boolean | undefined;
	/** Size of the terminal; undefined where the stream is none, 0 where the terminal does not report one. */
	readonly columns?: number | undefined;
	readonly rows?: number | undefined;
};

/** Everything of the process that a command touches, so that a test can give its own. */
export type Io = {
	readonly stdin: Readable & {readonly isTTY?: boolean};
	/** Data only. */
	readonly stdout: OutputStream;
	/** Messages for the person. */
	readonly stderr: OutputStream;
	readonly environment: Environment;
	/** Aborts on a signal to the process and when standard output was closed; its reason is a StopReason. */
	readonly signal: AbortSignal;
	/** Milliseconds since 1970. */
	now(): number;
};

/** Puts the gate in front of a stream. */
export function gateOutput(raw: RawOutput): OutputStream {
	return {
		write: text => raw.write(toPrintableLines(text)),
		writeJson: (value, indent) => raw.write(`${toJsonText(value, indent)}\n`),
		writeJsonLists(value, keys) {
			for (const piece of toJsonPieces(value, new Set(keys))) {
				raw.write(piece);
			}

			return raw.write('\n');
		},
		rewriteLine: painted => raw.write(`\r${toPainted(painted)}\u{1B}[K`),
		writePainted: lines => raw.write(lines.split('\n').map(line => toPainted(line)).join('\n')),
		redraw: (lines, above) => raw.write(`\r${above > 0 ? `\u{1B}[${above}A` : ''}\u{1B}[J${lines.map(line => `${toPrintable(line)}\n`).join('')}`),
		showCursor: isShown => raw.write(isShown ? '\u{1B}[?25h' : '\u{1B}[?25l'),
		isTTY: raw.isTTY, // eslint-disable-line @typescript-eslint/naming-convention -- Node's name
		get columns() {
			return raw.columns;
		},
		get rows() {
			return raw.rows;
		},
	};
}

/** For `--json`: standard output is left to the one object, and everything else that is said goes to standard error. */
export function withOneObject(io: Io): Io {
	const {stdout, stderr} = io;
	return {
		...io,
		// Opened by whoever reads it.
		get stdin() {
			return io.stdin;
		},
		stdout: {
			...stdout, write: text => stderr.write(text), rewriteLine: painted => stderr.rewriteLine(painted), writePainted: lines => stderr.writePainted(lines), redraw: (lines, above) => stderr.redraw(lines, above), showCursor: isShown => stderr.showCursor(isShown),
		},
	};
}

/** Why a command was stopped from outside, and the exit code of that. */
export type StopReason = {
	readonly exitCode: number;
};

/** The exit code for a command that was stopped from outside; undefined when it was not. */
export function stopExitCode({signal}: Io): number | undefined {
	return signal.aborted ? (signal.reason as StopReason).exitCode : undefined;
}
