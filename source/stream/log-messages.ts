import type {Channel} from '../domain/line.ts';
import {createFrameMessages} from './frame-messages.ts';
import type {LogTimestamp} from './log-timestamp.ts';
import {createTerminalMessages} from './terminal-messages.ts';

/**
One message of a container's record: a line with its line feed, or a piece of 16 KiB of a line that is longer, such as a
progress bar. All pieces of a line carry the time of the first.
*/
export type LogMessage = {
	readonly channel: Channel;
	/** Undefined when the engine sent none, such as for an error of the engine itself. */
	readonly timestamp?: LogTimestamp;
	/** The bytes that were printed; a character that was cut at the border of a piece may have become U+FFFD. */
	readonly body: Uint8Array;
};

export type LogMessages = {
	/** The messages that are complete, in order. */
	push(chunk: Uint8Array): readonly LogMessage[];
	/** What is left when the engine has ended the stream; not to be called after a lost connection, where it comes again. */
	end(): readonly LogMessage[];
};

/**
Splits the answer of `logs` with `timestamps=1` into messages, the same for any chunking. Without a terminal each message is
one frame. With one there are no frames: a time stands at the start of each line and, in the middle of a long line, at the
start of each piece. The buffer holds one message, at most 1 MiB.

Source: moby daemon/logger/copier.go (16 KiB pieces) and api/server/httputils/write_log_stream.go.
*/
export function createLogMessages(options: {readonly hasTerminal: boolean}): LogMessages {
	return options.hasTerminal ? createTerminalMessages() : createFrameMessages();
}
