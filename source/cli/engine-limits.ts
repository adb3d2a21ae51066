import type {EngineLimits} from '../engine/bounded-engine.ts';
import type {Verb} from './options/flags.ts';
import type {Options} from './options/options.ts';

const second = 1000;

/** A question that is answered takes milliseconds, over a slow connection or on a busy machine some seconds. */
const usual: EngineLimits = {wholeMs: 9 * second, neededMs: 6 * second, optionalMs: 2.5 * second};

/** Lists ask many containers; the doctor loads PyTorch in one; a resume reads a checkpoint. */
const limitsByVerb: Readonly<Partial<Record<Verb, EngineLimits>>> = {
	status: usual,
	export: usual,
	compare: {...usual, wholeMs: 20 * second},
	ls: {...usual, wholeMs: 15 * second},
	advise: {...usual, wholeMs: 20 * second},
	doctor: {...usual, wholeMs: 60 * second},
};

/** A plan is shown and nothing is done. */
const dryRun: EngineLimits = {...usual, wholeMs: 30 * second};

/** For the reading of a run before something is done to it. */
export const readingLimits: EngineLimits = usual;

/** For a list in which an engine is one of several. */
export const listLimits: EngineLimits = limitsByVerb.ls!;

/** How long a command waits for the engine; undefined for one that follows a run or does something. */
export function limitsOf({verb, isDryRun}: Pick<Options, 'verb' | 'isDryRun'>): EngineLimits | undefined {
	return isDryRun ? dryRun : limitsByVerb[verb];
}

/** The commands that show a run for as long as it lasts. */
const following: ReadonlySet<Verb> = new Set<Verb>(['monitor', 'events', 'run', 'demo']);

/** Whether a command reads a run once, however it goes on. */
export function isReadOnce({verb}: Pick<Options, 'verb'>): boolean {
	return !following.has(verb);
}
