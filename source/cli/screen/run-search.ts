import type {RunList} from '../../domain/run-list.ts';
import type {RunListEvent} from '../../run/run-list.ts';
import type {Io} from '../io.ts';
import type {Options} from '../options/options.ts';
import type {ListedTargets} from './listed-target.ts';

/** What a search for runs is given. */
export type RunSearch = {
	readonly options: Options;
	readonly io: Io;
	/** The simulated engine of a demo, and what its rows begin with. */
	readonly simulated: ListedTargets['simulated'];
	readonly signal: AbortSignal;
	readonly dispatch: (event: RunListEvent) => void;
	/** What was found so far. */
	readonly list: () => RunList;
	/** Whether a person looks at the list; nothing is asked otherwise. */
	readonly isWatched: () => boolean;
};

/** One of several searches that go on beside each other, each for its parts of the list. */
export type PartSearch = RunSearch & {
	readonly wait: (ms: number, until: AbortSignal) => Promise<void>;
	/** A part is known that has not answered yet. */
	onAwaited(name: string): unknown;
	/** A part has answered. */
	answered(name: string): void;
	failed(part: string, rowHost: string | undefined, error: unknown): void;
};
