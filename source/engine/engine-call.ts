import type {EndpointTls} from './endpoint.ts';
import type {CallOptions} from './engine.ts';
import {toUserError} from './engine-error.ts';
import {toTlsError} from './tls-error.ts';
import {withTimeLimit} from './time-limit.ts';

/** One request to the engine, for its time limit and for the words of its errors. */
export type Operation = CallOptions & {
	readonly operation: string;
	/** As the caller named it; a 404 then means that there is no such container. */
	readonly container?: string;
	/** Where the caller gives no time limit of its own. */
	readonly defaultLimitMs?: number;
};

export type EngineCall = <T>(operation: Operation, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** Most calls take milliseconds, but a busy machine or a laptop that wakes up takes seconds. */
const callLimitMs = 10_000;

/** For calls that run a program on the engine's side: archive and exec. */
export const slowCallLimitMs = 30_000;

/** Every request to the engine at `endpoint` goes through this: a time limit around it, and errors for a person out of it. */
export function createEngineCall(endpoint: string, tls?: EndpointTls): EngineCall {
	return async ({operation, container, signal, timeLimitMs, defaultLimitMs = callLimitMs}, work) => {
		try {
			return await withTimeLimit({
				limitMs: timeLimitMs ?? defaultLimitMs,
				signal,
				endpoint,
				operation,
			}, work);
		} catch (error) {
			// The caller's own reason says more than how the call broke off.
			signal?.throwIfAborted();
			throw toTlsError(error, {endpoint, tls, now: Date.now()}) ?? toUserError(error, {endpoint, operation, container});
		}
	};
}
