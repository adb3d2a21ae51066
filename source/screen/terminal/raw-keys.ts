import fs from 'node:fs';
import process from 'node:process';
import tty from 'node:tty';
import {UserError} from '../../domain/user-error.ts';

/**
Where keys are read: standard input, or the terminal itself when standard input carries data.

@throws UserError `terminal-without-raw-mode` when there is no terminal to read.
*/
export function openInput(keys: 'stdin' | 'terminal'): tty.ReadStream {
	if (keys === 'stdin' && process.stdin.isTTY) {
		return process.stdin;
	}

	try {
		// eslint-disable-next-line no-bitwise -- Flags of open(2).
		return new tty.ReadStream(fs.openSync('/dev/tty', fs.constants.O_RDONLY | fs.constants.O_NOCTTY));
	} catch (error) {
		throw new UserError('terminal-without-raw-mode', {}, {cause: error});
	}
}

/** Lets keys come one by one and unechoed, or as lines again. Never throws. */
export function setRawMode(input: tty.ReadStream, isRaw: boolean): void {
	try {
		input.setRawMode(isRaw);
	} catch {
		// On the way out the terminal may be gone already; on the way in reading fails next and ends the screen.
	}
}

/** Lets go of the keys: standard input stays open for whoever comes next. */
export function closeInput(input: tty.ReadStream): void {
	if (input === process.stdin) {
		input.pause();
		input.unref();
	} else {
		input.destroy();
	}
}
