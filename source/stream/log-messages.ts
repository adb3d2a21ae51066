import {createFrameMessages} from './frame-messages.ts';
import type {LogMessages} from './log-message.ts';
import {createTerminalMessages} from './terminal-messages.ts';

/**
Splits the answer of `logs` with `timestamps=1` into messages, the same for any chunking. Without a terminal each message is
one frame. With one there are no frames: a time stands at the start of each line and, in the middle of a long line, at the
start of each piece. The buffer holds one message, at most 1 MiB.

Source: moby daemon/logger/copier.go (16 KiB pieces) and api/server/httputils/write_log_stream.go.
*/
export function createLogMessages(options: {readonly hasTerminal: boolean}): LogMessages {
	return options.hasTerminal ? createTerminalMessages() : createFrameMessages();
}
