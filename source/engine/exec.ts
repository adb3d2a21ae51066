import type {Duplex, Readable, Writable} from 'node:stream';

/** Columns and rows of a terminal. */
export type TerminalSize = {readonly columns: number; readonly rows: number};

/** One process that `docker exec` has started. */
export type ExecDetails = {
	readonly id: string;
	/** The real argv. */
	readonly command: readonly string[];
	readonly isRunning: boolean;
	/** Undefined while it runs. */
	readonly exitCode?: number | undefined;
	/** On the engine's host; undefined when it does not run. */
	readonly pid?: number | undefined;
};

export type ExecResult = {
	/** Undefined when the engine could not say, such as after the time limit. */
	readonly exitCode?: number | undefined;
	readonly stdout: string;
	readonly stderr: string;
	/** Whether output was dropped because it was longer than the limit. */
	readonly isTruncated: boolean;
};

/** A program in a container with a terminal. */
export type ExecTerminal = {
	/** What is typed goes in, what is shown comes out; ends with the program. */
	readonly stream: Duplex;
	resize(size: TerminalSize): Promise<void>;
	/** After the end of the stream; undefined when the engine does not say. */
	readExitCode(): Promise<number | undefined>;
};

export type ExecStart = {
	readonly command: readonly string[];
	/** Undefined for the container's own. */
	readonly workingDirectory?: string;
	readonly user?: string;
	/** NAME=value, on top of those of the container. */
	readonly environment?: readonly string[];
	/** Undefined for a program without a terminal. */
	readonly terminal?: TerminalSize;
	/** Whether it can be written to. */
	readonly hasInput?: boolean;
};

/** A program that was started in a container and goes on whether or not its output is read to the end. */
export type StartedExec = {
	readonly id: string;
	/** As `openAttach`: to be read without pause or destroyed. Multiplexed unless the program has a terminal. */
	readonly output: Readable;
	/** Only where it was asked for: its end is the end of the program's input. */
	readonly input?: Writable;
};
