import {isUp} from '../domain/container-state.ts';
import {UserError} from '../domain/user-error.ts';
import type {Connection} from '../domain/run.ts';
import type {LogMessage} from '../stream/log-message.ts';
import type {LogTimestamp} from '../stream/log-timestamp.ts';
import {createBackoff} from './backoff.ts';
import type {Engine} from './engine.ts';
import {isConnectionError} from './engine-error.ts';
import {readLogConnection} from './log-connection.ts';
import {createLogPosition, type ResumeWindow} from './log-position.ts';

/** Why a log has no more to give for now. */
export type LogEnd =
	/** The container has stopped; all of its output was delivered. */
	| 'stopped'
	/** The container is gone, and its log with it. */
	| 'removed';

export type LogFollowerListener = {
	/** New messages, in order, each once. What it throws ends the reading. */
	readonly onMessages: (messages: readonly LogMessage[]) => void;
	/** Only `open` and `reconnecting`, when it changes and at each attempt. */
	readonly onConnection: (connection: Connection) => void;
};

export type LogFollower = {
	/**
	Reads on from where the last call ended, over lost connections, until the container has stopped. To be called again when
	the container was started again. With `isFollowing` false it ends when everything that was printed until now was read.

	@throws UserError when the log cannot be read, and the reason of the signal.
	*/
	read(options: {readonly signal: AbortSignal; readonly isFollowing: boolean}): Promise<LogEnd>;
};

export type LogFollowerOptions = {
	readonly engine: Engine;
	/** The full id: a name may move to another container. */
	readonly container: string;
	readonly hasTerminal: boolean;
	/** Newest messages to begin with; undefined for the whole log. */
	readonly tail?: number;
	/** Messages in which a new connection looks for the position, at first. */
	readonly windowMessages?: number | undefined;
	/** Before the first retry; each further one waits twice as long. */
	readonly firstRetryMs?: number;
};

/** In a log of progress bars a message is 16 KiB, so that this is up to 16 MB; without bars it is milliseconds. */
const firstWindowMessages = 1000;

/** Beyond this the whole log is read. */
const maxWindowMessages = 5_000_000;

/** Lost connections in a row that reading without following bears. */
const maxAttempts = 3;

type Window = readonly [ResumeWindow, {readonly tail?: number | undefined; readonly sinceSeconds?: number}];

/** Reads a container's log as a record: every message once, for any number of lost connections, restarts and rotations. */
export function createLogFollower({engine, container, hasTerminal, tail, windowMessages = firstWindowMessages, firstRetryMs}: LogFollowerOptions, listener: LogFollowerListener): LogFollower {
	const position = createLogPosition();

	/** One connection, and further ones with a wider window while the position is not found, to its end. */
	async function readToEnd(signal: AbortSignal, isFollowing: boolean, onOpen: () => void): Promise<void> {
		for (const [window, options] of windowsAfter(position.lastTime(), {tail, windowMessages})) {
			const stream = await engine.openLogs(container, {isFollowing, signal, ...options});
			onOpen();
			const connection = {
				stream, hasTerminal, window, windowMessages: window === 'tail' ? options.tail : undefined,
			};
			const outcome = await readLogConnection(connection, position, listener.onMessages);

			signal.throwIfAborted();
			if (outcome.kind === 'ended') {
				return;
			}

			if (outcome.kind === 'lost') {
				throw new UserError('engine-unreachable', {endpoint: engine.endpoint, reason: outcome.reason});
			}
		}

		throw new UserError('engine-unreachable', {endpoint: engine.endpoint, reason: ''});
	}

	return {
		async read({signal, isFollowing}) {
			const backoff = createBackoff(signal, firstRetryMs);
			let isConnected = false;
			/** Whether the rest is read without following, because no more will come. */
			let isRest = !isFollowing;
			const onOpen = () => {
				if (isConnected) {
					return;
				}

				isConnected = true;
				listener.onConnection({kind: 'open'});
			};

			for (;;) {
				signal.throwIfAborted();
				const before = position.lastTime();
				try {
					await readToEnd(signal, !isRest, onOpen);
					if (isRest) {
						return 'stopped';
					}

					// Once more from the position: the end may have been that of a rotated file.
					isRest = !await isRunning(engine, container, signal);
					if (isRest) {
						continue;
					}
				} catch (error) {
					signal.throwIfAborted();
					if (isGone(error)) {
						return 'removed';
					}

					if (!isConnectionError(error) || (!isFollowing && backoff.attempt() >= maxAttempts)) {
						throw error;
					}

					isConnected = false;
					const reason = error instanceof UserError ? error.values.reason ?? error.code : '';
					listener.onConnection({kind: 'reconnecting', reason, attempt: backoff.attempt() + 1});
				}

				if (position.lastTime() !== before) {
					backoff.reset();
				}

				await backoff.wait();
			}
		},
	};
}

/** The engine ends a stream when the container has stopped, but Docker 20.10 also when a rotation overtook the reader. */
async function isRunning(engine: Engine, container: string, signal: AbortSignal): Promise<boolean> {
	const {state} = await engine.inspectContainer(container, {signal});
	return isUp(state.status);
}

/** Where to look for the position: narrow first, at last nowhere. */
function windowsAfter(time: LogTimestamp | undefined, {tail, windowMessages}: {readonly tail: number | undefined; readonly windowMessages: number}): readonly Window[] {
	if (time === undefined) {
		return [['whole', {tail}]];
	}

	if (!time.isExact) {
		// Podman, whose newest messages may come glued together: counting needs all of a second.
		return [['whole', {sinceSeconds: Math.floor(time.at / 1000)}], ['by-time', {}]];
	}

	const tails: Window[] = [];
	for (let size = windowMessages; size <= maxWindowMessages; size *= 8) {
		tails.push(['tail', {tail: size}]);
	}

	return [...tails, ['whole', {}], ['by-time', {}]];
}

/** 409 stands for a container that is just being removed. */
function isGone(error: unknown): boolean {
	return error instanceof UserError && (error.code === 'container-not-found' || error.values.statusCode === '409');
}
