import {setTimeout as delay} from 'node:timers/promises';
import type {Conversation} from '../conversation/conversation.ts';
import type {Question} from '../conversation/question.ts';
import {UserError, type ErrorCode} from '../domain/user-error.ts';
import type {StopQuestion} from './stop/describe-stop.ts';

/** So long after one look at the training's files the next one begins. */
const lookAgainMs = 1500;

/** Looks again and again, so that the question stays true; what cannot be asked at the moment closes nothing. */
async function keepLooking({look}: StopQuestion, fatal: ReadonlySet<ErrorCode>, signal: AbortSignal, onLooked: () => void): Promise<void> {
	for (;;) {
		try {
			await look(signal);
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof UserError && fatal.has(error.code)) {
				throw error;
			}
		}

		onLooked();
		await delay(lookAgainMs, undefined, {signal});
	}
}

/**
Asks at once, and looks at the training while the question is open, which is read again each second. A look that fails with one of
`fatal` closes it. Nothing is looked at for a person who has agreed beforehand.

@throws that failure, and what the conversation throws.
*/
export async function askWhileLooking(looked: StopQuestion | undefined, conversation: Conversation, read: () => Question, fatal: ReadonlySet<ErrorCode> = new Set()): Promise<string | undefined> {
	if (looked === undefined || conversation.consent === 'given') {
		return conversation.ask(read());
	}

	const closing = new AbortController();
	let failure: Error | undefined;

	const known = new Promise<void>(resolve => {
		// A look that is in progress when the answer comes is not waited for.
		keepLooking(looked, fatal, closing.signal, resolve).catch((error: unknown) => {
			failure = closing.signal.aborted ? undefined : error as Error;
			closing.abort();
			resolve();
		});
	});
	try {
		const answer = await conversation.ask(read(), {read, signal: closing.signal, known});
		if (failure !== undefined && answer === undefined) {
			throw failure;
		}

		return answer;
	} finally {
		closing.abort();
	}
}
