/**
Where a line was printed. A container with a terminal has one stream, `tty`; without one there are two.
*/
export type Channel = 'stdout' | 'stderr' | 'tty';

/**
One line as a terminal would show it: the last rewrite after carriage returns, no control characters, no escape sequences.
*/
export type TerminalLine = {
	/** Printable text without any escape sequence. May be empty. */
	readonly text: string;
	/** The same text with its colour sequences (SGR only) kept; undefined when the line had none. */
	readonly styledText?: string;
	/** True for the current state of a line that has not ended yet, such as a progress bar; it will be replaced. */
	readonly isTransient: boolean;
	readonly channel: Channel;
	/** When it was printed, in milliseconds since 1970; undefined when the source does not say. */
	readonly at?: number | undefined;
};
