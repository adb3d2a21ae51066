import type {FrameworkName, Task} from '../../domain/framework.ts';
import type {Tool} from '../../domain/run.ts';

/** A program of a framework that prints its options first. */
export type Program = {
	/** Its path without `.py`, with `/`, which is how it begins its options line. */
	readonly name: string;
	readonly tool: Tool;
	readonly task?: Task;
};

/**
One framework or one of its forks and families of models, and where it differs from the others. Everything else of its output is
read by the names of columns and the forms of lines that all share.
*/
export type DialectDefinition = {
	readonly framework: FrameworkName;
	/** Undefined for the framework itself. */
	readonly variant?: string;
	/** The first words of its banner. */
	readonly bannerWords?: readonly string[];
	readonly programs?: readonly Program[];
	/** Its models and configurations, by the name of the file without its folder. */
	readonly models?: RegExp;
	/** Losses that only it has, without `_loss`, and the task that they tell. */
	readonly losses?: {readonly names: readonly string[]; readonly task?: Task};
	/** For the documentation: which versions are read. */
	readonly versions: string;
	/** For the documentation: the recordings and sources from which its output is known. */
	readonly knownFrom: readonly string[];
};
