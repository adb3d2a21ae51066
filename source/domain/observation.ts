import type {Framework, Settings, Task} from './framework.ts';

/** Why what a training prints cannot be read as a container's output. */
export type HiddenOutput =
	/** It goes to whoever has started it, by `docker exec` or in a terminal inside the container. */
	| {readonly kind: 'started-elsewhere'}
	/** It was redirected to a file of the container, which is read. */
	| {readonly kind: 'redirected'; readonly path: string}
	/** The log driver of the container keeps nothing: what is printed from now on is read. */
	| {readonly kind: 'log-driver'; readonly driver: string}
	/** One run of several was asked for by its directory. */
	| {readonly kind: 'run-chosen'};

/** A training that is followed as a process and by the files of its run directory, because its output is not at hand. */
export type Observation = {
	readonly output: HiddenOutput;
	/** Whether the process is there at this moment. */
	readonly isRunning: boolean;
	/** Inside the container; undefined when the run is known by its directory alone. */
	readonly pid?: number;
	/** Milliseconds since 1970. */
	readonly startedAt?: number | undefined;
	/** Mean over the epochs so far, by the times of the files; undefined before the first epoch and after a resume. */
	readonly secondsPerEpoch?: number;
};

/** A training process as somebody has last seen it from outside, by its command line. */
export type SeenProcess = {
	readonly isRunning: boolean;
	/** Milliseconds since 1970, by the clock that also dates the output; undefined where nothing says. */
	readonly startedAt?: number;
	readonly framework?: Framework;
	readonly task?: Task;
	/** What its command line says. */
	readonly settings?: Settings;
};
