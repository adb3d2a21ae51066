import {maxInputBytes} from './mutate.ts';

/** What the thread is told: from which input on each target goes on, and where it says what it reads at the moment. */
export type FuzzTask = {
	/** The file with the table of targets. */
	readonly module: string;
	readonly seed: number;
	readonly names: readonly string[];
	/** How many inputs of each target are done already. */
	readonly done: Readonly<Record<string, number>>;
	readonly shared: SharedArrayBuffer;
};

/** What it reports: an input that failed, or how many it has read. */
export type FuzzReport =
	| {readonly kind: 'failed'; readonly target: string; readonly index: number; readonly input: Uint8Array; readonly message: string}
	| {readonly kind: 'read'; readonly target: string; readonly count: number};

/** The places in the shared numbers: how many inputs were begun, the target by its place in the names, the number and the length of the input; the input follows. */
export const place = {
	begun: 0, target: 1, index: 2, length: 3,
} as const;
export const headerBytes = 16;
export const sharedBytes = headerBytes + maxInputBytes;
