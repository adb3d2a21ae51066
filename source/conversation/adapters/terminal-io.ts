import type {Buffer} from 'node:buffer';
import type {Readable} from 'node:stream';

/** What is typed; a terminal that can give keys one by one has `setRawMode`. */
export type TerminalInput = Readable & {
	readonly isTTY?: boolean;
	readonly isRaw?: boolean;
	setRawMode?(isRaw: boolean): unknown;
};

/** A plain terminal with a person at it. */
export type TerminalIo = {
	readonly stdin: TerminalInput;
	readonly output: {
		write(text: string): unknown;
		/** Writes lines in place of the `above` lines over the cursor. */
		redraw(lines: readonly string[], above: number): unknown;
		showCursor(isShown: boolean): unknown;
		readonly columns?: number | undefined;
		readonly rows?: number | undefined;
	};
	/** Whether it cannot move the cursor. */
	readonly isDumb?: boolean;
	/** Aborted when the program is told to leave. */
	readonly signal: AbortSignal;
	/** Does what Ctrl-C does where keys are not read one by one. */
	interrupt(): void;
};

/** Whether keys can be read one by one, and lines written over. */
export function hasKeys({stdin, output, isDumb = false}: TerminalIo): boolean {
	return !isDumb && typeof stdin.setRawMode === 'function' && (output.columns ?? 0) > 0 && (output.rows ?? 0) > 0;
}

/**
One line of standard input without its end; undefined when the input has ended. What follows the line stays to be read. Not by
readline: that stops the terminal's input in a way from which a screen that comes next cannot start it again.
*/
export async function readLine({stdin, signal}: Pick<TerminalIo, 'stdin' | 'signal'>): Promise<string | undefined> {
	signal.throwIfAborted();
	let text = '';
	return new Promise((resolve, reject) => {
		const letGo = () => {
			stdin.off('readable', read);
			stdin.off('end', end);
			signal.removeEventListener('abort', abort);
		};

		const done = (line: string | undefined) => {
			letGo();
			resolve(line);
		};

		const read = () => {
			for (let chunk = stdin.read() as Buffer | string | null; chunk !== null; chunk = stdin.read() as Buffer | string | null) { // eslint-disable-line @typescript-eslint/no-restricted-types -- Node gives null
				text += chunk.toString();
				const at = text.search(/[\n\r]/);
				if (at !== -1) {
					const rest = text.slice(at + 1);
					if (rest !== '') {
						stdin.unshift(rest, 'utf8');
					}

					done(text.slice(0, at));
					return;
				}
			}
		};

		const end = () => {
			done(text === '' ? undefined : text);
		};

		const abort = () => {
			letGo();
			reject(signal.reason as Error);
		};

		stdin.on('readable', read);
		stdin.once('end', end);
		signal.addEventListener('abort', abort, {once: true});
	});
}
