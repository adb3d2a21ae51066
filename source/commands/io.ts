import type {Readable} from 'node:stream';
import type {Environment} from '../config/read-flag.ts';

/** Where a command writes. */
export type OutputStream = {
	write(text: string): boolean;
	readonly isTTY?: boolean;
};

/** Everything of the process that a command touches, so that a test can give its own. */
export type Io = {
	readonly stdin: Readable & {readonly isTTY?: boolean};
	/** Data only. */
	readonly stdout: OutputStream;
	/** Messages for the person. */
	readonly stderr: OutputStream;
	readonly environment: Environment;
	/** Aborts on a signal to the process and when standard output was closed; its reason is a StopReason. */
	readonly signal: AbortSignal;
	/** Milliseconds since 1970. */
	now(): number;
};

/** Why a command was stopped from outside, and the exit code of that. */
export type StopReason = {
	readonly exitCode: number;
};

/** The exit code for a command that was stopped from outside; undefined when it was not. */
export function stopExitCode({signal}: Io): number | undefined {
	return signal.aborted ? (signal.reason as StopReason).exitCode : undefined;
}
