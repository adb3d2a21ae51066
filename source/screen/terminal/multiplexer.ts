import {toTmuxEnvelope} from '../../domain/tmux-envelope.ts';
import type {TerminalKind} from './terminal-kind.ts';

/** GNU screen passes on strings of at most 768 bytes. */
const screenStringBytes = 700;

/**
A sequence in the envelope in which a multiplexer passes it on to the terminal.

Source: screen(1): a device control string is passed on as
it is, and long ones have to be split.
*/
export function wrapForMultiplexer(sequence: string, multiplexer: TerminalKind['multiplexer']): string {
	switch (multiplexer) {
		case 'tmux': {
			return toTmuxEnvelope(sequence);
		}

		case 'screen': {
			return Array.from({length: Math.ceil(sequence.length / screenStringBytes)}, (_, part) => `\u{1B}P${sequence.slice(part * screenStringBytes, (part + 1) * screenStringBytes)}\u{1B}\\`).join('');
		}

		case undefined: {
			return sequence;
		}
	}
}
