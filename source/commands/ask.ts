import {createInterface} from 'node:readline/promises';
import type {Io} from './io.ts';

/** Whether there is a person at a terminal who can answer. */
export function canAsk({stdin, stdout}: Io): boolean {
	return stdin.isTTY === true && stdout.isTTY === true;
}

/** Asks a question that only `y` or `yes` (also 是) answers with yes; an empty answer and the end of input are no. */
export async function isConfirmed(question: string, io: Io): Promise<boolean> {
	const reader = createInterface({input: io.stdin});
	const closed = new Promise<string>(resolve => {
		reader.once('close', () => {
			resolve('');
		});
	});
	try {
		io.stderr.write(question);
		const answer = await Promise.race([reader.question('', {signal: io.signal}), closed]);
		return ['y', 'yes', '是'].includes(answer.trim().toLowerCase());
	} finally {
		reader.close();
	}
}

/** Asks until one of the letters is given; undefined at the end of input. */
export async function chooseLetter(question: string, letters: readonly string[], io: Io): Promise<string | undefined> {
	const reader = createInterface({input: io.stdin});
	const closed = new Promise<undefined>(resolve => {
		reader.once('close', () => {
			resolve(undefined);
		});
	});
	try {
		for (;;) {
			io.stderr.write(question);
			const answer = await Promise.race([reader.question('', {signal: io.signal}), closed]);
			const letter = answer?.trim().toLowerCase();
			if (letter === undefined || letters.includes(letter)) {
				return letter;
			}
		}
	} finally {
		reader.close();
	}
}
