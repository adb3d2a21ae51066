import type {Readable} from 'node:stream';
import type {
	ContainerDetails,
	ContainerEvent,
	ContainerSummary,
	ProcessRow,
} from './container.ts';
import type {
	ExecDetails,
	ExecResult,
	ExecStart,
	ExecTerminal,
	StartedExec,
	TerminalSize,
} from './exec.ts';

/** How the address of the engine was found; the first that says something wins. */
export type EndpointOrigin = 'option' | 'context-option' | 'environment' | 'context-environment' | 'current-context' | 'default-socket';

export type EngineIdentity = {
	/** For example `20.10.24`. */
	readonly version: string;
	/** For example `1.41`. */
	readonly apiVersion: string;
	readonly isPodman: boolean;
	/** For example `linux/amd64`; undefined when the engine does not say. */
	readonly platform?: string | undefined;
	/** For example `unix:///var/run/docker.sock`. */
	readonly endpoint: string;
	readonly origin: EndpointOrigin;
	/** Name of the docker context that gave the endpoint. */
	readonly context?: string | undefined;
};

export type FileStat = {
	readonly kind: 'file' | 'directory' | 'link' | 'other';
	readonly sizeBytes: number;
	/** Milliseconds since 1970. */
	readonly modifiedAt: number;
	/** Where a link points to. */
	readonly linkTarget?: string;
};

export type CallOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Undefined for the default of the call. */
	readonly timeLimitMs?: number;
};

export type LogsOptions = CallOptions & {
	/** Whether the stream stays open for what will be printed. */
	readonly isFollowing: boolean;
	/** Number of newest messages (not lines) to begin with; undefined for the whole log. */
	readonly tail?: number | undefined;
	/** Only messages of this time or later, in seconds since 1970. The engine still reads the whole log. */
	readonly sinceSeconds?: number;
};

/** The signals that end a training: by asking, without a chance to print, at once. */
export type TrainingSignal = 'SIGINT' | 'SIGTERM' | 'SIGKILL';

/** What `docker image inspect` says, as far as it is used. */
export type ImageDetails = {
	readonly id: string;
	/** Absolute; `/` when the image sets none. */
	readonly workingDirectory: string;
	readonly entrypoint: readonly string[];
	readonly command: readonly string[];
	/** NAME=value; may hold secrets: never shown. */
	readonly environment?: readonly string[];
};

export type CreateOptions = CallOptions & {
	/** Undefined for a name that the engine makes up. */
	readonly name?: string | undefined;
	/** For example `linux/amd64`. */
	readonly platform?: string | undefined;
};

/**
The container engine, as far as yolotop needs it. Every call has its own time limit, because a connection that dies in
the middle of an answer would otherwise never settle; streams have one for their beginning only. A container is named by
its id, a unique prefix of it, or its name.

Calls reject with UserError: `engine-…` for the connection, `container-not-found` and `container-name-invalid` for the
name, `engine-failed` for everything that the engine refuses.
*/
export type Engine = {
	/** For example `unix:///var/run/docker.sock`. */
	readonly endpoint: string;
	identify(options?: CallOptions): Promise<EngineIdentity>;
	/** Running containers, or all of them, newest first. */
	listContainers(options?: CallOptions & {readonly isAll?: boolean}): Promise<readonly ContainerSummary[]>;
	inspectContainer(container: string, options?: CallOptions): Promise<ContainerDetails>;
	inspectExec(id: string, options?: CallOptions): Promise<ExecDetails>;
	/** Empty for a container that does not run. */
	topProcesses(container: string, options?: CallOptions): Promise<readonly ProcessRow[]>;
	/**
	The record of the output, every message with its time (see stream/log-messages). Reading slowly, or not at all, holds
	up nothing. It ends when the container has stopped and fails when the connection is lost.

	@throws UserError `logs-unreadable` when the log driver keeps no record.
	*/
	openLogs(container: string, options: LogsOptions): Promise<Readable>;
	/**
	Output from this moment on, byte by byte; multiplexed (stream/demultiplex) unless the container has a terminal.
	Nothing can be written to it. MUST be read without pause or destroyed: an unread stream stops the container's output
	after about 1 MB, and with it the training. Its end says nothing: inspect the container.
	*/
	openAttach(container: string, options?: CallOptions): Promise<Readable>;
	/**
	Changes of the containers from this moment on, of one or of all. Ends or throws when the connection is lost. `sinceSeconds`, since 1970,
	asks for those before as well: an engine knows the last 256 since its own start. With `untilSeconds`, a time that is over, they end there.
	*/
	openEvents(options?: CallOptions & {readonly container?: string; readonly sinceSeconds?: number; readonly untilSeconds?: number}): Promise<AsyncIterable<ContainerEvent>>;
	/** Costs about a millisecond. Undefined when the file does not exist; links are not followed. */
	statFile(container: string, path: string, options?: CallOptions): Promise<FileStat | undefined>;
	/**
	The content of one regular file, links followed; works in every state of the container except on tmpfs. Undefined when
	it does not exist, is no regular file or is larger than the limit (16 MiB unless given).
	*/
	readFile(container: string, path: string, options?: CallOptions & {readonly maxBytes?: number}): Promise<Uint8Array | undefined>;
	/** Paths that differ from the image in the container's writable layer, without mounts; works after the exit too. */
	listChangedPaths(container: string, options?: CallOptions): Promise<readonly string[]>;
	/**
	Runs a program in a running container, without a shell of ours, without input and without a terminal, and waits for its
	end. The program itself is not ended by the time limit: give only programs that end by themselves.
	*/
	exec(container: string, command: readonly string[], options?: CallOptions & {readonly maxBytes?: number; readonly user?: string}): Promise<ExecResult>;
	/**
	One reading of a container's counters as the engine gives it, for sample/container-stats. Takes up to two seconds on
	engines that wait for their own tick; the record of a container that does not run is empty.
	*/
	readStats(container: string, options?: CallOptions): Promise<unknown>;
	/** What `docker info` says, as the engine gives it, for the doctor. */
	readInfo(options?: CallOptions): Promise<unknown>;
	/** Starts a program with a terminal that a person types into, such as a shell. */
	openTerminal(container: string, command: readonly string[], size: TerminalSize, options?: CallOptions): Promise<ExecTerminal>;
	/**
	Sends a signal to the first process of a container. A paused container takes it when it goes on.

	@throws UserError `container-not-running`.
	*/
	killContainer(container: string, signal: TrainingSignal, options?: CallOptions): Promise<void>;
	/**
	Freezes all processes of a container; one that is paused already is left so.

	@throws UserError `pause-failed` when the engine could not: the processes go on. `container-not-running`.
	*/
	pauseContainer(container: string, options?: CallOptions): Promise<void>;
	/** Lets a paused container go on; one that runs is left so. */
	unpauseContainer(container: string, options?: CallOptions): Promise<void>;
	/**
	`docker stop`: the container's stop signal, then SIGKILL after `timeoutSeconds` (the container's own, 10 by default). It may end
	a training in the middle of a checkpoint: actions/ has what ends one well.
	*/
	stopContainer(container: string, options?: CallOptions & {readonly timeoutSeconds?: number}): Promise<void>;
	/** `docker restart`: as `stopContainer`, then a start with the same command. */
	restartContainer(container: string, options?: CallOptions & {readonly timeoutSeconds?: number}): Promise<void>;
	/**
	Removes a container with everything in its writable layer; its anonymous volumes only when asked.

	@throws UserError `container-is-running` unless `isForced`, which kills it.
	*/
	removeContainer(container: string, options?: CallOptions & {readonly isForced?: boolean; readonly removesVolumes?: boolean}): Promise<void>;
	/**
	Makes a container and does not start it. `body` is that of POST /containers/create.

	@returns its id and the engine's warnings.
	@throws UserError that names what is wrong with the request, such as `image-not-found` or `container-name-taken`.
	*/
	createContainer(body: Readonly<Record<string, unknown>>, options?: CreateOptions): Promise<{readonly id: string; readonly warnings: readonly string[]}>;
	/**
	Starts a container; one that runs already is left alone.

	@throws UserError such as `gpu-not-available`, `port-taken`, `command-not-found`. The container stays in the state `created`.
	*/
	startContainer(container: string, options?: CallOptions): Promise<void>;
	/** Removes a container that was made and never ran, with its anonymous volumes. A running one is refused. */
	removeCreated(container: string, options?: CallOptions): Promise<void>;
	/**
	Waits without a limit for the end of a container; to be asked before the start. `removed` also waits until a container that
	removes itself is gone. Never settles when the engine dies: give a signal.
	*/
	waitForExit(container: string, options: CallOptions & {readonly until: 'next-exit' | 'removed'}): Promise<{readonly exitCode?: number | undefined}>;
	/** Undefined when the engine has no such image. */
	inspectImage(image: string, options?: CallOptions): Promise<ImageDetails | undefined>;
	/** Names of the networks. */
	listNetworks(options?: CallOptions): Promise<readonly string[]>;
	/** The whole answer of inspect, for a container with the same settings. Holds values of the environment: never shown, never kept. */
	readContainerSettings(container: string, options?: CallOptions): Promise<unknown>;
	/** Only for a container that yolotop has made: the person's own terminals are never touched. */
	resizeCreated(container: string, size: TerminalSize, options?: CallOptions): Promise<void>;
	/** Starts a program in a running container and gives its output from the first byte. It goes on when the output is let go. */
	startExec(container: string, exec: ExecStart, options?: CallOptions): Promise<StartedExec>;
	/** A tar stream of a file or directory; undefined when there is none. */
	openArchive(container: string, path: string, options?: CallOptions): Promise<Readable | undefined>;
	/** The content of one regular file of any size, links not followed; undefined when there is none. */
	openFile(container: string, path: string, options?: CallOptions): Promise<AsyncIterable<Uint8Array> | undefined>;
	/** Unpacks a tar stream in a directory of the container, which has to exist. Without a limit of time for its content. */
	putArchive(container: string, directory: string, archive: Readable, options?: CallOptions): Promise<void>;
	/** Ends all streams and connections. */
	close(): void;
};
