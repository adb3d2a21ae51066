import type {Channel} from '../domain/line.ts';
import type {LogTimestamp} from './log-timestamp.ts';

/**
One message of a container's record: a line with its line feed, or a piece of 16 KiB of a line that is longer, such as a
progress bar. All pieces of a line carry the time of the first.
*/
export type LogMessage = {
	readonly channel: Channel;
	/** Undefined when the engine sent none, such as for an error of the engine itself. */
	readonly timestamp?: LogTimestamp | undefined;
	/** The bytes that were printed; a character that was cut at the border of a piece may have become U+FFFD. */
	readonly body: Uint8Array;
};

export type LogMessages = {
	/** The messages that are complete, in order. */
	push(chunk: Uint8Array): readonly LogMessage[];
	/** What is left when the engine has ended the stream; not to be called after a lost connection, where it comes again. */
	end(): readonly LogMessage[];
};
