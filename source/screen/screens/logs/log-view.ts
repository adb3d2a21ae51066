import type {TerminalLine} from '../../../domain/line.ts';

/** The log as the screen sees it: the kept lines and how many came before them. */
export type LogView = {
	readonly lines: readonly TerminalLine[];
	readonly dropped: number;
	/** The lines that have not ended, as they are now; the view itself stays the same while they move. */
	readonly live?: () => readonly TerminalLine[];
};
