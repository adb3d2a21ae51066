import type {OutputEvent} from '../domain/event.ts';
import type {Framework, FrameworkName} from '../domain/framework.ts';
import type {Iteration, Tool} from '../domain/run.ts';
import type {Banner} from './banner.ts';
import {createEpochTracker, type EpochTracker} from './epoch-tracker.ts';
import {createLinePrefix, type LinePrefix} from './line-prefix.ts';

/** What is known of the program whose lines are being read, beside its epochs. */
export type ProgramContext = {
	readonly epochs: EpochTracker;
	readonly prefix: LinePrefix;
	banner?: Banner | undefined;
	/** The fork or family of models of the current program. */
	variant?: string | undefined;
	/** Generations of an evolution; undefined outside of one. */
	evolution?: {readonly count?: number} | undefined;
	/** The iteration that the program named last; undefined outside of several trainings. */
	iteration?: Iteration | undefined;
	/** Whether a script counts its trainings from 0. */
	countsFromZero: boolean;
	/** Whether a word that comes behind the last of several trainings was said, and whether another training came behind it all the same. */
	lastWord?: 'said' | 'wrong' | undefined;
	/** Runs of a sweep that have begun; undefined outside of one. */
	sweepRuns?: number | undefined;
	/** Addresses of the streams that a detect program has opened, in their order. */
	readonly streams: string[];
	/** Images and frames of a detect program that does not count them. */
	timedImages: number;
	/** The folder that it named last as that of a result. */
	savedTo?: string | undefined;
	/** `yolo predict` prints no options: its images tell. */
	isDetecting: boolean;
	/** Whether an export has said that all its formats are done. */
	isExportOver: boolean;
};

export function createProgramContext(): ProgramContext {
	return {
		epochs: createEpochTracker(), prefix: createLinePrefix(), streams: [], timedImages: 0, countsFromZero: false, isDetecting: false, isExportOver: false,
	};
}

/** What one recogniser of the table makes of a line; undefined for a line that is not its kind. */
export type Recogniser = (text: string, at: number | undefined) => OutputEvent[] | undefined;

/** Rows of the table: the characters with which a recogniser's lines can begin, and the recogniser. */
export type RecogniserRow = readonly [starts: string, recognise: Recogniser];

/** Stands for every character. */
export const anyStart = '';

export const digits = '0123456789';

export function map<T>(found: T | undefined, toEvents: (found: T) => OutputEvent[]): OutputEvent[] | undefined {
	return found === undefined ? undefined : toEvents(found);
}

/** The framework as far as banner and options show it. */
export function frameworkOf({banner, variant}: ProgramContext, name: FrameworkName): Framework {
	const known: Framework = banner?.framework.name === name ? banner.framework : {name};
	return variant === undefined ? known : {...known, variant};
}

/** A program that prints no options has begun; the epochs of an earlier one are over. */
export function startTool({epochs, ...context}: ProgramContext, tool: Exclude<Tool, 'train'>): OutputEvent {
	const name = epochs.framework ?? 'ultralytics';
	epochs.start(tool, name, undefined, false);
	return {
		type: 'process-started', tool, framework: frameworkOf({epochs, ...context}, name), settings: {},
	};
}
