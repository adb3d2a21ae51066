import type {RunEvent} from './event.ts';
import type {TerminalLine} from './line.ts';
import type {Target} from './target.ts';

/** What a feed delivers at once: the events of a chunk and the lines they came from. Either may be empty. */
export type FeedBatch = {
	readonly events: readonly RunEvent[];
	/** Ended lines in order, then at most one transient line per channel. */
	readonly lines: readonly TerminalLine[];
};

/**
The one port of everything a run can be read from: a container, a log file, a run directory, standard input, a child
process, the demo. Every byte of output is delivered once, in order.
*/
export type Feed = {
	readonly target: Target;
	/**
	Delivers what is already there, then what comes, until the source has ended or the signal aborts; then it resolves.
	With `isFollowing` false it ends as soon as everything that is already there was delivered.

	@throws UserError when the source cannot be opened or its kind of failure cannot be recovered from.
	*/
	run(listener: (batch: FeedBatch) => void, options: {readonly signal: AbortSignal; readonly isFollowing: boolean}): Promise<void>;
	/** Lets go of everything that would hold up the training while yolotop itself stands still (Ctrl-Z). */
	suspend?(): void;
	/** Undoes `suspend`. */
	resume?(): void;
};
