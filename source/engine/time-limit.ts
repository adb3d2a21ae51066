import {UserError} from '../domain/user-error.ts';
import {makeOpaque} from './opaque.ts';

export type TimeLimit = {
	readonly limitMs: number;
	readonly signal?: AbortSignal | undefined;
	/** For the message: which engine, and what it was asked. */
	readonly endpoint: string;
	readonly operation: string;
};

/**
Runs one engine call against an own clock: a connection that dies in the middle of an answer would leave the call open for
ever. The call gets a signal that tells it to let go, both after the limit and when the caller has aborted.

@throws UserError `engine-timeout`, or the reason of the caller's signal.
*/
export async function withTimeLimit<T>(limit: TimeLimit, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
	limit.signal?.throwIfAborted();
	const controller = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	let abort: (() => void) | undefined;
	const ended = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => {
			reject(new UserError('engine-timeout', {endpoint: limit.endpoint, operation: limit.operation}));
			controller.abort();
		}, limit.limitMs);
		abort = () => {
			reject(limit.signal?.reason as Error);
			controller.abort();
		};

		limit.signal?.addEventListener('abort', abort, {once: true});
	});

	const answer = call(makeOpaque(controller.signal));
	// The race may be over when the call fails.
	answer.catch(() => undefined);
	try {
		return await Promise.race([answer, ended]);
	} finally {
		clearTimeout(timer);
		limit.signal?.removeEventListener('abort', abort!);
	}
}
