import type {Buffer} from 'node:buffer';
import type {Io} from './io.ts';

/** Whether there is a person at a terminal who can answer. */
export function canAsk({stdin, stdout}: Io): boolean {
	return stdin.isTTY === true && stdout.isTTY === true;
}

/**
One line of standard input without its end; undefined when the input has ended. What follows the line stays to be read. Not by
readline: that stops the terminal's input in a way from which a screen that comes next cannot start it again.
*/
export async function readLine({stdin, signal}: Pick<Io, 'stdin' | 'signal'>): Promise<string | undefined> {
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

/** Asks a question that only `y` or `yes` (also 是) answers with yes; an empty answer and the end of input are no. */
export async function isConfirmed(question: string, io: Io): Promise<boolean> {
	io.stderr.write(question);
	const answer = await readLine(io);
	return ['y', 'yes', '是'].includes(answer?.trim().toLowerCase() ?? '');
}

/** Asks until one of the letters is given; undefined at the end of input. */
export async function chooseLetter(question: string, letters: readonly string[], io: Io): Promise<string | undefined> {
	for (;;) {
		io.stderr.write(question);
		const line = await readLine(io);
		const letter = line?.trim().toLowerCase();
		if (letter === undefined || letters.includes(letter)) {
			return letter;
		}
	}
}
