import type {Segment} from '../../draw/line.ts';

/** One of the things that are measured, as a panel of its own or, where room lacks, below the others. */
export type Section = {
	readonly id: 'gpu' | 'container' | 'host' | 'started' | 'nothing';
	readonly title: string;
	/** Said of the title. */
	readonly subtitle: string;
	/** At the right end of the title. */
	readonly detail: readonly Segment[];
	/** Rows without which something is lost, and rows of which more say nothing; of the whole content. */
	readonly least: number;
	readonly most: number;
	/** Rows with which it is drawn below others, where it may be as high as it needs. */
	readonly natural: (columns: number) => number;
	/** Lines of exactly these columns, at most so many. */
	readonly draw: (columns: number, rows: number) => readonly string[];
};
