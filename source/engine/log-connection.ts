import type {Readable} from 'node:stream';
import {createLogMessages} from '../stream/log-messages.ts';
import type {LogMessage} from '../stream/log-message.ts';
import type {LogPosition, ResumeWindow} from './log-position.ts';

export type LogConnection = {
	readonly stream: Readable;
	readonly hasTerminal: boolean;
	readonly window: ResumeWindow;
	/** Messages that a window of kind `tail` was asked for. */
	readonly windowMessages?: number | undefined;
};

/** How one connection to the log ended. */
export type LogOutcome =
	/** By the engine, in order. */
	| {readonly kind: 'ended'}
	| {readonly kind: 'lost'; readonly reason: string}
	/** Nothing was delivered: the position is not in this window. */
	| {readonly kind: 'position-missing'};

/** A replay that pauses this long has ended: the engine answers from its files in milliseconds. */
const replayPauseMs = 1000;

/**
Reads one connection to its end. Messages that were read before are dropped; what is incomplete when the connection is lost is
dropped too, because it comes again on the next one. The stream is driven by the reader, so a listener that takes long holds up
the log and nothing else.
*/
export async function readLogConnection(
	{stream, hasTerminal, window, windowMessages = Infinity}: LogConnection,
	position: LogPosition,
	onMessages: (messages: readonly LogMessage[]) => void,
): Promise<LogOutcome> {
	const splitter = createLogMessages({hasTerminal});
	position.begin(window);
	let received = 0;
	let isPositionMissing = false;
	const giveUp = () => {
		isPositionMissing = true;
		stream.destroy();
	};

	const pause = position.isSeeking() ? setTimeout(giveUp, replayPauseMs) : undefined;
	const deliver = (messages: readonly LogMessage[]) => {
		received += messages.length;
		const fresh = messages.filter(message => position.accept(message));
		if (!position.isSeeking()) {
			clearTimeout(pause);
		} else if (received >= windowMessages) {
			giveUp();
		} else {
			pause?.refresh();
		}

		if (fresh.length > 0) {
			onMessages(fresh);
		}
	};

	let lost: unknown;
	try {
		for await (const chunk of stream as AsyncIterable<Uint8Array>) {
			deliver(splitter.push(chunk));
		}
	} catch (error) {
		lost = error;
	} finally {
		clearTimeout(pause);
		stream.destroy();
	}

	if (lost === undefined) {
		deliver(splitter.end());
	}

	if (isPositionMissing || (lost === undefined && position.isSeeking())) {
		return {kind: 'position-missing'};
	}

	return lost === undefined ? {kind: 'ended'} : {kind: 'lost', reason: lost instanceof Error ? lost.message : ''};
}
